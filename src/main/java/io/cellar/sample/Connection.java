package io.cellar.sample;

import io.cellar.sample.BlockServer.Mischief;
import io.cellar.sample.FaultPlan.Chosen;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** One connection: requests one after another, each answered well or by a fault. */
final class Connection {
  private final Socket socket;
  private final Site site;
  private final RequestLog log;
  private final InputStream in;
  private final OutputStream out;

  Connection(Socket socket, Site site, RequestLog log) throws IOException {
    this.socket = socket;
    this.site = site;
    this.log = log;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  /** Serves until either side closes. */
  void run(Supplier<Mischief> mischief) throws IOException, InterruptedException {
    Duration latency = site.options().latency();
    boolean goOn = true;
    while (goOn) {
      Optional<Request> next = Request.read(in);
      if (next.isEmpty()) {
        return;
      }
      Request request = next.get();
      int earlier = log.requested(request);
      Wire wire = new Wire(socket, in, out, request, site);
      if (!latency.isZero() && !wire.pause(latency)) {
        return;
      }
      Optional<Chosen> fault = choose(mischief.get(), request.path(), earlier);
      goOn = fault.isPresent() ? fail(wire, fault.get()) : answer(wire);
    }
  }

  private static Optional<Chosen> choose(Mischief mischief, String path, int earlier) {
    return mischief.outage().hits()
        ? Optional.of(new Chosen("outage", wire -> HeadFaults.status(wire, 503, null)))
        : mischief.plan().choose(path, earlier);
  }

  private boolean answer(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    boolean withBody = !wire.request().method().equals("HEAD");
    if (withBody) {
      log.sent(answer.body().length);
    }
    answer.write(out, withBody);
    return wire.request().keepAlive();
  }

  private boolean fail(Wire wire, Chosen fault) throws IOException, InterruptedException {
    log.faulted(fault.kind());
    try {
      return fault.fault().answer(wire) && wire.request().keepAlive();
    } catch (IOException e) {
      if (!site.isClosing()) {
        log.peerLeft(fault.kind());
      }
      throw e;
    }
  }
}
