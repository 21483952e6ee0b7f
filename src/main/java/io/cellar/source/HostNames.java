package io.cellar.source;

import io.cellar.thread.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for the addresses of hosts. The system's resolver can be waited for only without end, so
 * each name that is being looked for has a thread of its own, which all who want it share.
 * Thread-safe.
 */
final class HostNames {
  private final Resolver resolver;
  private final Map<String, FutureTask<InetAddress[]>> asked = new ConcurrentHashMap<>();

  /** Knows hosts by name, as the system does. */
  @FunctionalInterface
  interface Resolver {
    /** All addresses, the first choice first; waits, without heeding interrupts. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  HostNames(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * All addresses of a host, the system's first choice first. Waits.
   *
   * @throws IOException if it has none, or the clock's time is over
   */
  InetAddress[] of(String host, TransferClock clock) throws IOException, InterruptedException {
    if (isLiteral(host)) {
      return new InetAddress[] {InetAddress.getByName(host)};
    }
    FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.addresses(host));
    FutureTask<InetAddress[]> earlier = asked.putIfAbsent(host, lookup);
    if (earlier == null) {
      try {
        Threads.platform("http-name", () -> look(host, lookup)).start();
      } catch (OutOfMemoryError e) { // no more threads
        asked.remove(host, lookup);
        lookup.cancel(false);
        throw e;
      }
    }
    try {
      return (earlier == null ? lookup : earlier).get(clock.waitMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw clock.expired();
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException(e.getCause().getMessage());
      unknown.initCause(e.getCause());
      throw unknown;
    }
  }

  private void look(String host, FutureTask<InetAddress[]> lookup) {
    lookup.run();
    asked.remove(host, lookup);
  }

  /** Numbers need no look-up: those of IPv6 have colons, those of IPv4 digits and dots only. */
  private static boolean isLiteral(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }
}
