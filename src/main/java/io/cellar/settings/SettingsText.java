package io.cellar.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings as text: Java's properties, one {@code key=value} a line, sorted, so that the same
 * settings always make the same text.
 */
final class SettingsText {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsText.class);
  private static final String RECENT = "recent.";
  private static final String CONSENT = "consent.";
  private static final String DESCRIPTION = ".description";
  private static final String FOLDER = ".folder";

  private SettingsText() {}

  static String write(Settings settings) {
    Properties properties = new Properties();
    for (SettingsField field : SettingsField.ALL) {
      field.write().apply(settings).ifPresent(value -> properties.setProperty(field.key(), value));
    }
    int n = 0;
    for (String recent : settings.recent()) {
      properties.setProperty(RECENT + String.format("%02d", n++), recent);
    }
    n = 0;
    for (Consents.Consent consent : new TreeSet<>(settings.consents().given())) {
      String key = CONSENT + String.format("%04d", n++);
      properties.setProperty(key + DESCRIPTION, consent.description().toString());
      properties.setProperty(key + FOLDER, consent.folder().toString());
    }
    return sorted(properties);
  }

  private static String sorted(Properties properties) {
    StringWriter out = new StringWriter();
    try {
      properties.store(out, null);
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Reads settings. A value that cannot be used is logged and its default kept; keys that are not
   * known are passed over.
   *
   * @throws IllegalArgumentException when the text is not in properties form
   */
  static Settings read(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be read", e);
    }
    Settings settings = Settings.DEFAULT;
    for (SettingsField field : SettingsField.ALL) {
      String value = properties.getProperty(field.key());
      settings = value == null ? settings : read(settings, field, value.strip());
    }
    return settings.withRecent(recent(properties)).withConsents(consents(properties));
  }

  private static Settings read(Settings settings, SettingsField field, String value) {
    try {
      return field.read().apply(settings, value);
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.warn("setting {} cannot be used, its default holds: {}", field.key(), why(e));
      return settings;
    }
  }

  private static String why(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static List<String> recent(Properties properties) {
    List<String> recent = new ArrayList<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(RECENT)) {
        recent.add(properties.getProperty(key));
      }
    }
    return recent;
  }

  /** A consent that is not whole gives nothing. */
  private static Consents consents(Properties properties) {
    Consents consents = Consents.NONE;
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!key.startsWith(CONSENT) || !key.endsWith(DESCRIPTION)) {
        continue;
      }
      String number = key.substring(0, key.length() - DESCRIPTION.length());
      String folder = properties.getProperty(number + FOLDER);
      try {
        if (folder != null) {
          consents = consents.with(Path.of(properties.getProperty(key)), Path.of(folder));
        }
      } catch (IllegalArgumentException e) {
        LOG.warn("setting {} is not a path and gives no consent: {}", key, e.getMessage());
      }
    }
    return consents;
  }
}
