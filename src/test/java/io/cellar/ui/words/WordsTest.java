package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that is used exists, and every text that exists is used. */
class WordsTest {
  /** The window, and the program around it, which tells the desktop of jobs. */
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java/io/cellar/ui"), Path.of("src/main/java/io/cellar/app"));

  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z0-9]+)+)\"");
  private static final Pattern PREFIX = Pattern.compile("\"([a-z]+\\.(?:[A-Za-z]+\\.)*)\"\\s*\\+");
  private static final Pattern SUFFIX = Pattern.compile("key \\+ \"(\\.[a-z]+)\"");

  private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.cellar.ui.words");

  private static List<String> sources() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path root : SOURCES) {
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static Set<String> matches(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    for (String source : sources()) {
      Matcher matcher = pattern.matcher(source);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  @Test
  void everyTextThatIsUsedExists() throws IOException {
    Set<String> first = new TreeSet<>();
    BUNDLE.keySet().forEach(k -> first.add(k.substring(0, k.indexOf('.') + 1)));
    Set<String> missing = new TreeSet<>();
    for (String key : matches(LITERAL)) {
      boolean ours = first.contains(key.substring(0, key.indexOf('.') + 1));
      boolean property =
          key.startsWith("java.") || key.startsWith("os.") || key.startsWith("javafx.");
      if (ours && !property && !BUNDLE.containsKey(key)) {
        missing.add(key);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyTextThatExistsIsUsed() throws IOException {
    Set<String> used = matches(LITERAL);
    Set<String> prefixes = matches(PREFIX);
    Set<String> suffixes = matches(SUFFIX);
    Set<String> unused = new TreeSet<>(BUNDLE.keySet());
    unused.removeIf(
        key ->
            used.contains(key)
                || prefixes.stream().anyMatch(key::startsWith)
                || suffixes.stream()
                    .anyMatch(s -> key.endsWith(s) && used.contains(key.replace(s, ""))));
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyPatternIsOne() {
    for (String key : BUNDLE.keySet()) {
      String text = BUNDLE.getString(key);
      assertEquals(text.strip(), text, key);
      if (text.contains("{0")) {
        new MessageFormat(text);
      }
    }
  }
}
