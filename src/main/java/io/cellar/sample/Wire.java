package io.cellar.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One request being answered: the connection, and what a good answer would be. */
final class Wire {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Request request;
  private final Site site;

  Wire(Socket socket, InputStream in, OutputStream out, Request request, Site site) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.request = request;
    this.site = site;
  }

  Request request() {
    return request;
  }

  OutputStream out() {
    return out;
  }

  /** The block that the request asks for, and the right answer. */
  BlockServer.Asked asked() {
    return site.answers().to(request);
  }

  /** Path of the dataset in a right answer. */
  String dataset() {
    return site.answers().dataset();
  }

  /** Scheme, host and port of this server. */
  String origin() {
    return site.origin();
  }

  /** Time between the bytes of a transfer that crawls. */
  Duration dripPeriod() {
    return site.options().dripPeriod();
  }

  /** Sends bytes at once. */
  void send(byte[] bytes, int from, int to) throws IOException {
    out.write(bytes, from, to - from);
    out.flush();
  }

  void send(byte[] bytes) throws IOException {
    send(bytes, 0, bytes.length);
  }

  /** Says nothing more, until the peer gives up or the server is closed. */
  void hang() throws IOException {
    out.flush();
    byte[] ignored = new byte[1024];
    while (in.read(ignored) >= 0) {
      // Whatever else the peer sends is not answered.
    }
    throw new IOException("the peer closed the connection");
  }

  /** Ends the connection with RST instead of FIN. */
  void reset() throws IOException {
    out.flush();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Waits without a busy thread. Returns early, with false, when the server is closed. */
  boolean pause(Duration time) throws InterruptedException {
    return !site.stopping().await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
