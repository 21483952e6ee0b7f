package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps those fetches that have not come to their end, so that they can go on at the
 * next start. Written whole or not at all, with a checksum over its lines. Touches the disk.
 */
public final class FetchesFile {
  private static final Logger LOG = LoggerFactory.getLogger(FetchesFile.class);
  private static final String FETCH = "fetch";

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

  private static Values values(List<KeptFetch> fetches) {
    Values values = new Values();
    for (int n = 0; n < fetches.size(); n++) {
      KeptFetch fetch = fetches.get(n);
      Values one = values.below(FETCH).element(n, 3);
      one.put("location", fetch.location());
      one.put("shape", fetch.shape());
      one.put("name", fetch.name());
      one.put("start", fetch.start());
      one.put("stop", fetch.stop());
      one.put("levels", fetch.levels());
      one.put("order", fetch.order());
      one.put("bytesPerSecond", fetch.bytesPerSecond());
      one.put("retryFailed", fetch.retryFailed());
      one.put("retryAbsent", fetch.retryAbsent());
    }
    values.seal();
    return values;
  }

  private static List<KeptFetch> read(Values values, Runnable problem) {
    values.requireSeal();
    List<KeptFetch> fetches = new ArrayList<>();
    for (String number : values.below(FETCH).names()) {
      try {
        if (fetches.size() < MOST) {
          fetches.add(fetch(values.below(FETCH).below(number)));
        }
      } catch (IllegalArgumentException e) {
        LOG.warn("{} {} is no fetch that can go on: {}", FETCH, number, e.getMessage());
        problem.run();
      }
    }
    return List.copyOf(fetches);
  }

  private static KeptFetch fetch(Values values) {
    return new KeptFetch(
        values.get("location"),
        values.longs("shape"),
        values.get("name"),
        values.longs("start"),
        values.longs("stop"),
        values.list("levels", Integer::valueOf),
        values.get("order"),
        values.find("bytesPerSecond").isPresent()
            ? OptionalLong.of(Long.parseLong(values.get("bytesPerSecond")))
            : OptionalLong.empty(),
        values.flag("retryFailed"),
        values.flag("retryAbsent"));
  }
}
