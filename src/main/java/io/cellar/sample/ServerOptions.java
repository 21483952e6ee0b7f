package io.cellar.sample;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * How a {@link BlockServer} behaves.
 *
 * @param port port to listen on, 0 for any free one
 * @param latency time before each answer
 * @param dataset path of the dataset in the files it sends
 * @param faults when to misbehave
 * @param dripPeriod time between the bytes of fault {@code slow}
 * @param hosts names that requests may call this machine by, besides those of the loopback address;
 *     others are refused, since a browser sends them for a page of a stranger whose name leads here
 * @param headLimit how long the head of a request may take from its first byte on
 * @param sockets where listening sockets come from; TLS ones make it an https server
 */
public record ServerOptions(
    int port,
    Duration latency,
    String dataset,
    FaultPlan faults,
    Duration dripPeriod,
    Set<String> hosts,
    Duration headLimit,
    ServerSocketFactory sockets) {

  public ServerOptions {
    hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Any free port, no latency, dataset {@code /cube}, no faults, plain http. */
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          0,
          Duration.ZERO,
          "/cube",
          FaultPlan.NONE,
          Duration.ofSeconds(1),
          Set.of(),
          Duration.ofSeconds(20),
          ServerSocketFactory.getDefault());

  String scheme() {
    return sockets instanceof SSLServerSocketFactory ? "https" : "http";
  }

  public ServerOptions withPort(int value) {
    return new ServerOptions(
        value, latency, dataset, faults, dripPeriod, hosts, headLimit, sockets);
  }

  public ServerOptions withLatency(Duration value) {
    return new ServerOptions(port, value, dataset, faults, dripPeriod, hosts, headLimit, sockets);
  }

  public ServerOptions withFaults(FaultPlan value) {
    return new ServerOptions(port, latency, dataset, value, dripPeriod, hosts, headLimit, sockets);
  }

  public ServerOptions withHosts(Set<String> value) {
    return new ServerOptions(port, latency, dataset, faults, dripPeriod, value, headLimit, sockets);
  }

  public ServerOptions withHeadLimit(Duration value) {
    return new ServerOptions(port, latency, dataset, faults, dripPeriod, hosts, value, sockets);
  }

  public ServerOptions withSockets(ServerSocketFactory value) {
    return new ServerOptions(port, latency, dataset, faults, dripPeriod, hosts, headLimit, value);
  }

  public ServerOptions withDripPeriod(Duration value) {
    return new ServerOptions(port, latency, dataset, faults, value, hosts, headLimit, sockets);
  }
}
