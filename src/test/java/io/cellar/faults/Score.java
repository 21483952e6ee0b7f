package io.cellar.faults;

import io.cellar.faults.Oracle.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What came of a row, counted while it is played. Thread-safe. */
final class Score {
  private final long seed;
  private final AtomicLong injected = new AtomicLong();
  private final AtomicLong kills = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final AtomicLong corrupt = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong hangs = new AtomicLong();
  private final AtomicLong longestLimit = new AtomicLong();
  private final List<String> violations = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Long> never = new LinkedHashMap<>();

  Score(long seed) {
    this.seed = seed;
  }

  /** Where all that is random in the row comes from. */
  long seed() {
    return seed;
  }

  /** So many faults were injected, as whoever injects them tells. */
  void injected(long count) {
    injected.addAndGet(count);
  }

  long injected() {
    return injected.get();
  }

  /** A process was killed, which is a fault too. */
  void killed() {
    kills.incrementAndGet();
    injected.incrementAndGet();
  }

  long kills() {
    return kills.get();
  }

  /** Blocks came whose voxels were compared. */
  void delivered(long blocks) {
    delivered.addAndGet(blocks);
  }

  long delivered() {
    return delivered.get();
  }

  void wrongVoxels(long voxels) {
    wrong.addAndGet(voxels);
  }

  long wrong() {
    return wrong.get();
  }

  /** What lies in a cache: nothing of it may be wrong. Does not count as delivered. */
  void judge(Found found) {
    wrong.addAndGet(found.wrongVoxels());
    corrupt.addAndGet(found.corrupt());
    found.complaints().forEach(this::violation);
  }

  /** The same, at the end of a scenario. */
  void deliver(Found found) {
    judge(found);
    delivered(found.files());
  }

  long corrupt() {
    return corrupt.get();
  }

  /** Work was accepted and then neither done nor refused with a reason. */
  void lost(long tasks, String what) {
    if (tasks != 0) {
      lost.addAndGet(tasks);
      violation(tasks + " lost: " + what);
    }
  }

  long lost() {
    return lost.get();
  }

  /** Something was given so long before it would have counted as hung. */
  void limit(Duration limit) {
    longestLimit.accumulateAndGet(limit.toMillis(), Math::max);
  }

  /** The most that anything was given, in ms; 0 when nothing was waited for. */
  long limitMillis() {
    return longestLimit.get();
  }

  /** Something did not end in time. */
  void hung(String what) {
    hangs.incrementAndGet();
    violation("hung: " + what);
  }

  long hangs() {
    return hangs.get();
  }

  /** Something that must never be, whatever it is. */
  synchronized void violation(String what) {
    violations.add(what);
  }

  void require(boolean condition, String what) {
    if (!condition) {
      violation(what);
    }
  }

  /**
   * Counts something that must never be; told in the table also when it never was.
   *
   * @param what in the plural, such as {@code requests too early}
   */
  synchronized void never(String what, long count) {
    never.merge(what, count, Long::sum);
  }

  /** What is worth telling in the table. */
  synchronized void remark(String format, Object... values) {
    remarks.add(values.length == 0 ? format : format.formatted(values));
  }

  synchronized String remarks() {
    List<String> all = new ArrayList<>(remarks);
    never.forEach((what, count) -> all.add(count + " " + what));
    return String.join("; ", all);
  }

  synchronized List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    never.forEach(
        (what, count) -> {
          if (count != 0) {
            all.add(count + " " + what);
          }
        });
    return all;
  }

  /** Why the row has failed; empty when it has not. */
  List<String> failures() {
    List<String> failures = new ArrayList<>(violations());
    if (injected() == 0) {
      failures.add("the fault was never injected");
    }
    if (wrong() + corrupt() + lost() + hangs() > 0) {
      failures.add(
          "%d wrong voxels, %d corrupt files, %d lost tasks, %d hangs"
              .formatted(wrong(), corrupt(), lost(), hangs()));
    }
    return failures;
  }
}
