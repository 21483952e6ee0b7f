package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are what Python 3.11's urllib does with the same variables. */
class ProxyRulesTest {
  private static String proxy(Map<String, String> environment, String address) {
    return ProxyRules.ofEnvironment(environment)
        .proxy(URI.create(address))
        .map(proxy -> proxy.host() + ":" + proxy.port())
        .orElse("DIRECT");
  }

  @Test
  void eachSchemeHasItsOwn() {
    Map<String, String> both = Map.of("http_proxy", "a:1", "https_proxy", "http://b:2/");
    assertEquals("a:1", proxy(both, "http://x.org/"));
    assertEquals("b:2", proxy(both, "https://x.org/"));
    assertEquals("DIRECT", proxy(Map.of("http_proxy", "a:1"), "https://x.org/"));
  }

  @Test
  void lowerCaseWinsAndEmptySwitchesOff() {
    assertEquals("a:1", proxy(Map.of("HTTP_PROXY", "a:1"), "http://x.org/"));
    assertEquals("b:2", proxy(Map.of("HTTP_PROXY", "a:1", "http_proxy", "b:2"), "http://x.org/"));
    assertEquals("DIRECT", proxy(Map.of("HTTP_PROXY", "a:1", "http_proxy", ""), "http://x.org/"));
  }

  @Test
  void upperCaseHttpProxyIsNotBelievedUnderCgi() {
    Map<String, String> cgi = new HashMap<>(Map.of("HTTP_PROXY", "a:1", "REQUEST_METHOD", "GET"));
    assertEquals("DIRECT", proxy(cgi, "http://x.org/"));
    cgi.put("HTTPS_PROXY", "b:2");
    assertEquals("b:2", proxy(cgi, "https://x.org/"));
    cgi.put("http_proxy", "c:3");
    assertEquals("c:3", proxy(cgi, "http://x.org/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.org            | http://x.org/       | DIRECT",
        "x.org            | http://www.x.org/   | DIRECT",
        ".x.org           | http://www.x.org/   | DIRECT",
        ".x.org           | http://x.org/       | DIRECT",
        "x.org            | http://ax.org/      | a:1",
        "X.ORG            | http://x.org/       | DIRECT",
        "y.org, x.org     | http://x.org/       | DIRECT",
        "x.org:8080       | http://x.org:8080/  | DIRECT",
        "x.org:8080       | http://x.org:81/    | a:1",
        "*                | http://x.org/       | DIRECT",
        "y.org,*          | http://x.org/       | a:1",
        "10.0.0.0/8       | http://10.1.2.3/    | a:1",
        "''               | http://x.org/       | a:1",
      })
  void exceptions(String exceptions, String address, String expected) {
    assertEquals(expected, proxy(Map.of("http_proxy", "a:1", "no_proxy", exceptions), address));
    assertEquals(expected, proxy(Map.of("http_proxy", "a:1", "NO_PROXY", exceptions), address));
  }

  @Test
  void thisMachineIsNotReachedThroughAnother() {
    assertEquals("DIRECT", proxy(Map.of("http_proxy", "far:1"), "http://127.0.0.1:80/"));
    assertEquals("DIRECT", proxy(Map.of("http_proxy", "far:1"), "http://localhost/"));
    assertEquals("localhost:1", proxy(Map.of("http_proxy", "localhost:1"), "http://127.0.0.1:80/"));
  }

  @Test
  void aLoginIsNeverInAMessage() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> proxy(Map.of("http_proxy", "http://me:s3cret@[bad/"), "http://x.org/"));
    assertEquals("http_proxy is \"http://[bad/\", which is not host:port", e.getMessage());
  }
}
