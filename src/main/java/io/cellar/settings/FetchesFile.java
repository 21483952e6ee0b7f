package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps those fetches that have not come to their end, so that they can go on at the
 * next start. Written whole or not at all, with a checksum over its lines. Touches the disk.
 */
public final class FetchesFile {
  private static final Logger LOG = LoggerFactory.getLogger(FetchesFile.class);
  private static final String FETCH = "fetch.";

  /** More are not kept: the oldest go first. */
  private static final int MOST = 100;

  private final KeptFile file;

  /** Fetches in a file, see {@link Folders#fetchesFile()}; it need not exist. */
  public FetchesFile(Path file) {
    this.file = new KeptFile(file);
  }

  /** Reads the fetches, the oldest first. Never fails; a damaged file is set aside. */
  public Loaded<List<KeptFetch>> load() {
    return file.load(List.of(), FetchesFile::read);
  }

  /**
   * Changes what is kept. What another process has kept meanwhile stays.
   *
   * @throws IOException when it cannot be written; the old file stands
   */
  public synchronized void change(UnaryOperator<List<KeptFetch>> change) throws IOException {
    List<KeptFetch> before = load().value();
    List<KeptFetch> after = change.apply(before).stream().distinct().toList();
    if (!after.equals(before)) {
      file.save(values(after.subList(Math.max(0, after.size() - MOST), after.size())));
    }
  }

  private static SortedMap<String, String> values(List<KeptFetch> fetches) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int n = 0; n < fetches.size(); n++) {
      KeptFetch fetch = fetches.get(n);
      String key = FETCH + String.format("%03d", n) + ".";
      values.put(key + "location", fetch.location());
      values.put(key + "shape", PlaceText.text(fetch.shape()));
      values.put(key + "name", fetch.name());
      values.put(key + "start", PlaceText.text(fetch.start()));
      values.put(key + "stop", PlaceText.text(fetch.stop()));
      values.put(key + "levels", PlaceText.text(fetch.levels()));
      values.put(key + "order", fetch.order());
      fetch
          .bytesPerSecond()
          .ifPresent(rate -> values.put(key + "bytesPerSecond", String.valueOf(rate)));
      values.put(key + "retryFailed", String.valueOf(fetch.retryFailed()));
      values.put(key + "retryAbsent", String.valueOf(fetch.retryAbsent()));
    }
    values.put(SessionFile.CHECK, SessionFile.check(values));
    return values;
  }

  private static List<KeptFetch> read(SortedMap<String, String> values, Runnable problem) {
    if (!SessionFile.check(values).equals(values.get(SessionFile.CHECK))) {
      throw new IllegalArgumentException("the checksum does not fit");
    }
    List<KeptFetch> fetches = new ArrayList<>();
    for (String key : values.tailMap(FETCH).keySet()) {
      if (key.startsWith(FETCH) && key.endsWith(".location") && fetches.size() < MOST) {
        try {
          fetches.add(fetch(values, key.substring(0, key.length() - "location".length())));
        } catch (IllegalArgumentException e) {
          LOG.warn("{} is no fetch that can go on: {}", key, e.getMessage());
          problem.run();
        }
      }
    }
    return List.copyOf(fetches);
  }

  private static KeptFetch fetch(SortedMap<String, String> values, String key) {
    String rate = values.get(key + "bytesPerSecond");
    return new KeptFetch(
        PlaceText.required(values, key + "location"),
        PlaceText.longs(PlaceText.required(values, key + "shape")),
        PlaceText.required(values, key + "name"),
        PlaceText.longs(PlaceText.required(values, key + "start")),
        PlaceText.longs(PlaceText.required(values, key + "stop")),
        Arrays.stream(PlaceText.required(values, key + "levels").strip().split(" +"))
            .map(Integer::valueOf)
            .toList(),
        PlaceText.required(values, key + "order"),
        rate == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(rate)),
        Boolean.parseBoolean(PlaceText.required(values, key + "retryFailed")),
        Boolean.parseBoolean(PlaceText.required(values, key + "retryAbsent")));
  }
}
