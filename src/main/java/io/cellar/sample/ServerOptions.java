package io.cellar.sample;

import java.time.Duration;
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
 * @param sockets where listening sockets come from; TLS ones make it an https server
 */
public record ServerOptions(
    int port,
    Duration latency,
    String dataset,
    FaultPlan faults,
    Duration dripPeriod,
    ServerSocketFactory sockets) {

  /** Any free port, no latency, dataset {@code /cube}, no faults, plain http. */
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          0,
          Duration.ZERO,
          "/cube",
          FaultPlan.NONE,
          Duration.ofSeconds(1),
          ServerSocketFactory.getDefault());

  String scheme() {
    return sockets instanceof SSLServerSocketFactory ? "https" : "http";
  }

  public ServerOptions withPort(int value) {
    return new ServerOptions(value, latency, dataset, faults, dripPeriod, sockets);
  }

  public ServerOptions withLatency(Duration value) {
    return new ServerOptions(port, value, dataset, faults, dripPeriod, sockets);
  }

  public ServerOptions withFaults(FaultPlan value) {
    return new ServerOptions(port, latency, dataset, value, dripPeriod, sockets);
  }

  public ServerOptions withSockets(ServerSocketFactory value) {
    return new ServerOptions(port, latency, dataset, faults, dripPeriod, value);
  }

  public ServerOptions withDataset(String value) {
    return new ServerOptions(port, latency, value, faults, dripPeriod, sockets);
  }

  public ServerOptions withDripPeriod(Duration value) {
    return new ServerOptions(port, latency, dataset, faults, value, sockets);
  }
}
