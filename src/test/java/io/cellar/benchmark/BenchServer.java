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
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A keep-alive server that answers every request with one and the same block after a pause: as
 * cheap as a server can be. Below {@code /raw/} it is a precomputed volume with the same voxels;
 * what else a program may look for there is 404.
 */
final class BenchServer implements AutoCloseable {
  private static final byte[] MISSING = answer("404 Not Found", "text/plain", new byte[0]);

  private final ServerSocket socket;
  private final byte[] block;
  private final byte[] chunk;
  private final byte[] info;
  private final int bodyLength;
  private final long latencyMillis;
  final AtomicLong requests = new AtomicLong();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();

  BenchServer(int edge, Duration latency) throws IOException {
    byte[] voxels = new byte[edge * edge * edge];
    new java.util.Random(1).nextBytes(voxels);
    byte[] body =
        Hdf5Writer.encode(
            new Block(DType.UINT8, new long[] {edge, edge, edge}, voxels),
            "/cube",
            BlockEncoding.PLAIN);
    bodyLength = body.length;
    block = answer("200 OK", "application/x-hdf5", body);
    chunk = answer("200 OK", "application/octet-stream", voxels);
    info =
        answer(
            "200 OK",
            "application/json",
            """
            {"type": "image", "data_type": "uint8", "num_channels": 1, "scales": [
              {"key": "0", "size": [1920, 1152, 64], "chunk_sizes": [[%d, %d, %d]],
               "encoding": "raw", "voxel_offset": [0, 0, 0], "resolution": [4, 4, 4]}]}
            """
                .formatted(edge, edge, edge)
                .getBytes(StandardCharsets.US_ASCII));
    latencyMillis = latency.toMillis();
    socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  private static byte[] answer(String status, String type, byte[] body) {
    byte[] head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] answer = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    return answer;
  }

  int port() {
    return socket.getLocalPort();
  }

  int bodyLength() {
    return bodyLength;
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
      String path;
      while ((path = request(in)) != null) {
        requests.incrementAndGet();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        Thread.sleep(latencyMillis);
        open.decrementAndGet();
        out.write(answer(path));
      }
    } catch (IOException e) {
      // the client left
      open.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] answer(String path) {
    if (!path.startsWith("/raw/")) {
      return block;
    }
    return path.startsWith("/raw/0/") ? chunk : path.equals("/raw/info") ? info : MISSING;
  }

  /** The path of the next request, or null at the end. */
  private static String request(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean first = true;
    int state = 0;
    while (state < 4) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      first &= b != '\r';
      if (first) {
        line.append((char) b);
      }
      state = b == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : b == '\r' ? 1 : 0;
    }
    return line.toString().split(" ", -1)[1];
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
