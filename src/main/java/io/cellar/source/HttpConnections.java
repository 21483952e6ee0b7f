package io.cellar.source;

import io.cellar.thread.Threads;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The open connections of a process, those that wait for their next request by origin, the last
 * used first. As many as are asked for: who asks is limited elsewhere. Thread-safe.
 */
final class HttpConnections {
  /** Servers close sooner or later than this; most keep a connection for 5 to 75 s. */
  private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(30);

  /** A deadline may be missed by so much. */
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

  private final Map<String, ArrayDeque<HttpConnection>> idle = new HashMap<>();
  private final Set<TimedSocket> open = new HashSet<>();
  private Thread watcher;
  private boolean closed;

  /** One that was used before, or null. It may have died meanwhile. */
  HttpConnection idle(String origin) {
    while (true) {
      HttpConnection last;
      synchronized (this) {
        ArrayDeque<HttpConnection> waiting = idle.get(origin);
        last = waiting == null ? null : waiting.pollLast();
      }
      if (last == null || !last.hasMore()) {
        return last;
      }
      drop(last);
    }
  }

  /**
   * Counts a socket as open, before it connects, and looks after it.
   *
   * @throws SocketException if all are closed already
   */
  synchronized void add(TimedSocket socket) throws SocketException {
    if (closed) {
      throw new SocketException("closed");
    }
    open.add(socket);
    if (watcher == null) {
      watcher = Threads.virtual("http-watch", this::watch);
      watcher.start();
    }
  }

  /** One whose answer has been read waits for the next request. */
  synchronized void keep(HttpConnection connection) {
    if (closed) {
      return; // its socket is closed
    }
    connection.idleSince(System.nanoTime());
    ArrayDeque<HttpConnection> waiting = idle.get(connection.origin());
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      idle.put(connection.origin(), waiting);
    }
    waiting.addLast(connection);
  }

  void drop(HttpConnection connection) {
    drop(connection.socket());
  }

  void drop(TimedSocket socket) {
    synchronized (this) {
      open.remove(socket);
    }
    close(socket);
  }

  /** Closes those whose time is over, while any are open. */
  private void watch() {
    try {
      for (long wait = LOOK_EVERY; wait > 0; wait = look()) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
    } catch (InterruptedException _) {
      // All are closed.
    }
  }

  /** Time until the next look; 0 when none is open any more, and nobody watches. */
  private synchronized long look() {
    long now = System.nanoTime();
    closeOld(now);
    long wait = LOOK_EVERY;
    for (TimedSocket socket : open) {
      wait = Math.min(wait, socket.closeIfLate(now));
    }
    if (open.isEmpty()) {
      watcher = null;
      return 0;
    }
    return Math.max(wait, 1_000_000);
  }

  /** Closes those that wait for their next request for too long. */
  private void closeOld(long now) {
    Iterator<ArrayDeque<HttpConnection>> origins = idle.values().iterator();
    while (origins.hasNext()) {
      ArrayDeque<HttpConnection> waiting = origins.next();
      while (!waiting.isEmpty() && now - waiting.getFirst().idleSince() >= LONGEST_IDLE) {
        HttpConnection old = waiting.removeFirst();
        open.remove(old.socket());
        old.close();
      }
      if (waiting.isEmpty()) {
        origins.remove();
      }
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Closes all, those too on which something is under way. */
  synchronized void close() {
    closed = true;
    open.forEach(HttpConnections::close);
    open.clear();
    idle.clear();
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // There is nothing left to be done with it.
    }
  }
}
