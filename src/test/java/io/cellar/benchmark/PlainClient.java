package io.cellar.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What there is to compare with: N keep-alive connections that ask, read and throw away. */
final class PlainClient {
  private PlainClient() {}

  /** Seconds that so many requests take. */
  static double run(int port, int connections, int requests) throws Exception {
    AtomicInteger left = new AtomicInteger(requests);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int n = 0; n < connections; n++) {
        threads.submit(
            () -> {
              ask(port, left);
              return null;
            });
      }
      threads.shutdown();
      threads.awaitTermination(10, TimeUnit.MINUTES);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void ask(int port, AtomicInteger left) throws IOException {
    byte[] request = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (left.getAndDecrement() > 0) {
        socket.getOutputStream().write(request);
        in.skipNBytes(length(in));
      }
    }
  }

  private static int length(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    String text = head.toString();
    int at = text.indexOf("Content-Length: ") + "Content-Length: ".length();
    return Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
  }
}
