package io.cellar.source.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the answers of a store have shown of it in this session. Thread-safe. */
final class StoreMemory {
  private static final int ENOUGH = 8;

  /** Whether "the last n bytes" may be asked for. */
  enum Suffix {
    UNTRIED,
    WORKS,
    FAILS
  }

  private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
  private final AtomicLong forbidden = new AtomicLong();
  private volatile boolean read;
  private volatile boolean withoutRanges;
  private volatile boolean headFails;
  private volatile Suffix suffix = Suffix.UNTRIED;

  /** The answers below one key. */
  private static final class Tally {
    private final AtomicLong forbidden = new AtomicLong();
    private volatile boolean others;
  }

  /** Something of the store came: whoever asks may read. */
  void came() {
    read = true;
  }

  boolean hasRead() {
    return read;
  }

  /** An object below a key was answered with 403, and taken for missing. */
  void forbidden(String folder) {
    forbidden.incrementAndGet();
    tally(folder).forbidden.incrementAndGet();
  }

  /** An object below a key came, or was missing in a way that leaves no doubt. */
  void certain(String folder) {
    tally(folder).others = true;
  }

  private Tally tally(String folder) {
    return tallies.computeIfAbsent(folder, _ -> new Tally());
  }

  void rangesFail() {
    withoutRanges = true;
  }

  boolean withoutRanges() {
    return withoutRanges;
  }

  boolean headFails() {
    return headFails;
  }

  void headFailed() {
    headFails = true;
  }

  Suffix suffix() {
    return suffix;
  }

  void suffix(Suffix value) {
    suffix = value;
  }

  /** What is to be told of what lies at a key or below it. */
  StoreNotes notes(String folder) {
    boolean doubtful =
        tallies.entrySet().stream()
            .filter(e -> folder.isEmpty() || (e.getKey() + "/").startsWith(folder + "/"))
            .map(Map.Entry::getValue)
            .anyMatch(tally -> tally.forbidden.get() >= ENOUGH && !tally.others);
    return new StoreNotes(forbidden.get(), doubtful, withoutRanges);
  }
}
