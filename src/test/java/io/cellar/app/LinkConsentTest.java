package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.HostNotAgreedException;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.NetworkSettings;
import io.cellar.settings.Settings;
import io.cellar.settings.SourceChoice;
import io.cellar.source.Credentials;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.HostConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.ui.OpenOutcome.Refused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link asks no server of anything that the user has not agreed to. */
class LinkConsentTest extends LinkRig {
  @Test
  void anImageIsOpenedAfterItsHostWasAgreedTo() throws Exception {
    String inner = first.withImage("/a.zarr").url("/a.zarr?token=TOKEN");
    OpenOutcome outcome = open("cellar:" + inner);
    HostConsentNeeded asked = asked(first, outcome);
    assertEquals(Optional.empty(), asked.namedBy());
    assertEquals(first.url("/a.zarr"), asked.address());
    assertEquals(inner, opened(agree(outcome)));
    assertFalse(first.requests().isEmpty());
    assertEquals(Set.of("Bearer FIRST"), Set.copyOf(first.credentials()));
    assertEquals(List.of(inner), memory.recent());
    assertEquals(inner, opened(open(inner)), "what is kept is no link, and is not asked about");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr://%s", "%s|zarr2:"})
  void whatIsSaidOfTheFormatIsKept(String form) throws Exception {
    String inner = form.formatted(first.withImage("/a").url("/a"));
    OpenOutcome outcome = open("cellar:" + inner);
    asked(first, outcome);
    assertEquals(inner, opened(agree(outcome)));
  }

  @Test
  void theServerOfTheBlocksIsAskedAboutToo() throws Exception {
    first.with("/d.json", LinkHost.blocksOf(second.url("/"), "blocks"));
    OpenOutcome outcome = open("cellar:" + first.url("/d.json"));
    asked(first, outcome);
    OpenOutcome further = agree(outcome);
    HostConsentNeeded asked = asked(second, further);
    assertEquals(Optional.of(first.name()), asked.namedBy());
    assertEquals(List.of("/d.json"), first.requests());
    assertEquals(first.url("/d.json"), opened(agree(further)));
    assertEquals(List.of(first.url("/d.json")), memory.recent());
  }

  @Test
  void theServerOfTheImageThatADescriptionPointsAtIsAskedAboutToo() throws Exception {
    second.withImage("/a");
    first.with("/d.cellar", LinkHost.pointingAt(second.url("/a")));
    OpenOutcome outcome = open("cellar:" + first.url("/d.cellar"));
    asked(first, outcome);
    OpenOutcome further = agree(outcome);
    asked(second, further);
    assertEquals(first.url("/d.cellar"), opened(agree(further)));
    assertEquals(Set.of("Bearer SECOND"), Set.copyOf(second.credentials()));
  }

  @Test
  void everyLevelsServerIsAskedAbout() throws Exception {
    try (LinkHost third = new LinkHost()) {
      String level = "{\"downsampling\": [1, 1, 1], \"description\": %s}";
      first.with(
          "/d.json",
          """
          {"_schema_name": "multiscale-volume-description", "_schema_version": 1.0, "name": "m",
           "levels": [%s, %s]}
          """
              .formatted(
                  level.formatted(LinkHost.blocksOf(second.url("/"), "a")),
                  level.formatted(LinkHost.blocksOf(third.url("/"), "b"))));
      OpenOutcome outcome = agree(open("cellar:" + first.url("/d.json")));
      asked(second, outcome);
      OpenOutcome last = agree(outcome);
      assertEquals(
          "http://" + third.name(), assertInstanceOf(HostConsentNeeded.class, last).host());
      assertFalse(((HostConsentNeeded) last).credentials());
      assertEquals(first.url("/d.json"), opened(agree(last)));
      assertEquals(List.of(), third.requests());
    }
  }

  @Test
  void aDescriptionThatNamesAnotherServerMeanwhileIsAskedAboutAgain() throws Exception {
    try (LinkHost third = new LinkHost()) {
      first.with("/d.json", LinkHost.blocksOf(third.url("/"), "blocks"));
      OpenOutcome further = agree(open("cellar:" + first.url("/d.json")));
      first.with("/d.json", LinkHost.blocksOf(second.url("/"), "blocks"));
      asked(second, agree(further));
    }
  }

  @Test
  void serversThatDependOnTheBlockAreRefused() throws Exception {
    first.with("/d.json", LinkHost.blocksOf("http://127.0.0.{x_start}/", "blocks"));
    OpenOutcome outcome = agree(open("cellar:" + first.url("/d.json")));
    Refused refused = assertInstanceOf(Refused.class, outcome, outcome.toString());
    assertTrue(refused.toString().contains("the host must be written out"), refused.toString());
  }

  @Test
  void consentHoldsForThatPortAndSchemeAlone() throws Exception {
    first.withImage("/a");
    String link = "cellar:" + first.url("/a");
    for (String other :
        List.of(
            "https://" + first.name(),
            "http://127.0.0.1:80",
            "http://" + second.name(),
            first.name(),
            "*")) {
      OpenOutcome outcome = program.openLink(link, Set.of(other)).get(30, TimeUnit.SECONDS);
      assertInstanceOf(HostConsentNeeded.class, outcome, other);
    }
    assertEquals(List.of(), first.requests());
  }

  /** What it is for is done in the cache of the user; a description by link gets nothing more. */
  @Test
  void aCacheElsewhereIsNoRightOfALink() throws Exception {
    Path precious = Files.createDirectories(home.resolve("precious"));
    first.with("/d.json", LinkHost.blocksOf(first.url("/"), precious.toString()));
    OpenOutcome outcome = agree(open("cellar:" + first.url("/d.json")));
    Path root = assertInstanceOf(Opened.class, outcome).volume().levels().finest().cache().root();
    opened(outcome);
    assertTrue(root.startsWith(home) && !root.startsWith(precious), root.toString());
    try (var left = Files.list(precious)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aDescriptionPointsAtNothingOnThisComputerAndAtNoLink() throws Exception {
    for (String url : List.of("/etc", "file:///etc", "cellar:" + second.url("/a"))) {
      first.with("/d.json", LinkHost.pointingAt(url));
      OpenOutcome outcome = agree(open("cellar:" + first.url("/d.json")));
      assertInstanceOf(Refused.class, outcome, url);
    }
    assertEquals(List.of(), second.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org:443, false, true, example.org, true",
    "https://example.org:8443, false, true, example.org:8443, true",
    "https://example.org:443, false, false, example.org, false",
    "https://example.org:443, true, false, example.org, true",
    "http://example.org:80, false, true, http://example.org, false",
    "http://localhost:80, false, true, http://localhost, true",
    "https://[::1]:443, false, true, [::1], true"
  })
  void theQuestionTellsWhatWouldBeSent(
      String origin, boolean signs, boolean stored, String host, boolean sent) {
    LinkAccess access =
        LinkAccess.of(
            "cellar:https://example.org/x?token=TOKEN",
            Set.of(),
            asked ->
                stored && asked.equals(origin)
                    ? Optional.of(new Credentials.Header("Authorization", "Bearer SECRET"))
                    : Optional.empty());
    HostConsentNeeded asked =
        assertInstanceOf(
            HostConsentNeeded.class, access.ask(new HostNotAgreedException(origin, signs)));
    assertEquals(host, asked.host());
    assertEquals(sent, asked.credentials());
    assertEquals(Set.of(origin), asked.agreed());
    assertEquals("https://example.org/x", asked.address());
  }

  @Test
  void aBucketIsAskedAboutByTheServerThatItIsOn() throws Exception {
    second.withImage("/bucket/a.zarr");
    NetworkSettings network = Settings.DEFAULT.network();
    Settings settings =
        Settings.DEFAULT.withNetwork(
            network.withS3Endpoint(Optional.of(URI.create(second.url("")))));
    Folders folders = new Folders(home, home.resolve("d2"), home.resolve("c2"), home.resolve("s2"));
    try (Program other =
        new Program(
            Wiring.volumes(folders, settings, 0),
            folders,
            new Memory(Optional.empty(), settings),
            Optional.empty(),
            false)) {
      OpenOutcome outcome =
          other.open("cellar:s3://bucket/a.zarr", false).get(30, TimeUnit.SECONDS);
      HostConsentNeeded asked = assertInstanceOf(HostConsentNeeded.class, outcome);
      assertEquals("http://" + second.name(), asked.host());
      assertEquals("s3://bucket/a.zarr", asked.address());
      assertEquals(List.of(), second.requests());
      assertEquals(
          "s3://bucket/a.zarr",
          opened(other.openLink(asked.location(), asked.agreed()).get(30, TimeUnit.SECONDS)));
    }
  }

  @Test
  void inCacheOnlyTheQuestionIsTheSame() throws Exception {
    first.with("/d.json", LinkHost.blocksOf(second.url("/"), "blocks"));
    opened(open(first.url("/d.json")));
    memory.clearRecent();
    first.requests().clear();
    first.credentials().clear();
    memory.change(s -> s.withSource(SourceChoice.CACHE_ONLY));
    OpenOutcome outcome = open("cellar:" + first.url("/d.json"));
    asked(first, outcome);
    OpenOutcome further = agree(outcome);
    asked(second, further);
    opened(agree(further));
    assertEquals(List.of(), first.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cellar:https://u:SECRET@127.0.0.1:9/x",
        "cellar:https%3A%2F%2Fu%3ASECRET%40h/x",
        "cellar://https//u:SECRET@h/x",
        "cellar:/etc/passwd?x=SECRET",
        "cellar:https://h/x%0A?SECRET",
        "cellar:"
      })
  void whatIsNoLinkIsRefusedWithoutSecrets(String link) throws Exception {
    Refused refused = assertInstanceOf(Refused.class, open(link));
    assertFalse(refused.toString().contains("SECRET"), refused.toString());
    assertEquals(1, refused.problems().size());
  }
}
