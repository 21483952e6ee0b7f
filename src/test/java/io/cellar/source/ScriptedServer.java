package io.cellar.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Answers each connection's first request with bytes of the test's choice, and keeps the heads. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Function<List<String>, byte[]> script;
  public final BlockingQueue<List<String>> heads = new LinkedBlockingQueue<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  ScriptedServer(ServerSocket socket, Function<List<String>, byte[]> script) {
    this.socket = socket;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  public static ScriptedServer plain(Function<List<String>, byte[]> script) throws IOException {
    return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
  }

  public static byte[] answer(String head, String body) {
    String text =
        head + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] ok(String body) {
    return answer("HTTP/1.1 200 OK", body);
  }

  public static byte[] redirect(String location) {
    return answer("HTTP/1.1 302 Found\r\nLocation: " + location, "");
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        open.add(peer);
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
      List<String> head = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
      if (!head.isEmpty()) {
        heads.add(head);
        peer.getOutputStream().write(script.apply(head));
        peer.getOutputStream().flush();
      }
    } catch (IOException _) {
      // The client left, or refused the certificate: tests look at its side.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket peer : open) {
      peer.close();
    }
  }
}
