package io.cellar.ui.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.settings.Build;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AboutFactsTest {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "java.runtime.version", "25.0.1+8-LTS",
          "javafx.runtime.version", "26.0.2+1",
          "os.name", "Linux",
          "os.version", "6.12",
          "os.arch", "amd64");

  @Test
  void theTextTellsAllThatAReportNeeds() {
    Build build =
        new Build(Optional.of("0.1.0"), Optional.of("43f436c3"), Optional.of("2026-11-29"));
    assertEquals(
        """
        Cellar
        Version: 0.1.0
        Build: 43f436c3 of 2026-11-29
        Java: 25.0.1+8-LTS
        JavaFX: 26.0.2+1
        System: Linux 6.12
        Architecture: amd64
        Memory: up to 2.00 GiB
        """,
        new AboutFacts(build, PROPERTIES::get, 2L << 30).text());
  }

  @Test
  void whatIsNotKnownIsADash() {
    Map<String, String> facts = new AboutFacts(Build.UNPACKAGED, name -> null, 1L << 30).byName();
    assertEquals("not packaged", facts.get("Version"));
    assertEquals("from compiled classes", facts.get("Build"));
    assertEquals("–", facts.get("JavaFX"));
  }
}
