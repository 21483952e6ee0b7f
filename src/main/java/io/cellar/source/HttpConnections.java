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

  private final Map<String, ArrayDeque<HttpConnection>> idle = new HashMap<>();
  private final Set<Socket> open = new HashSet<>();
  private Thread sweeper;
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
   * Counts a socket as open, before it connects.
   *
   * @throws SocketException if all are closed already
   */
  synchronized void add(Socket socket) throws SocketException {
    if (closed) {
      throw new SocketException("closed");
    }
    open.add(socket);
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
    if (sweeper == null) {
      sweeper = Threads.virtual("http-idle", this::sweep);
      sweeper.start();
    }
  }

  void drop(HttpConnection connection) {
    drop(connection.socket());
  }

  void drop(Socket socket) {
    synchronized (this) {
      open.remove(socket);
    }
    close(socket);
  }

  /** Closes those that wait for too long; there only while some wait. */
  private void sweep() {
    try {
      for (long wait = LONGEST_IDLE; wait > 0; wait = closeOld()) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
    } catch (InterruptedException _) {
      // All are closed.
    }
  }

  /** Time until the next is too old; 0 when none waits any more, and nobody sweeps. */
  private synchronized long closeOld() {
    long now = System.nanoTime();
    long wait = 0;
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
      } else {
        long left = LONGEST_IDLE - (now - waiting.getFirst().idleSince());
        wait = wait == 0 ? left : Math.min(wait, left);
      }
    }
    if (wait == 0) {
      sweeper = null;
    }
    return wait;
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
    if (sweeper != null) {
      sweeper.interrupt();
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
