import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that costs as little as possible: HTTP/1.1 with keep-alive on loopback, a platform
 * thread a connection.
 *
 * <pre>java BlockServer.java FOLDER        prints its port, then serves until it is killed</pre>
 *
 * <ul>
 *   <li>{@code /box/NAME/...}: the file NAME of the folder, held in memory, whatever follows;
 *   <li>{@code /files/PATH}: a file below the folder, whole or the one range that is asked for;
 *   <li>{@code /latency/MS}: from now on an answer of the two above waits so long;
 *   <li>{@code /stats}: how many blocks were answered since it was last asked, and the seconds from
 *       the first of these requests to the last byte of the last answer. A block is a box, or a
 *       file whose name begins with a digit and that is there.
 * </ul>
 */
public final class BlockServer {
  private final Path folder;
  private final ConcurrentHashMap<String, byte[]> boxes = new ConcurrentHashMap<>();
  private final AtomicLong blocks = new AtomicLong();
  private final AtomicLong first = new AtomicLong();
  private final AtomicLong last = new AtomicLong();
  private volatile long latencyMillis;

  private BlockServer(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    BlockServer server = new BlockServer(Path.of(args[0]).toAbsolutePath().normalize());
    try (ServerSocketChannel socket = ServerSocketChannel.open()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      System.out.println(socket.socket().getLocalPort());
      while (true) {
        SocketChannel peer = socket.accept();
        peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread.ofPlatform().daemon().start(() -> server.serve(peer));
      }
    }
  }

  private void serve(SocketChannel peer) {
    ByteBuffer in = ByteBuffer.allocateDirect(16384);
    try (peer) {
      int end;
      while (true) {
        while ((end = endOfHead(in)) < 0) {
          if (!in.hasRemaining() || peer.read(in) < 0) {
            return;
          }
        }
        byte[] head = new byte[end];
        in.flip();
        in.get(head);
        in.compact();
        answer(peer, new String(head, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // the client has left; nothing is owed to it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the empty line of the head that the buffer begins with ends, or -1. */
  private static int endOfHead(ByteBuffer in) {
    for (int n = 3; n < in.position(); n++) {
      if (in.get(n) == '\n' && in.get(n - 1) == '\r' && in.get(n - 2) == '\n') {
        return n + 1;
      }
    }
    return -1;
  }

  private void answer(SocketChannel peer, String head) throws IOException, InterruptedException {
    int from = head.indexOf(' ') + 1;
    String path = head.substring(from, head.indexOf(' ', from));
    boolean body = head.startsWith("GET ");
    if (path.equals("/stats")) {
      send(peer, stats().getBytes(StandardCharsets.US_ASCII), body);
    } else if (path.startsWith("/latency/")) {
      latencyMillis = Long.parseLong(path.substring("/latency/".length()));
      send(peer, new byte[0], body);
    } else {
      long asked = System.nanoTime();
      if (latencyMillis > 0) {
        Thread.sleep(latencyMillis);
      }
      if (path.startsWith("/box/") ? box(peer, path, body) : file(peer, path, head, body)) {
        first.compareAndSet(0, asked);
        last.accumulateAndGet(System.nanoTime(), Math::max);
        blocks.incrementAndGet();
      }
    }
  }

  private String stats() {
    long begin = first.getAndSet(0);
    double seconds = (last.getAndSet(0) - begin) / 1e9;
    return "{\"blocks\": %d, \"seconds\": %f}\n".formatted(blocks.getAndSet(0), seconds);
  }

  private boolean box(SocketChannel peer, String path, boolean body) throws IOException {
    int from = "/box/".length();
    String name = path.substring(from, path.indexOf('/', from));
    byte[] bytes = boxes.get(name);
    if (bytes == null) {
      bytes = Files.readAllBytes(below(name));
      boxes.put(name, bytes);
    }
    send(peer, bytes, body);
    return true;
  }

  private Path below(String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("outside the folder: " + name);
    }
    return file;
  }

  /** Sends the file, or 404; whether it was a block. */
  private boolean file(SocketChannel peer, String path, String head, boolean body)
      throws IOException {
    Path file = path.startsWith("/files/") ? below(path.substring("/files/".length())) : folder;
    if (!Files.isRegularFile(file)) {
      write(peer, head("404 Not Found", 0, ""));
      return false;
    }
    try (FileChannel bytes = FileChannel.open(file)) {
      long size = bytes.size();
      long[] range = range(head, size);
      if (range == null) {
        write(peer, head("200 OK", size, "Accept-Ranges: bytes\r\n"));
        range = new long[] {0, size};
      } else if (range[0] >= range[1]) {
        write(
            peer,
            head("416 Range Not Satisfiable", 0, "Content-Range: bytes */%d\r\n".formatted(size)));
        return false;
      } else {
        write(
            peer,
            head(
                "206 Partial Content",
                range[1] - range[0],
                "Content-Range: bytes %d-%d/%d\r\n".formatted(range[0], range[1] - 1, size)));
      }
      for (long at = range[0]; body && at < range[1]; ) {
        at += bytes.transferTo(at, range[1] - at, peer);
      }
    }
    return Character.isDigit(file.getFileName().toString().charAt(0));
  }

  /** First byte and the one after the last, of {@code bytes=A-B}, {@code A-} or {@code -N}. */
  private static long[] range(String head, long size) {
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\nrange: bytes=");
    if (at < 0) {
      return null;
    }
    at += "\r\nrange: bytes=".length();
    String[] ends = head.substring(at, head.indexOf('\r', at)).split("-", -1);
    if (ends[0].isEmpty()) {
      return new long[] {Math.max(0, size - Long.parseLong(ends[1])), size};
    }
    long stop = ends[1].isEmpty() ? size : Math.min(size, Long.parseLong(ends[1]) + 1);
    return new long[] {Long.parseLong(ends[0]), stop};
  }

  private static ByteBuffer head(String status, long length, String more) {
    String text = "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n" + more + "\r\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void send(SocketChannel peer, byte[] bytes, boolean body) throws IOException {
    write(
        peer, head("200 OK", bytes.length, ""), ByteBuffer.wrap(bytes, 0, body ? bytes.length : 0));
  }

  private static void write(SocketChannel peer, ByteBuffer... parts) throws IOException {
    while (parts[parts.length - 1].hasRemaining() || parts[0].hasRemaining()) {
      peer.write(parts);
    }
  }
}
