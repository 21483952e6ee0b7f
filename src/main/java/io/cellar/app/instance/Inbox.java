package io.cellar.app.instance;

import io.cellar.thread.Threads;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been handed over and is not opened yet, in the order in which it came. Thread-safe. */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int MOST = 100;

  private final Queue<List<String>> waiting = new ArrayDeque<>();
  private boolean closed;

  /** True while one is being handed on. */
  private boolean busy;

  private Optional<Consumer<List<String>>> server = Optional.empty();

  /** Tells a peer that its locations are taken. */
  @FunctionalInterface
  interface Receipt<E extends Exception> {
    void give() throws E;
  }

  /**
   * Takes locations, unless the program is ending or the receipt fails: what a peer is not told to
   * be taken is not taken.
   *
   * @param receipt must not wait
   * @return false when the program is ending: nobody has been told anything
   * @throws RefusedException when too many wait
   */
  synchronized <E extends Exception> boolean take(List<String> locations, Receipt<E> receipt)
      throws E, RefusedException {
    if (closed) {
      return false;
    }
    if (waiting.size() >= MOST) {
      throw new RefusedException("too many windows are waiting to be opened; try again later");
    }
    receipt.give();
    waiting.add(locations);
    notifyAll();
    return true;
  }

  /** From now on, one after the other on a thread of its own. */
  synchronized void serve(Consumer<List<String>> open) {
    if (server.isPresent()) {
      throw new IllegalStateException("there is somebody who opens locations already");
    }
    server = Optional.of(open);
    Threads.virtual("instance-open", () -> open(open)).start();
  }

  /** Takes again what comes, after it was closed. */
  synchronized void open() {
    if (closed) {
      closed = false;
      server.ifPresent(open -> Threads.virtual("instance-open", () -> open(open)).start());
    }
  }

  private void open(Consumer<List<String>> open) {
    try {
      for (List<String> next = next(); next != null; next = next()) {
        try {
          open.accept(next);
        } catch (RuntimeException | Error e) {
          LOG.error("what another start handed over was not opened", e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next one; null when there will be no more. */
  private synchronized List<String> next() throws InterruptedException {
    busy = false;
    notifyAll();
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    busy = !waiting.isEmpty();
    return waiting.poll();
  }

  /** Takes nothing more; what was taken is handed on before this returns. */
  synchronized void close() {
    closed = true;
    notifyAll();
    if (server.isEmpty() && !waiting.isEmpty()) {
      LOG.warn("{} requests of other starts were not opened any more", waiting.size());
      waiting.clear();
    }
    boolean interrupted = false;
    while (busy || !waiting.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException _) {
        interrupted = true; // handing on does not wait for anything
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
