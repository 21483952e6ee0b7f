package io.cellar.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Answers one request after the other on each connection, with bytes of the test's choice. */
final class LastingServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;
  private final IntConsumer left;
  private final List<List<String>> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> peers = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** What is sent for a request. */
  interface Script {
    /**
     * @param number of the request, from 1, over all connections
     * @return false to close the connection
     */
    boolean answer(int number, OutputStream out) throws IOException, InterruptedException;
  }

  LastingServer(Script script) throws IOException {
    this(script, _ -> {});
  }

  /**
   * @param left told how many requests there were when a client closes a connection
   */
  LastingServer(Script script, IntConsumer left) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.script = script;
    this.left = left;
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/x");
  }

  List<List<String>> heads() {
    return heads;
  }

  int requests() {
    return requests.get();
  }

  int connections() {
    return peers.size();
  }

  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        peers.add(peer);
        Thread.ofVirtual().start(() -> serve(peer));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
      boolean again = true;
      while (again) {
        List<String> head = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          head.add(line);
        }
        if (head.isEmpty()) {
          left.accept(requests.get());
          return;
        }
        heads.add(head);
        again = script.answer(requests.incrementAndGet(), peer.getOutputStream());
      }
    } catch (IOException _) {
      left.accept(requests.get()); // The client left.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket peer : peers) {
      peer.close();
    }
  }
}
