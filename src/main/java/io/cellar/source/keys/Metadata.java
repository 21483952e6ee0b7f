package io.cellar.source.keys;

import io.cellar.source.SourceException;
import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata below a place, each file asked for once and remembered, so that formats may look at
 * the same ones and a message can tell all that was looked for. Used by one thread.
 */
public final class Metadata {
  private static final Logger LOG = LoggerFactory.getLogger(Metadata.class);

  private static final int MOST_AHEAD = 16;

  /** Files of two kinds may well be {@code {}} both. */
  private static final int SHORT = 4;

  private final KeyStore keys;
  private final Map<String, KeyStore.Look> looks = new LinkedHashMap<>();

  /** What was asked for ahead and is not read yet. */
  private final Map<String, FutureTask<KeyStore.Look>> asked = new HashMap<>();

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
   * Asks for several files at the same time that will probably be read, where each answer takes its
   * time: on the web. Does not wait; those that are never read are not among the {@link #looks}.
   */
  public void ahead(List<String> probable) {
    if (keys.isLocal()) {
      return;
    }
    for (String key : probable) {
      if (asked.size() < MOST_AHEAD && !looks.containsKey(key) && !asked.containsKey(key)) {
        FutureTask<KeyStore.Look> look = new FutureTask<>(() -> keys.look(key));
        try {
          Threads.virtual("cellar-metadata", look).start();
        } catch (OutOfMemoryError e) {
          LOG.debug("no thread to ask ahead", e);
          return; // they are asked for when they are read
        }
        asked.put(key, look);
      }
    }
  }

  /**
   * A file of metadata; empty when there is none to be had.
   *
   * @throws SourceException if the place cannot be asked
   */
  public Optional<byte[]> read(String key) throws SourceException, InterruptedException {
    KeyStore.Look known = looks.get(key);
    if (known == null) {
      FutureTask<KeyStore.Look> coming = asked.remove(key);
      known = honest(coming == null ? keys.look(key) : await(coming));
      looks.put(key, known);
    }
    return known.body();
  }

  private KeyStore.Look await(FutureTask<KeyStore.Look> coming)
      throws SourceException, InterruptedException {
    try {
      return coming.get();
    } catch (InterruptedException e) {
      coming.cancel(true);
      asked.values().forEach(task -> task.cancel(true));
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SourceException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
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
