package io.cellar.ui.dialog;

import io.cellar.settings.Build;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a report of a fault should tell of the program and of what it runs on. */
final class AboutFacts {
  private final Map<String, String> facts = new LinkedHashMap<>();

  /**
   * Gathers them.
   *
   * @param properties the system property of a name, or null
   * @param memory the most that the heap may take, in bytes
   */
  AboutFacts(Build build, Function<String, String> properties, long memory) {
    add("about.version", build.versionText());
    add("about.build", build.origin());
    add("about.java", known(properties, "java.runtime.version"));
    add("about.javafx", known(properties, "javafx.runtime.version"));
    add("about.system", known(properties, "os.name") + " " + known(properties, "os.version"));
    add("about.architecture", known(properties, "os.arch"));
    add("about.memory", Words.of("about.memory.most", Figures.bytes(memory)));
  }

  private void add(String key, String value) {
    facts.put(Words.of(key), value);
  }

  private static String known(Function<String, String> properties, String name) {
    String value = properties.apply(name);
    return value == null ? "–" : value;
  }

  /** Each with its name, in the order in which they are shown. */
  Map<String, String> byName() {
    return facts;
  }

  /** All of them as a text to be pasted, a line each. */
  String text() {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.joining("\n", Words.of("about.name") + "\n", "\n"));
  }
}
