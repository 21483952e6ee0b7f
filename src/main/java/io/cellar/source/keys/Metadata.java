package io.cellar.source.keys;

import io.cellar.source.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata below a place, each file asked for once and remembered, so that formats may look at
 * the same ones and a message can tell all that was looked for. Used by one thread.
 */
public final class Metadata {
  /** Files of two kinds may well be {@code {}} both. */
  private static final int SHORT = 4;

  private final KeyStore keys;
  private final Map<String, KeyStore.Look> looks = new LinkedHashMap<>();

  /**
   * @param keys its root is the place
   */
  public Metadata(KeyStore keys) {
    this.keys = keys;
  }

  /** The store that is looked at. */
  public KeyStore keys() {
    return keys;
  }

  /**
   * A file of metadata; empty when there is none to be had.
   *
   * @throws SourceException if the place cannot be asked
   */
  public Optional<byte[]> read(String key) throws SourceException, InterruptedException {
    KeyStore.Look known = looks.get(key);
    if (known == null) {
      known = honest(keys.look(key));
      looks.put(key, known);
    }
    return known.body();
  }

  /**
   * Some servers answer every key with the same JSON: then it is no answer to any but the first.
   */
  private KeyStore.Look honest(KeyStore.Look look) {
    byte[] body = look.body().orElse(new byte[0]);
    if (body.length <= SHORT) {
      return look;
    }
    for (KeyStore.Look other : looks.values()) {
      if (!name(other.key()).equals(name(look.key()))
          && Arrays.equals(other.body().orElse(null), body)) {
        String answer = "the same answer as to " + other.key();
        return new KeyStore.Look(look.key(), Optional.empty(), answer);
      }
    }
    return look;
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** All that was looked for, in order. */
  public List<KeyStore.Look> looks() {
    return new ArrayList<>(looks.values());
  }
}
