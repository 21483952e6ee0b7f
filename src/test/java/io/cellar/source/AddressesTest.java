package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressesTest {

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
