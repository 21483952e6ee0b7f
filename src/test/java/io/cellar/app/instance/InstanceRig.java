package io.cellar.app.instance;

import io.cellar.settings.Folders;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running program in a folder of its own, and clients that speak to it as they like. */
final class InstanceRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final InstanceFiles files;
  final BlockingQueue<List<String>> opened = new LinkedBlockingQueue<>();
  final SingleInstance instance;

  InstanceRig(Path home) throws IOException {
    this(home, "");
  }

  InstanceRig(Path home, String display) throws IOException {
    files = files(home, display);
    instance = first(start(files));
    instance.serve(opened::add);
  }

  static InstanceFiles files(Path home) throws IOException {
    return files(home, "");
  }

  private static InstanceFiles files(Path home, String display) throws IOException {
    Map<String, String> environment = Map.of("CELLAR_HOME", home.toString(), "DISPLAY", display);
    return InstanceFiles.of(Folders.of(environment, "Linux", home), environment, "Linux");
  }

  static SingleInstance.Start start(InstanceFiles files, String... locations) throws IOException {
    return SingleInstance.start(files, List.of(locations), PATIENCE);
  }

  static SingleInstance first(SingleInstance.Start start) {
    if (start instanceof SingleInstance.Start.First(SingleInstance instance)) {
      return instance;
    }
    throw new AssertionError("expected to be the first, but: " + start);
  }

  List<String> next() throws InterruptedException {
    List<String> next = opened.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was opened");
    }
    return next;
  }

  SocketChannel connect() throws IOException {
    return connect(files);
  }

  static SocketChannel connect(InstanceFiles files) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(files.socket()));
    return channel;
  }

  /** Sends these bytes and their end, and reads what is answered. */
  String say(byte[] message) throws IOException {
    try (SocketChannel channel = connect()) {
      Peer.write(channel, ByteBuffer.wrap(message));
      channel.shutdownOutput();
      return answer(channel);
    }
  }

  String say(String message) throws IOException {
    return say(message.getBytes(StandardCharsets.UTF_8));
  }

  static String answer(SocketChannel channel) throws IOException {
    return StandardCharsets.UTF_8.decode(Peer.readLine(channel, 1 << 16)).toString();
  }

  boolean isGone() {
    return !Files.exists(files.socket()) && !Files.exists(files.lock());
  }

  @Override
  public void close() {
    instance.close();
  }
}
