package io.cellar.sample;

import io.cellar.sample.BlockServer.Mischief;
import io.cellar.sample.FaultPlan.Chosen;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection: requests one after another, each answered well or by a fault. Between them it may
 * rest for a while, but a head that has begun must come to its end in the time that is granted.
 */
final class Connection implements Closeable {
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final Socket socket;
  private final Site site;
  private final RequestLog log;
  private final PatientInput patient;
  private final InputStream in;
  private final OutputStream out;
  private volatile boolean waiting = true;
  private volatile long since = System.nanoTime();

  /** Reads from a socket until a time that may change; silence beyond it is a timeout. */
  private static final class PatientInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private Optional<Long> deadline = Optional.empty();

    PatientInput(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    void within(Duration limit) {
      deadline = Optional.of(System.nanoTime() + limit.toNanos());
    }

    void forEver() {
      deadline = Optional.empty();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long left = deadline.map(end -> (end - System.nanoTime()) / 1_000_000).orElse(0L);
      if (deadline.isPresent() && left <= 0) {
        throw new SocketTimeoutException("the request did not come in time");
      }
      socket.setSoTimeout((int) left);
      return in.read(bytes, from, length);
    }
  }

  Connection(Socket socket, Site site, RequestLog log) throws IOException {
    this.socket = socket;
    this.site = site;
    this.log = log;
    socket.setTcpNoDelay(true);
    this.patient = new PatientInput(socket);
    this.in = new BufferedInputStream(patient);
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  /** Serves until either side closes. */
  void run(Supplier<Mischief> mischief) throws IOException, InterruptedException {
    Duration latency = site.options().latency();
    boolean goOn = true;
    while (goOn) {
      Optional<Request> next = next();
      if (next.isEmpty()) {
        return;
      }
      Request request = next.get();
      int earlier = log.requested(request);
      Wire wire = new Wire(socket, in, out, request, site);
      if (!request.isFor(site.options().hosts())) {
        Response.text(421, "this server does not go by that name; start it with --host NAME")
            .write(out, !request.method().equals("HEAD"));
        goOn = request.keepAlive();
        continue;
      }
      if (!latency.isZero() && !wire.pause(latency)) {
        return;
      }
      Optional<Chosen> fault = choose(mischief.get(), request.path(), earlier);
      goOn = fault.isPresent() ? fail(wire, fault.get()) : answer(wire);
    }
  }

  private Optional<Request> next() throws IOException {
    since = System.nanoTime();
    waiting = true;
    patient.within(LONGEST_REST);
    in.mark(1);
    if (in.read() < 0) {
      return Optional.empty();
    }
    in.reset();
    patient.within(site.options().headLimit());
    Optional<Request> request = Request.read(in);
    patient.forEver();
    since = System.nanoTime();
    waiting = false;
    return request;
  }

  /** True between requests, and while one is read. */
  boolean waiting() {
    return waiting;
  }

  /** {@link System#nanoTime} of the beginning of what it does now. */
  long since() {
    return since;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static Optional<Chosen> choose(Mischief mischief, String path, int earlier) {
    return mischief.outage().hits()
        ? Optional.of(new Chosen("outage", wire -> Faults.status(wire, 503, null)))
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
