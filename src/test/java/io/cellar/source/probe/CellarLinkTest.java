package io.cellar.source.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellarLinkTest {
  private static final String SECRET = "hunter2";

  /** Everything that is refused after the scheme, with a part of the sentence that says why. */
  private static final String[][] HOSTILE = {
    {"", "names nothing"},
    {"/etc/passwd", "no slash"},
    {"//etc/passwd", "no slash"},
    {"///etc/passwd", "no slash"},
    {"//https//host/path", "no slash"},
    {"//https://host/path", "no slash"},
    {"//host/path", "no slash"},
    {"cellar:https://host/path", "no other link"},
    {"CELLAR:https://host/path", "no other link"},
    {"cellar:cellar:https://host/path", "no other link"},
    {"zarr://cellar:https://host/path", "nothing on this computer"},
    {"--picture=/tmp/x.png", "no options"},
    {"-h", "no options"},
    {"--allow-outside", "no options"},
    {"file:///etc/passwd", "nothing on this computer"},
    {"file:/etc/passwd", "nothing on this computer"},
    {"file://host/share", "nothing on this computer"},
    {"zarr:///home/someone/x.zarr", "nothing on this computer"},
    {"n5://file:///x", "nothing on this computer"},
    {"home/someone/x.zarr", "nothing on this computer"},
    {"C:/x.h5", "nothing on this computer"},
    {"~/x.h5", "nothing on this computer"},
    {".", "nothing on this computer"},
    {"..", "nothing on this computer"},
    {"x.h5", "nothing on this computer"},
    {"ftp://host/path", "nothing on this computer"},
    {"javascript:alert(1)", "nothing on this computer"},
    {"data:text/html,x", "nothing on this computer"},
    {"mailto:x@y", "nothing on this computer"},
    {"ssh://host/path", "nothing on this computer"},
    {"smb://host/path", "nothing on this computer"},
    {"jar:https://host/path", "nothing on this computer"},
    {"zarr://zarr://https://host/path", "nothing on this computer"},
    {"zip://https://host/path", "nothing on this computer"},
    {"http:host/path", "nothing on this computer"},
    {"https:/host/path", "nothing on this computer"},
    {"https//host/path", "nothing on this computer"},
    {"https%3A%2F%2Fhost%2Fpath", "nothing on this computer"},
    {"https:%2F%2Fhost/path", "nothing on this computer"},
    {"https://host/path|zip:", "is not read"},
    {"https://host/path|zarr:|n5:", "several steps"},
    {"https://host/path|nosuch:x", "is not read"},
    {"https://127.0.0.1\uff03.example.org/vol.zarr", "signs"},
    {"https://a.org\uff0fevil.org/", "signs"},
    {"https://\u2100.org/", "signs"},
    {"https://a.org\uff1fevil.org/x", "signs"},
    {"https://a.org\uff1a80/x", "signs"},
    {"https://a\uff20b.org/x", "signs"},
    {"https://a\uff3cb.org/x", "signs"},
    {"https://a\uff05b.org/x", "signs"},
    {"zarr://https://a.org\uff0fevil.org/", "signs"},
    {"https://a.org\uff03x/v|zarr:", "signs"},
    {"https://", "valid"},
    {"https:///path", "valid"},
    {"https://:443/path", "valid"},
    {"https://?x", "valid"},
    {"http://#x", "valid"},
    {"https://user@host/path", "user name"},
    {"https://user:" + SECRET + "@host/path", "user name"},
    {"https://:" + SECRET + "@host/path", "user name"},
    {"https://host:80@other/path", "user name"},
    {"zarr://https://user:" + SECRET + "@host/path", "user name"},
    {"https://user:" + SECRET + "@host/path|zarr:", "user name"},
    {"https://user%40host/path", "valid"},
    {"https://user%3A" + SECRET + "%40host/path", "valid"},
    {"https://ho%73t/path", "valid"},
    {"https://host:0/path", "port"},
    {"https://host:65536/path", "port"},
    {"https://host:999999999999/path", "valid"},
    {"https://host:x/path", "valid"},
    {"https://a b/path", "blanks"},
    {"https://ho[st/path", "valid"},
    {"https://[::1/path", "valid"},
    {"https://ho<st/path", "valid"},
    {"https://-/path", "valid"},
    {"https://ho_st/path", "valid"},
    {"s3://", "bucket"},
    {"s3:///path", "bucket"},
    {"s3://.bucket/path", "bucket"},
    {"s3://buc_ket:x/path", "bucket"},
    {"s3://user@bucket/path", "bucket"},
    {"s3://user:" + SECRET + "@bucket/path", "bucket"},
    {"gs://buc%6bet/path", "bucket"},
    {"gs://b\u00fccket/path", "bucket"},
    {"https://host/a b", "blanks"},
    {"https://host/a\u00a0b", "blanks"},
    {"https://host/a\u3000b", "blanks"},
    {"https://host/a\tb", "blanks"},
    {"https://host/a\nb", "blanks"},
    {"https://host/a\r\nHost: other", "blanks"},
    {"https://host/a\u2028b", "blanks"},
    {"https://host/a\0b", "control"},
    {"https://host/a\u001b[31mb", "control"},
    {"https://host/a\u007fb", "control"},
    {"https://host/a\u0085b", "control"},
    {"https://host/a\u202eb", "control"},
    {"https://host/a\u200bb", "control"},
    {"https://host/a\ufeffb", "control"},
    {"https://host/a\ud800b", "control"},
    {"https://host/a%00b", "control"},
    {"https://host/a%0Ab", "control"},
    {"https://host/a%0ab", "control"},
    {"https://host/a%0D%0AHost:%20other", "control"},
    {"https://host/a%09b", "control"},
    {"https://host/a%1Bb", "control"},
    {"https://host/a%7Fb", "control"},
    {"https://host/a%C2%85b", "control"},
    {"https://host/a%E2%80%A8b", "control"},
    {"https://host/a%E2%80%AEb", "control"},
    {"https://host/a%250Ab", "control"},
    {"https://host/a%25250Ab", "control"},
    {"https://host/a%2500b", "control"},
    {"https://host/a%25%30Ab", "control"},
    {"https://host/a%2%35b%0d", "percent"},
    {"https://host/50%25.zarr%250Ab", "control"},
    {"https://host/a?token=%0A" + SECRET, "control"},
    {"https://host/a#%0A", "control"},
    {"s3://bucket/a%0Ab", "control"},
    {"https://host/a\\b", "backslash"},
    {"https://host\\@other/b", "backslash"},
    {"\\\\server\\share", "backslash"},
    {"C:\\x.h5", "backslash"},
    {"https://host/a%5Cb", "backslash"},
    {"https://host/a%5cb", "backslash"},
    {"https://host/a%255Cb", "backslash"},
    {"https://host/a%", "percent"},
    {"https://host/a%4", "percent"},
    {"https://host/a%zz", "percent"},
    {"https://host/a%C0%8A", "UTF-8"},
    {"https://host/a%FF", "UTF-8"},
    {"https://host/a%25FF", "UTF-8"},
    {"https://host/a%" + "25".repeat(40) + "41", "too often"},
  };

  @Test
  void whatIsHostileIsRefusedInOneSentenceThatRepeatsNothing() {
    List<String> others = new ArrayList<>();
    for (String[] each : HOSTILE) {
      String link = "cellar:" + each[0];
      assertTrue(CellarLink.isLink(link), link);
      String said = answer(link);
      if (!said.contains(each[1])) {
        others.add(PrintableText.of(link) + " -> " + said);
      }
      assertFalse(said.contains(SECRET), said);
      assertEquals(PrintableText.of(said), said);
      assertFalse(said.contains(". "), said);
      String shown = Redaction.address(link);
      assertFalse(shown.contains(SECRET), shown);
      assertEquals(PrintableText.of(shown), shown);
      assertTrue(said.length() < 200, said);
    }
    assertEquals(List.of(), others);
  }

  private static String answer(String link) {
    try {
      return "opened " + CellarLink.parse(link);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String refusal(String link) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> CellarLink.parse(link),
            () -> PrintableText.of(link))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a.zarr, example.org",
    "HTTPS://Example.ORG/a.zarr, example.org",
    "https://example.org, example.org",
    "https://example.org:443/a, example.org",
    "https://example.org:8443/a, example.org:8443",
    "http://example.org:80/a.json, example.org",
    "http://127.0.0.1:9/d.json?token=S#x, 127.0.0.1:9",
    "https://[::1]:8080/a, [::1]:8080",
    "https://b\u00fccher.example/a, xn--bcher-kva.example",
    "https://example.org/a%20b/50%25.zarr, example.org",
    "https://example.org/\u00fc/%C3%BC, example.org",
    "https://example.org/@user/a, example.org",
    "https://example.org/a?sig=x%2By%3D, example.org",
    "https://example.org/p.zarr:A/1/0, example.org",
    "https://example.org?x@other.example, example.org",
    "https://example.org#@other.example, example.org",
    "zarr://https://example.org/a, example.org",
    "ZARR3://https://example.org/a, example.org",
    "n5://gs://bucket/a, gs://bucket",
    "precomputed://gs://bucket/a/b, gs://bucket",
    "https://example.org/a|zarr2:raw, example.org",
    "gs://bucket/em|neuroglancer-precomputed:, gs://bucket",
    "s3://my-bucket.x/a.zarr, s3://my-bucket.x",
    "S3://bucket, s3://bucket",
    "zarr2://https://example.org/a#dimension_separator=/, example.org"
  })
  void anAddressIsTakenAsItStands(String inner, String host) {
    for (String scheme : List.of("cellar:", "Cellar:", " \tCELLAR:")) {
      CellarLink link = CellarLink.parse(scheme + inner);
      assertEquals(inner, link.location());
      assertEquals(host, link.host());
      assertTrue(VolumeLocation.parse(link.location()).isAddress());
    }
    assertEquals(inner, CellarLink.parse("cellar:" + inner + "\n").location());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://h/x", "cellar", "cellars:x", "./cellar:x", "xcellar:y", "-"})
  void whatHasAnotherSchemeIsNoLink(String text) {
    assertFalse(CellarLink.isLink(text));
    assertTrue(refusal(text).contains("expected cellar:https://host/path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cellar:https://h/x", " Cellar:https://h/x", "cellar:/x", "cellar:"})
  void aLinkIsNoLocationOfACommandOrADescription(String link) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> VolumeLocation.parse(link)).getMessage();
    assertTrue(said.contains("for the window"), said);
  }

  @Test
  void theLongestLinkHasEightKibibytes() {
    String link = "cellar:https://example.org/";
    String longest = link + "x".repeat(8192 - link.length());
    assertEquals("example.org", CellarLink.parse(longest).host());
    assertTrue(refusal(longest + "x").contains("8192"));
    assertTrue(refusal(link + "\u00fc".repeat(4100)).contains("8192"));
    assertTrue(refusal(link + "%25".repeat(1_000_000)).contains("8192"));
  }

  @Test
  void aLinkShowsNoSecrets() {
    CellarLink link = CellarLink.parse("cellar:https://example.org/a.zarr?token=" + SECRET);
    assertEquals("cellar:https://example.org/a.zarr", link.toString());
    assertEquals(
        link.toString(), Redaction.address("cellar:https://example.org/a.zarr?token=" + SECRET));
  }

  /** Whatever is put together: it is refused with words, or leads to the host that is named. */
  @Test
  void noCombinationLeadsElsewhere() {
    List<String> parts = new ArrayList<>();
    for (String[] each : HOSTILE) {
      parts.add(each[0]);
    }
    parts.addAll(
        List.of(
            "https://",
            "http://",
            "s3://",
            "gs://",
            "zarr://",
            "n5://",
            "host",
            "h.example",
            "user",
            ":",
            "@",
            "/",
            "//",
            "?",
            "#",
            "%",
            "%25",
            "0A",
            "%0a",
            "\\",
            "|",
            "|zarr:",
            "-",
            "--",
            "cellar:",
            "file:",
            "[",
            "]",
            "[::1]",
            ":80",
            ".",
            "..",
            "\n",
            " ",
            "\u202e"));
    Random random = new Random(20_251_129);
    int accepted = 0;
    for (int n = 0; n < 30_000; n++) {
      StringBuilder text = new StringBuilder("cellar:");
      if (random.nextInt(3) > 0) {
        text.append(random.nextBoolean() ? "https://h.example" : "zarr://https://host/");
      }
      for (int k = random.nextInt(5); k >= 0; k--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        CellarLink link = CellarLink.parse(text.toString());
        accepted++;
        sound(link);
      } catch (IllegalArgumentException e) {
        assertEquals(PrintableText.of(e.getMessage()), e.getMessage());
        assertFalse(e.getMessage().contains(SECRET), e.getMessage());
      }
      String shown = Redaction.address(text.toString());
      assertEquals(PrintableText.of(shown), shown);
    }
    assertTrue(accepted > 500, accepted + " accepted");
  }

  private static void sound(CellarLink link) {
    VolumeLocation location = VolumeLocation.parse(link.location());
    assertTrue(location.isAddress(), link::location);
    String place = location.place().replaceFirst("[?#].*", "");
    assertFalse(place.contains("\\") || place.contains(" "), link::location);
    if (place.toLowerCase(Locale.ROOT).startsWith("http")) {
      URI uri =
          io.cellar.input.Location.Address.parse(
                  new String(place.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
              .uri();
      assertTrue(link.host().startsWith(uri.getHost().toLowerCase(Locale.ROOT)), link::location);
      assertFalse(link.host().contains("@"), link::location);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://b\u00fccher.example/x, https://xn--bcher-kva.example/x, xn--bcher-kva.example",
    "zarr://https://b\u00fccher.example:81/\u00fc, zarr://https://xn--bcher-kva.example:81/\u00fc,"
        + " xn--bcher-kva.example:81",
    "https://b\u00fccher.example/b\u00fccher.example|n5:a,"
        + " https://xn--bcher-kva.example/b\u00fccher.example|n5:a, xn--bcher-kva.example",
    "https://\uff11\uff12\uff17.0.0.1/x, https://127.0.0.1/x, 127.0.0.1",
    "https://a\u3002org/x?t=hunter2, https://a.org/x, a.org",
    "https://\u2488org/x, https://1.org/x, 1.org",
    "s3://bucket/x, s3://bucket/x, s3://bucket"
  })
  void theAddressIsShownWithTheHostThatIsAsked(String inner, String shown, String host) {
    CellarLink link = CellarLink.parse("cellar:" + inner);
    assertEquals(shown, link.shown());
    assertEquals(host, link.host());
    assertEquals(inner, link.location());
  }
}
