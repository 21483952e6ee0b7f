package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://h/d.json?token=S, http://h/d.json",
        "http://u:S@h/d.json#S, http://h/d.json",
        "http://u:a@S@h:80/x@y, http://h:80/x@y",
        "http://u:S@h?x=a/b, http://h",
        "http://h{/x?S, http://h{/x",
        "'http://h/a b?S', 'http://h/a b'",
        "a?b#c.json, a?b#c.json",
        "http:/h/d.json?token=S, http:/h/d.json",
        "localhost:9/d.json?S, localhost:9/d.json",
        "h/d.json?token=S, h/d.json?\u2026",
        "u:S@h:80, h:80",
        "jar:http://me:S@h/x?S, jar:http://h/x",
        "http://u:S/S@h/d?x, http://h/d",
        "http://u:S?S@h/d?x, http://h/d",
        "http://u:S#S@h, http://h",
        "http://[::1]:80/x?S, http://[::1]:80/x",
        "http://h:80/a@b?S@S, http://h:80/a@b",
        "c:\\\\x, c:\\\\x",
        "zarr://http://u:S@h:1/z/, zarr://http://h:1/z/",
        "precomputed://http://h/z?token=S, precomputed://http://h/z",
        "http://u:S@h/z|zarr:, http://h/z|zarr:",
        "n5:http://u:S/S@h/z, n5:http://h/z",
        "zarr://s3://u:S@b/z, zarr://s3://b/z",
        "other://http://u:S@h/z, other://http://h/z",
        "http:///u:S@h/z, http:///h/z",
        "http://u:/S@h/z, http://h/z",
        "'  http://u:S@h/z', http://h/z",
        "http://h/get/http://u:S@h/z, http://h/get/http://h/z",
        "http://h/get?u=http://u:S@h/z, http://h/get",
        "http://h?http://h/S, http://h",
        "h/d?x&token=S S'S, h/d?\u2026",
        "cellar:https://h:1/a%20b/x@y?token=S#S, cellar:https://h:1/a%20b/x@y",
        "cellar:zarr://s3://b/z|zarr:?S, cellar:zarr://s3://b/z|zarr:",
        "cellar:https://[::1]:80/x?S, cellar:https://[::1]:80/x",
        "cellar:https://u:S@h/z, cellar:\u2026",
        "cellar:https%3A%2F%2Fu%3AS%40h, cellar:\u2026",
        "cellar://https//u:S@h/z, cellar:\u2026",
        "cellar:https://h\\\\u:S@x, cellar:\u2026",
        "file:///a@b/c.h5, file:///a@b/c.h5"
      })
  void anAddressIsShownWithoutItsSecrets(String address, String shown) {
    assertEquals(shown, Redaction.address(address));
  }

  @Test
  void addressesInsideAMessageAreRedactedEachOfThem() {
    assertEquals(
        "illegal at 3: \"http://h/d{.json\" after https://h/x",
        Redaction.message("illegal at 3: \"http://u:S@h/d{.json?token=S\" after https://h/x#S"));
    assertEquals(
        "cannot open http://h/a b.json?\u2026 (why?)",
        Redaction.message("cannot open http://h/a b.json?token=S (why?)"));
  }

  @Test
  void linesOfALogAreRedactedAsTheyEnd() throws Exception {
    List<String> lines = new ArrayList<>();
    try (PrintStream log =
        new PrintStream(Redaction.lines(lines::add), false, StandardCharsets.UTF_8)) {
      log.print("at http://h/");
      log.print("d.json?tok");
      log.println("en=S \u00fc\u001b[2J");
      log.print("\tat io.cellar\r");
      assertEquals(2, lines.size());
      log.print("x".repeat(70_000));
      log.flush();
      log.print("end http://h?S");
    }
    assertEquals("at http://h/d.json \u00fc\\u001b[2J" + System.lineSeparator(), lines.getFirst());
    assertEquals("    at io.cellar\r", lines.get(1));
    assertEquals("x".repeat(70_000), lines.get(2) + lines.get(3));
    assertEquals("end http://h", lines.getLast());
  }

  @Test
  void aLongMessageIsRedactedToo() {
    String path = "a'a".repeat(30_000);
    assertFalse(Redaction.message("at http://u:S@h/" + path + "?S").contains("S"));
  }

  @Test
  void aMessageWithoutAnAddressKeepsItsQuestionMarks() {
    assertEquals("did you mean a?b", Redaction.message("did you mean a?b"));
  }

  /** Any spelling that names a user, a password and a token, valid or not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noSpellingOfAnAddressShowsWhatIsSecret(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      String address = spelling(random);
      for (String shown :
          List.of(
              Redaction.address(address),
              Redaction.message("no image is there: " + address),
              Redaction.message("wrong: '" + address + "'; did you mean it?"),
              Redaction.message(Redaction.address(address)))) {
        assertFalse(shown.contains("SECRET"), () -> "seed " + seed + ": " + address + " " + shown);
      }
    }
  }

  private static String spelling(Random random) {
    String password = pick(random, "SECRET", "SECRET1", "%SECRET", "a:SECRET", "a@SECRET");
    password =
        pick(random, password, password, password + pick(random, "/", "?", "#", ":") + "SECRET");
    String login = pick(random, "", "joe:" + password + "@", "SECRET@", ":" + password + "@");
    String host = pick(random, "127.0.0.1:1", "example.org", "[::1]:80", "localhost");
    String path = pick(random, "", "/", "/z/", "/a/b.zarr", "/d.json", "/x:inner/y");
    String query =
        pick(random, "", "?token=SECRET", "?a&sig=SECRET", "?a=b&c=SECRET#d", "?SECRET", "#SECRET");
    String scheme = pick(random, "http://", "https://", "HTTP://", "s3://", "gs://", "http:///");
    String prefix =
        pick(
            random,
            "",
            "",
            "zarr://",
            "zarr2://",
            "n5://",
            "precomputed://",
            "Zarr://",
            "x://",
            "zarr:");
    String step =
        pick(
            random,
            "",
            "",
            "|zarr:",
            "|zarr3:a/b",
            "|neuroglancer-precomputed:",
            "|zip:a|zarr:",
            "|no:");
    return prefix + scheme + login + host + path + query + step;
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void aQuotationMarkOrABlankInAPasswordEndsNoAddressOfAMessage() {
    assertEquals("at 'http://h/x' it", Redaction.message("at 'http://joe:S'S@h/x' it"));
    assertEquals("at http://h/x it", Redaction.message("at http://joe:S S@h/x it"));
    assertEquals("at http://h:80, from a@b", Redaction.message("at http://h:80, from a@b"));
    assertEquals("at 'http://h/x'", Redaction.message("at 'http://h/x?t=S'S'"));
  }
}
