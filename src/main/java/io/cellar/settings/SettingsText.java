package io.cellar.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    SortedMap<String, String> properties = new TreeMap<>();
    for (SettingsField field : SettingsField.ALL) {
      field.write().apply(settings).ifPresent(value -> properties.put(field.key(), value));
    }
    int n = 0;
    for (String recent : settings.recent()) {
      properties.put(RECENT + String.format("%02d", n++), recent);
    }
    n = 0;
    for (Consents.Consent consent : new TreeSet<>(settings.consents().given())) {
      String key = CONSENT + String.format("%04d", n++);
      properties.put(key + DESCRIPTION, consent.description().toString());
      properties.put(key + FOLDER, consent.folder().toString());
    }
    return PropertyText.write(properties);
  }

  /**
   * Reads settings. A value that cannot be used is logged and its default kept; keys that are not
   * known are passed over.
   *
   * @throws IllegalArgumentException when the text is not in properties form
   */
  static Settings read(String text) {
    SortedMap<String, String> properties = PropertyText.read(text);
    Settings settings = Settings.DEFAULT;
    for (SettingsField field : SettingsField.ALL) {
      String value = properties.get(field.key());
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

  private static List<String> recent(SortedMap<String, String> properties) {
    List<String> recent = new ArrayList<>();
    for (String key : properties.keySet()) {
      if (key.startsWith(RECENT)) {
        recent.add(properties.get(key));
      }
    }
    return recent;
  }

  /** A consent that is not whole gives nothing. */
  private static Consents consents(SortedMap<String, String> properties) {
    Set<Consents.Consent> given = new HashSet<>();
    for (String key : properties.keySet()) {
      if (!key.startsWith(CONSENT) || !key.endsWith(DESCRIPTION)) {
        continue;
      }
      String number = key.substring(0, key.length() - DESCRIPTION.length());
      String folder = properties.get(number + FOLDER);
      try {
        if (folder != null) {
          given.add(new Consents.Consent(Path.of(properties.get(key)), Path.of(folder)));
        }
      } catch (IllegalArgumentException e) {
        LOG.warn("setting {} is not a path and gives no consent: {}", key, e.getMessage());
      }
    }
    return new Consents(given);
  }
}
