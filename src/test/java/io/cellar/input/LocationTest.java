package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h/a b              | http://h/a%20b",
        "' http://h/a '            | http://h/a",
        "http://h/a%20b?x=1%2f#f   | http://h/a%20b?x=1%2f",
        "http://h/[0, 1]/{x}       | http://h/%5B0,%201%5D/%7Bx%7D",
        "http://h/100%             | http://h/100%25",
        "http://h/%                | http://h/%25",
        "http://h/x%00.json        | http://h/x%00.json",
        "http://h/ü                | http://h/%C3%BC",
        "HTTPS://h?a=[1]           | HTTPS://h?a=%5B1%5D",
        "http://[::1]:80/a         | http://[::1]:80/a",
        "http://bücher.example:81/  | http://xn--bcher-kva.example:81/",
      })
  void addressesAreEncodedAsTheyAreFetched(String text, String expected) {
    assertEquals(
        expected, assertInstanceOf(Location.Address.class, Location.parse(text)).uri().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d.json               | d.json",
        "/tmp/a?b#c d%20.json | /tmp/a?b#c d%20.json",
        "c:\\x               | c:\\x",
        "C:/x                 | C:/x",
        "vol.h5:/data         | vol.h5:/data",
        "file:x.json          | x.json",
        "file:/tmp/x          | /tmp/x",
        "file:///tmp/a%20b    | /tmp/a b",
        "file:///tmp/a b      | /tmp/a b",
        "file:///tmp/a?b      | /tmp/a?b",
        "file:///tmp/a%3Fb#c  | /tmp/a?b#c",
        "file://localhost/tmp | /tmp",
        "FILE:///100%         | /100%",
      })
  void filesAreTakenByTheirNames(String text, String expected) {
    assertEquals(
        Path.of(expected), assertInstanceOf(Location.OnDisk.class, Location.parse(text)).path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "ftp://h/s3cret",
        "htp://h/s3cret",
        "s3://bucket/s3cret",
        "file://host/x.json",
        "file:///x%00",
        "file:",
        "a\0b.json",
        "http:///a",
        "http:/h/s3cret",
        "http:",
        "http://",
        "http://me:s3cret@h/",
        "http://me:s3cret@h/a?s3cret",
        "http://h/\r\nX-Header: s3cret?",
        "http://h/\u0000",
        "http://h:70000/",
        "http://h:99999999999/",
        "http://h:0/",
        "http://h:x/",
        "http://h_h h/",
        "http://[::x]/",
        "http://[::1/",
        "http://h\\x/",
        "http://\u202eh/"
      })
  void whatIsNeitherSaysWhyInASentenceWithoutTheText(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Location.parse(text), text);
    String message = e.getMessage();
    assertFalse(message.contains("s3cret"), message);
    assertFalse(message.contains("Exception") || message.contains("index"), message);
    assertEquals(message, PrintableText.of(message));
    assertTrue(message.length() > 10 && message.length() < 150, message);
  }

  @Test
  void barsStandInNoAddressEither() {
    assertEquals("http://h/x%7Cy", Location.Address.parse("http://h/x|y").uri().toString());
  }

  @Test
  void aVeryLongNameIsAName() {
    assertInstanceOf(Location.OnDisk.class, Location.parse("x".repeat(100_000)));
  }

  @Test
  void anAddressHasNoSecretsInItsText() {
    Location address = Location.parse("http://h/d.json?token=S");
    assertEquals("http://h/d.json", address.shown());
    assertEquals("http://h/d.json", address.toString());
    assertEquals("a\\u001bb?c.json", Location.parse("a\u001bb?c.json").shown());
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a/d.json?token=1, d.json",
    "http://h/a%2fb.json, b.json",
    "http://h/x%00.json, x_u0000.json",
    "http://h/.., description.json",
    "http://h/, description.json",
    "http://h, description.json",
    "http://h/%, %"
  })
  void theNameOfWhatIsFetchedIsAFileName(String text, String expected) {
    assertEquals(Path.of(expected), Location.Address.parse(text).fileName());
  }

  @Test
  void addressesAreToldByTheirScheme() {
    assertTrue(Location.isAddress(" HTTP://x"));
    assertTrue(Location.isAddress("http:/x"));
    assertFalse(Location.isAddress("/http://x"));
    assertFalse(Location.isAddress("httpd.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1\uff03.example.org/vol.zarr",
        "https://a.org\uff0fevil.org/",
        "https://\u2100.org/",
        "https://a\uff20b.org/",
        "https://a\uff1fb.org/",
        "https://a\uff3cb.org/"
      })
  void aHostHasNoCharactersThatStandForSignsOfAnAddress(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Location.Address.parse(text));
    assertTrue(e.getMessage().contains("host has characters"), e.getMessage());
  }

  @Test
  void noAddressKeepsAFragment() {
    for (int c = 0x80; c < 0x10000; c++) {
      try {
        URI uri = Location.Address.parse("https://a" + (char) c + "b.example/c").uri();
        assertNull(uri.getRawFragment());
        assertEquals("/c", uri.getRawPath());
        assertTrue(uri.getHost().endsWith(".example"), uri.toString());
      } catch (IllegalArgumentException _) {
        continue; // refused
      }
    }
    assertEquals("https://h/x", Location.Address.parse("https://h/x#y").uri().toString());
  }
}
