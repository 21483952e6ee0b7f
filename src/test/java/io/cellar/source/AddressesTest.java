package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h/a b              | http://h/a%20b",
        "http://h/a%20b?x=1%2f#f   | http://h/a%20b?x=1%2f",
        "http://h/[0, 1]/{x}       | http://h/%5B0,%201%5D/%7Bx%7D",
        "http://h/100%             | http://h/100%25",
        "http://h/ü                | http://h/%C3%BC",
        "http://[::1]:80/a         | http://[::1]:80/a",
      })
  void whatMayNotStandInAnAddressIsEncoded(String text, String expected) {
    assertEquals(expected, Addresses.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/",
        "file:///etc/passwd",
        "jar:http://h/!/x",
        "h/a",
        "",
        "http:///a",
        "http://me:s3cret@h/",
        "http://me:s3cret@h/a?s3cret",
        "http://h/\r\nX-Header: s3cret?",
        "http://h:70000/",
        "http://h:0/",
        "http://h_h h/",
        "http://[::x]/"
      })
  void whatMayNotBeFetched(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Addresses.parse(text));
    assertFalse(e.getMessage().contains("me:"), e.getMessage());
    assertFalse(e.getMessage().contains("?s3cret"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:pw@h/a?token=1, http://h/a",
    "http://h/a#frag?x, http://h/a",
    "http://h/mail@h?x, http://h/mail@h",
    "h/a?x, h/a",
    "http://a:b@c@h?x, http://h"
  })
  void shownWithoutSecrets(String text, String expected) {
    assertEquals(expected, Addresses.shown(text));
  }

  @Test
  void originsHaveTheirPort() {
    assertEquals("https://h:443", Addresses.origin(URI.create("HTTPS://H/a")));
    assertEquals("http://h:80", Addresses.origin(URI.create("http://h")));
    assertEquals("http://h:8080", Addresses.origin(URI.create("http://h:8080/x")));
  }

  @Test
  void loopback() {
    assertTrue(Addresses.isLoopback("LOCALHOST"));
    assertTrue(Addresses.isLoopback("127.1.2.3"));
    assertTrue(Addresses.isLoopback("[::1]"));
    assertFalse(Addresses.isLoopback("127.0.0.1.evil.org"));
    assertFalse(Addresses.isLoopback("localhost.evil.org"));
  }
}
