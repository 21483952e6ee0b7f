package io.cellar.benchmark;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A keep-alive server that answers every request with one and the same block after a pause: as
 * cheap as a server can be.
 */
final class BenchServer implements AutoCloseable {
  private final ServerSocket socket;
  private final byte[] head;
  private final byte[] body;
  private final long latencyMillis;
  final AtomicLong requests = new AtomicLong();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();

  BenchServer(int edge, Duration latency) throws IOException {
    byte[] voxels = new byte[edge * edge * edge];
    new java.util.Random(1).nextBytes(voxels);
    body =
        Hdf5Writer.encode(
            new Block(DType.UINT8, new long[] {edge, edge, edge}, voxels),
            "/cube",
            BlockEncoding.PLAIN);
    head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/x-hdf5\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    latencyMillis = latency.toMillis();
    socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  int bodyLength() {
    return body.length;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        peer.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(peer));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket peer) {
    try (peer;
        InputStream in = new BufferedInputStream(peer.getInputStream());
        OutputStream out = peer.getOutputStream()) {
      while (skipRequest(in)) {
        requests.incrementAndGet();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        Thread.sleep(latencyMillis);
        open.decrementAndGet();
        out.write(head);
        out.write(body);
      }
    } catch (IOException e) {
      // the client left
      open.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean skipRequest(InputStream in) throws IOException {
    int state = 0;
    while (state < 4) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      state = b == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : b == '\r' ? 1 : 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
