package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.EngineStats.HostStats.Condition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostWordsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static HostStats host(String name, Condition condition, long millis, String cause) {
    return new HostStats(name, 0, 8, condition, Optional.of(NOW.plusMillis(millis)), cause, "");
  }

  @Test
  void theHostTheCauseAndTheTimeOfTheNextTryAreTold() {
    HostStats away =
        host("https://example.org:443", Condition.LEFT_ALONE, 17_400, "connection refused");
    assertEquals(
        "example.org does not answer (connection refused), next try in 18 s",
        HostWords.trouble(away, NOW));
    assertTrue(HostWords.isCounting(away, NOW));
  }

  @Test
  void anAnswerThatIsNoneIsNotCalledSilence() {
    assertEquals(
        "127.0.0.1:8080 cannot answer now (HTTP 503), next try in 1 s",
        HostWords.trouble(
            host("http://127.0.0.1:8080", Condition.LEFT_ALONE, 20, "HTTP 503"), NOW));
  }

  @Test
  void whenTheTimeIsOverTheNextBlockIsTheNextTry() {
    HostStats due = host("http://a.org:80", Condition.LEFT_ALONE, 0, "");
    assertEquals("a.org does not answer, tried again with the next block", trouble(due));
    assertFalse(HostWords.isCounting(due, NOW));
    HostStats probed = host("http://a.org:80", Condition.PROBING, 0, "no answer in time");
    assertEquals("a.org does not answer (no answer in time), trying now …", trouble(probed));
    assertFalse(HostWords.isCounting(probed, NOW));
  }

  private static String trouble(HostStats host) {
    return HostWords.trouble(host, NOW);
  }

  @Test
  void aLongNameIsCutInItsMiddleAndNothingInvisibleIsShown() {
    String name = HostWords.name(HostStats.fine("http://" + "a".repeat(90) + ".org:80", 0, 1));
    assertEquals(48, name.length());
    assertTrue(name.endsWith(".org") && name.startsWith("aaa"), name);
    String odd = HostWords.name(HostStats.fine("http://a\u202eb:80", 0, 1));
    assertFalse(odd.contains("\u202e"), odd);
  }
}
