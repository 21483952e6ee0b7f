package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.NetworkSettings;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.Choose;
import io.cellar.ui.OpenOutcome.HostConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Redirects, and what a link led to when it is opened again, ask no other servers either. */
class LinkServersTest extends LinkRig {
  @Test
  void aServerThatARedirectLeadsToIsAskedAboutAndIsShownNoCredentials() throws Exception {
    second.with("/d.json", LinkHost.blocksOf(first.url("/"), "blocks"));
    first.redirecting("/d.json", second.url("/d.json"));
    OpenOutcome further = agree(open("cellar:" + first.url("/d.json")));
    HostConsentNeeded asked = asked(second, further);
    assertEquals(Optional.of(first.name()), asked.namedBy());
    opened(agree(further));
    assertEquals(List.of("/d.json"), second.requests());
    assertEquals(List.of(), second.credentials());
  }

  @Test
  void metadataIsNotAskedOfAServerThatNobodyAgreedTo() throws Exception {
    second.withImage("/a");
    for (String name : List.of("/.zarray", "/0.0.0")) {
      first.redirecting("/a" + name, second.url("/a" + name));
    }
    OpenOutcome further = agree(open("cellar:" + first.url("/a")));
    asked(second, further);
    opened(agree(further));
    assertEquals(List.of("/a/.zarray"), second.requests());
  }

  @Test
  void chunksAreNotAskedOfAServerThatNobodyAgreedTo() throws Exception {
    second.withImage("/a");
    first.withImage("/a").redirecting("/a/0.0.0", second.url("/a/0.0.0"));
    OpenOutcome outcome = agree(open("cellar:" + first.url("/a")));
    String said = firstBlock(outcome);
    assertTrue(said.contains("sends this on to http://" + second.name()), said);
    assertTrue(said.contains("nobody has agreed"), said);
    assertEquals(List.of(), second.requests());
    OpenOutcome again = open(first.url("/a"));
    HostConsentNeeded asked = assertInstanceOf(HostConsentNeeded.class, again);
    assertEquals("http://" + second.name(), asked.host());
    assertEquals("there", firstBlock(agree(again)));
    assertEquals(List.of("/a/0.0.0"), second.requests());
  }

  @Test
  void blocksAreNotAskedOfAServerThatNobodyAgreedTo() throws Exception {
    String block = "/0,4/0,4/0,4/";
    first.with("/d.json", LinkHost.blocksOf(first.url("/"), "blocks"));
    first.redirecting(block, second.url(block));
    String said = firstBlock(agree(open("cellar:" + first.url("/d.json"))));
    assertTrue(said.contains("sends this on to http://" + second.name()), said);
    assertEquals(List.of(), second.requests());
    OpenOutcome again = open(first.url("/d.json"));
    firstBlock(agree(again));
    assertEquals(List.of(block), second.requests());
  }

  @Test
  void whatTheUserNamedFollowsRedirects() throws Exception {
    second.withImage("/a");
    first.withImage("/a").redirecting("/a/0.0.0", second.url("/a/0.0.0"));
    assertEquals("there", firstBlock(open(first.url("/a"))));
  }

  @Test
  void whatALinkLedToStaysWithItsServers() throws Exception {
    String location = first.with("/d.json", LinkHost.blocksOf(first.url("/"), "b")).url("/d.json");
    opened(agree(open("cellar:" + location)));
    assertEquals(location, opened(open(location)), "nothing new is asked");
    memory.clearRecent();
    first.with("/d.json", LinkHost.blocksOf(second.url("/"), "b"));
    OpenOutcome outcome = open(location);
    HostConsentNeeded asked = asked(second, outcome);
    assertEquals(Optional.of(first.name()), asked.namedBy());
    assertEquals(location, opened(agree(outcome)));
    assertEquals(location, opened(open(location)), "both are agreed to");
    try (Program next = next(memory.settings())) {
      assertInstanceOf(Opened.class, next.open(location, false).get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void theServersAreKeptWithTheSettings() throws Exception {
    String location = first.withImage("/a").url("/a");
    opened(agree(open("cellar:" + location)));
    SettingsFile file = new SettingsFile(home.resolve("settings.properties"));
    file.save(memory.settings());
    first.redirecting("/a/.zarray", second.url("/a/.zarray"));
    try (Program next = next(file.load())) {
      OpenOutcome outcome = next.open(location, false).get(30, TimeUnit.SECONDS);
      HostConsentNeeded asked = assertInstanceOf(HostConsentNeeded.class, outcome);
      assertEquals("http://" + second.name(), asked.host());
      assertEquals(List.of(), second.requests());
    }
  }

  @Test
  void whatIsChosenFromWhatALinkLedToStaysWithItsServers() throws Exception {
    first.withImage("/p/a").withImage("/p/b").with("/p/.zgroup", "{\"zarr_format\": 2}");
    String image =
        """
        {"version": "0.4", "datasets": [{"path": "%s",
           "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 1]}]}],
         "axes": [{"name": "z", "type": "space"}, {"name": "y", "type": "space"},
           {"name": "x", "type": "space"}]}
        """;
    first.with(
        "/p/.zattrs",
        "{\"multiscales\": [%s, %s]}".formatted(image.formatted("a"), image.formatted("b")));
    OpenOutcome outcome = agree(open("cellar:" + first.url("/p")));
    Choose several = assertInstanceOf(Choose.class, outcome, outcome.toString());
    String chosen = several.choices().getLast().location();
    assertEquals(chosen, opened(open(chosen)), "nothing new is asked");
    memory.clearRecent();
    second.withImage("/p/b");
    first.redirecting("/p/b/.zarray", second.url("/p/b/.zarray"));
    asked(second, open(chosen));
    assertInstanceOf(Choose.class, open(first.url("/p")));
  }

  @Test
  void whereABucketHasMovedToIsAskedAboutToo() throws Exception {
    second.withImage("/bucket/a.zarr");
    for (String key : List.of("/.zarray", "/0.0.0", "/zarr.json", "/.zgroup", "/.zattrs")) {
      first.redirecting("/bucket/a.zarr" + key, second.url("/bucket/a.zarr" + key));
    }
    NetworkSettings network = Settings.DEFAULT.network();
    Settings settings =
        Settings.DEFAULT.withNetwork(
            network.withS3Endpoint(Optional.of(URI.create(first.url("")))));
    try (Program other = next(settings)) {
      OpenOutcome outcome =
          other.open("cellar:s3://bucket/a.zarr", false).get(30, TimeUnit.SECONDS);
      for (LinkHost host : List.of(first, second)) {
        HostConsentNeeded asked = assertInstanceOf(HostConsentNeeded.class, outcome);
        assertEquals("http://" + host.name(), asked.host());
        assertEquals(List.of(), host.requests());
        outcome = other.openLink(asked.location(), asked.agreed()).get(30, TimeUnit.SECONDS);
      }
      assertEquals("s3://bucket/a.zarr", opened(outcome));
    }
  }
}
