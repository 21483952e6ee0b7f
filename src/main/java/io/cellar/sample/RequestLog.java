package io.cellar.sample;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a {@link BlockServer} was asked and what it did, for tests and for the command line.
 * Thread-safe. Paths and heads are remembered up to a limit; totals always count.
 */
public final class RequestLog {
  private static final int MOST_PATHS = 1_000_000;
  private static final int MOST_HEADS = 1000;

  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bodyBytes = new AtomicLong();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final AtomicInteger mostConnections = new AtomicInteger();
  private final Map<String, Integer> paths = new ConcurrentHashMap<>();
  private final Map<String, Integer> faults = new ConcurrentHashMap<>();
  private final Map<String, Integer> gone = new ConcurrentHashMap<>();
  private final ArrayDeque<Head> heads = new ArrayDeque<>();

  /**
   * One request as it came.
   *
   * @param headers names in lower case
   */
  public record Head(String path, Map<String, String> headers) {}

  /** Counts a request; returns how many came for this path before. */
  int requested(Request request) {
    requests.incrementAndGet();
    synchronized (heads) {
      heads.addLast(new Head(request.path(), request.headers()));
      if (heads.size() > MOST_HEADS) {
        heads.removeFirst();
      }
    }
    if (paths.size() >= MOST_PATHS && !paths.containsKey(request.path())) {
      return 0;
    }
    return paths.merge(request.path(), 1, Integer::sum) - 1;
  }

  void faulted(String kind) {
    faults.merge(kind, 1, Integer::sum);
  }

  void sent(long bytes) {
    bodyBytes.addAndGet(bytes);
  }

  void connectionOpened() {
    int open = openConnections.incrementAndGet();
    mostConnections.accumulateAndGet(open, Math::max);
  }

  void connectionClosed() {
    openConnections.decrementAndGet();
    wake();
  }

  /** The peer closed the connection while a fault was going on. */
  void peerLeft(String kind) {
    gone.merge(kind, 1, Integer::sum);
    wake();
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Requests read so far. */
  public long requests() {
    return requests.get();
  }

  /** Requests for one decoded path. */
  public int requests(String path) {
    return paths.getOrDefault(path, 0);
  }

  /** A copy of the counts per path. */
  public Map<String, Integer> requestsByPath() {
    return new TreeMap<>(paths);
  }

  /** The latest heads, the oldest first. */
  public List<Head> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
    }
  }

  /** How often each kind of fault was injected. */
  public Map<String, Integer> faults() {
    return new TreeMap<>(faults);
  }

  /** How often a kind of fault was injected. */
  public int faults(String kind) {
    return faults.getOrDefault(kind, 0);
  }

  /** Bytes of all right answers. */
  public long bodyBytes() {
    return bodyBytes.get();
  }

  /** Connections open now. */
  public int openConnections() {
    return openConnections.get();
  }

  /** The most that were ever open at a time. */
  public int mostConnections() {
    return mostConnections.get();
  }

  /**
   * Waits until peers have closed connections that hung in a kind of fault.
   *
   * @return false if it did not come to that in time
   */
  public synchronized boolean awaitPeersLeft(String kind, int count, Duration limit)
      throws InterruptedException {
    return await(() -> gone.getOrDefault(kind, 0) >= count, limit);
  }

  /** Waits until at most so many connections are open. */
  public synchronized boolean awaitConnections(int most, Duration limit)
      throws InterruptedException {
    return await(() -> openConnections.get() <= most, limit);
  }

  private boolean await(java.util.function.BooleanSupplier condition, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
