package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

  @Test
  void secondsAndDates() {
    assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.parse(" 120 ", NOW));
    assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("0", NOW));
    assertEquals(
        Optional.of(Duration.ofSeconds(37)),
        RetryAfter.parse("Sun, 06 Nov 1994 08:49:37 GMT", NOW));
  }

  @Test
  void aPastDateIsNow() {
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Sun, 06 Nov 1994 08:48:00 GMT", NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "soon",
        "",
        "1.5",
        "1e9",
        "+3",
        "99999999999999999999",
        "2026-11-20",
        "12 s"
      })
  void anythingElseIsIgnored(String text) {
    assertEquals(Optional.empty(), RetryAfter.parse(text, NOW));
  }
}
