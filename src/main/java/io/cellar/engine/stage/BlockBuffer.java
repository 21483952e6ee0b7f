package io.cellar.engine.stage;

import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A bounded place between two stages of a pipeline, in which the parts of a block are gathered and
 * from which complete blocks are taken. Thread-safe.
 *
 * <p>A block is complete when each of the buffer's slots has been filled. Complete blocks come out
 * by rank (smaller first), and within a rank in the order in which they were completed. A block
 * that is put in again replaces what was there and comes out once.
 *
 * <p>A new block waits for a free place. A further part of a block that is already in never does,
 * else a full buffer of incomplete blocks would stand still for ever.
 *
 * @param <V> what is kept for each slot of a block
 */
public final class BlockBuffer<V> {

  /**
   * A block of which all parts are here.
   *
   * @param parts one for each slot, in the order of the slots
   */
  public record Complete<V>(BlockKey key, List<V> parts) {}

  private final BufferRules rules;
  private final List<String> slots;
  private final LongSupplier nanos;
  private final BooleanSupplier standsStill;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition placeFree = lock.newCondition();
  private final Condition blockComplete = lock.newCondition();
  private final Map<BlockKey, Gathering<V>> blocks = new HashMap<>();
  private final PriorityQueue<Gathering<V>> ready =
      new PriorityQueue<>(
          Comparator.<Gathering<V>>comparingInt(g -> g.rank).thenComparingLong(g -> g.completed));
  private long bytes;
  private long completions;
  private long passed;
  private boolean closed;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * A buffer.
   *
   * @param slots names of the parts of a block, at least one
   * @param nanos clock for the time-outs
   * @param standsStill true while the clocks of the time-outs stand still
   */
  public BlockBuffer(
      BufferRules rules, List<String> slots, LongSupplier nanos, BooleanSupplier standsStill) {
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("a " + rules.kind() + " buffer without slots");
    }
    this.rules = rules;
    this.slots = List.copyOf(slots);
    this.nanos = nanos;
    this.standsStill = standsStill;
  }

  /**
   * Puts in one part of a block; filling a slot again replaces it. Waits for a place only if the
   * block is new.
   *
   * @throws BufferTimeoutException after the rules' insert time-out
   * @throws IllegalStateException if the buffer is closed or a worker failed; the failure is the
   *     cause
   */
  public void add(BlockKey key, String slot, V part, long size) throws InterruptedException {
    int index = slots.indexOf(slot);
    if (index < 0) {
      throw new IllegalArgumentException("slot " + slot + " is none of " + slots);
    }
    lock.lock();
    try {
      bytes += place(key, size, 0).fill(index, part, size);
      settle(key);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts in a whole block.
   *
   * @param size bytes that it holds
   * @param rank blocks of a smaller rank are taken first
   */
  public void insert(BlockKey key, List<V> parts, long size, int rank) throws InterruptedException {
    if (parts.size() != slots.size()) {
      throw new IllegalArgumentException(parts.size() + " parts for the slots " + slots);
    }
    lock.lock();
    try {
      Gathering<V> gathering = place(key, size, rank);
      for (int i = 0; i < parts.size(); i++) {
        bytes += gathering.fill(i, parts.get(i), i == 0 ? size : 0);
      }
      settle(key);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next complete block, waiting for one.
   *
   * @return empty when the buffer is closed and nothing complete is left
   * @throws BufferTimeoutException after the rules' pop time-out
   * @throws IllegalStateException if a worker failed; the failure is the cause
   */
  public Optional<Complete<V>> pop() throws InterruptedException {
    lock.lock();
    try {
      Patience patience = new Patience(rules.popTimeout(), nanos, standsStill);
      while (ready.isEmpty()) {
        failIfFailed();
        if (closed) {
          return Optional.empty();
        }
        if (!patience.await(blockComplete)) {
          throw timeout("No block came out of", "Pop", rules.popTimeout());
        }
      }
      return Optional.of(remove(ready.peek()));
    } finally {
      lock.unlock();
    }
  }

  /** Takes one certain block, waiting for it; empty when it is not complete in time. */
  public Optional<Complete<V>> pop(BlockKey key) throws InterruptedException {
    lock.lock();
    try {
      Patience patience = new Patience(rules.popTimeout(), nanos, standsStill);
      while (blocks.get(key) == null || !blocks.get(key).complete()) {
        failIfFailed();
        if (closed || !patience.await(blockComplete)) {
          return Optional.empty();
        }
      }
      return Optional.of(remove(blocks.get(key)));
    } finally {
      lock.unlock();
    }
  }

  /** Takes out all complete blocks that fit, without waiting. */
  public List<Complete<V>> drain(Predicate<Complete<V>> which) {
    lock.lock();
    try {
      List<Complete<V>> drained = new ArrayList<>();
      for (Gathering<V> gathering : List.copyOf(ready)) {
        if (which.test(gathering.asComplete())) {
          drained.add(remove(gathering));
        }
      }
      return drained;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting, now and later, with a worker's error; the first one counts. */
  public void fail(Throwable cause) {
    lock.lock();
    try {
      failure = failure.or(() -> Optional.of(cause));
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes in; what is complete can still be taken. May be called twice. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /** Blocks in the buffer, complete or not. */
  public CapacityUse use() {
    lock.lock();
    try {
      return new CapacityUse(rules.kind() + " buffer", blocks.size(), rules.blocks(), "blocks");
    } finally {
      lock.unlock();
    }
  }

  /** Blocks that were taken out so far. */
  public long passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }

  private Gathering<V> place(BlockKey key, long size, int rank) throws InterruptedException {
    Patience patience = new Patience(rules.insertTimeout(), nanos, standsStill);
    while (true) {
      failIfFailed();
      if (closed) {
        throw new IllegalStateException("the " + rules.kind() + " buffer is closed");
      }
      Gathering<V> present = blocks.get(key);
      if (present != null || hasPlace(size)) {
        Gathering<V> gathering = present != null ? present : new Gathering<>(key, slots.size());
        blocks.put(key, gathering);
        ready.remove(gathering);
        gathering.rank = rank;
        return gathering;
      }
      if (!patience.await(placeFree)) {
        throw timeout("No place became free in", "Insert", rules.insertTimeout());
      }
    }
  }

  private boolean hasPlace(long size) {
    return blocks.size() < rules.blocks() && (blocks.isEmpty() || bytes + size <= rules.bytes());
  }

  private void settle(BlockKey key) {
    Gathering<V> gathering = blocks.get(key);
    if (gathering.complete()) {
      gathering.completed = completions++;
      ready.add(gathering);
      blockComplete.signalAll();
    }
  }

  private Complete<V> remove(Gathering<V> gathering) {
    ready.remove(gathering);
    blocks.remove(gathering.key);
    bytes -= gathering.bytes();
    passed++;
    placeFree.signalAll();
    return gathering.asComplete();
  }

  private void wakeAll() {
    placeFree.signalAll();
    blockComplete.signalAll();
  }

  private void failIfFailed() {
    if (failure.isPresent()) {
      throw new IllegalStateException(
          "a worker of the " + rules.kind() + " buffer failed: " + failure.get(), failure.get());
    }
  }

  private BufferTimeoutException timeout(String what, String verb, Optional<Duration> limit) {
    String setting = rules.kind() + "Buffer" + verb + "Timeout";
    double seconds = limit.orElseThrow().toMillis() / 1000.0;
    return new BufferTimeoutException(
        "%s the %s buffer for %s s; %d blocks had passed. Raise %s, which is %s s now."
            .formatted(what, rules.kind(), seconds, passed, setting, seconds));
  }
}
