package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Expectation;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as bytes on a socket, without any HTTP client between. */
@Timeout(20)
class BlockServerTest {
  private final SyntheticVolume tissue = new SyntheticVolume();
  private BlockServer server;

  @BeforeEach
  void start() throws IOException {
    server = BlockServer.start(Map.of("tissue/s3", tissue.level(3)), ServerOptions.DEFAULT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private record Answer(String head, byte[] body) {
    String status() {
      return head.substring(9, 12);
    }
  }

  private static Answer read(Socket socket, boolean hasBody) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = socket.getInputStream().read();
      assertTrue(c >= 0, "the connection ended in the head: " + head);
      head.append((char) c);
    }
    int length =
        Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    return new Answer(head.toString(), socket.getInputStream().readNBytes(hasBody ? length : 0));
  }

  private static void ask(Socket socket, String method, String path) throws IOException {
    String text = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private Answer get(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      ask(socket, "GET", path);
      return read(socket, true);
    }
  }

  @Test
  void aBlockIsTheVolumesVoxelsAsHdf5() throws Exception {
    assertEquals(
        "http://127.0.0.1:"
            + server.port()
            + "/tissue/s3/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}.h5",
        server.urlTemplate("tissue/s3"));
    Answer answer = get("/tissue/s3/10-20_30-60_5-7.h5");
    assertEquals("200", answer.status());
    Roi roi = new Roi(new long[] {5, 30, 10}, new long[] {7, 60, 20});
    Block block =
        Hdf5Reader.read(answer.body(), "/cube", Expectation.exactly(roi.shape(), DType.UINT8));
    assertArrayEquals((byte[]) tissue.block(3, roi).values(), (byte[]) block.values());
    assertEquals(answer.body().length, server.log().bodyBytes());
    assertEquals(Map.of("/tissue/s3/10-20_30-60_5-7.h5", 1), server.log().requestsByPath());
  }

  @Test
  void theTagTellsBlocksApart() throws Exception {
    String etag = "(?s).*(ETag: \"[^\"]*\").*";
    String first = get("/tissue/s3/0-9_0-9_0-9.h5").head().replaceAll(etag, "$1");
    assertEquals(first, get("/tissue/s3/0-9_0-9_0-9.h5").head().replaceAll(etag, "$1"));
    assertTrue(first.startsWith("ETag: "));
    assertTrue(!first.equals(get("/tissue/s3/0-9_0-9_1-10.h5").head().replaceAll(etag, "$1")));
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String path :
        new String[] {
          "/other/0-9_0-9_0-9.h5",
          "/tissue/s3/0-9_0-9.h5",
          "/tissue/s3/0-9_0-9_9-9.h5",
          "/tissue/s3/9-0_0-9_0-9.h5",
          "/tissue/s3/0-9_0-9_250-257.h5",
          "/tissue/s3/../../etc/passwd",
          "/tissue/s3/0-99999999999999999999_0-9_0-9.h5"
        }) {
      assertEquals("404", get(path).status(), path);
    }
  }

  @Test
  void oneConnectionServesManyRequestsAndHeadHasNoBody() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      for (int n = 0; n < 3; n++) {
        ask(socket, "GET", "/");
        assertTrue(new String(read(socket, true).body(), StandardCharsets.UTF_8).contains("s3"));
        ask(socket, "HEAD", "/tissue/s3/0-9_0-9_0-9.h5");
        assertEquals("200", read(socket, false).status());
        ask(socket, "POST", "/");
        assertEquals("405", read(socket, true).status());
      }
    }
    assertEquals(9, server.log().requests());
    assertEquals(1, server.log().mostConnections());
  }

  @Test
  void latencyDoesNotAddUpAcrossConnections() throws Exception {
    server.close();
    server =
        BlockServer.start(
            Map.of("v", tissue.level(4)),
            ServerOptions.DEFAULT.withLatency(Duration.ofMillis(200)));
    long start = System.nanoTime();
    Socket[] sockets = new Socket[50];
    for (int n = 0; n < sockets.length; n++) {
      sockets[n] = new Socket("127.0.0.1", server.port());
      ask(sockets[n], "GET", "/");
    }
    for (Socket socket : sockets) {
      read(socket, true);
      socket.close();
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 200, "answered after " + millis + " ms");
  }

  @Test
  void closingEndsHangingConnections() throws Exception {
    server.setFaults(FaultPlan.always("hang-accept"));
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      ask(socket, "GET", "/");
      server.close();
      server.close();
      assertTrue(server.log().awaitConnections(0, Duration.ofSeconds(10)));
    }
  }

  private Answer asked(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return read(socket, true);
    }
  }

  @Test
  void onlyKnownNamesAreAnsweredTo() throws Exception {
    server.close();
    server =
        BlockServer.start(
            Map.of("v", tissue.level(4)),
            ServerOptions.DEFAULT.withHosts(Set.of("Data.Example")).withFaults(FaultPlan.NONE));
    for (String host :
        new String[] {
          "127.0.0.1", "localhost:80", "LOCALHOST.", "a.localhost", "[::1]:8080", "data.example:1"
        }) {
      assertEquals("200", asked("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status(), host);
    }
    for (String host :
        new String[] {"evil.example", "127.0.0.1.evil.example", "localhost.evil", "", "[::2]"}) {
      assertEquals("421", asked("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status(), host);
    }
    assertEquals(
        "421", asked("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
    assertEquals("200", asked("GET / HTTP/1.0\r\n\r\n").status());
  }

  @Test
  void aHeadThatCrawlsIsCutOff() throws Exception {
    server.close();
    server =
        BlockServer.start(
            Map.of("v", tissue.level(4)),
            ServerOptions.DEFAULT.withHeadLimit(Duration.ofMillis(300)));
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      assertEquals(-1, socket.getInputStream().read(), "closed by the server");
    }
    assertTrue(server.log().awaitConnections(0, Duration.ofSeconds(10)));
    assertEquals("200", get("/").status());
  }

  @Test
  void manyIdleConnectionsKeepNobodyOut() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int n = 0; n < 700; n++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        idle.add(socket);
        socket.getOutputStream().write('G');
      }
      assertEquals("200", get("/").status());
      assertEquals(-1, idle.getFirst().getInputStream().read(), "the oldest gave way");
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void aTakenPortIsNamed() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                BlockServer.start(
                    Map.of("v", tissue.level(4)), ServerOptions.DEFAULT.withPort(server.port())));
    assertTrue(e.getMessage().startsWith("port " + server.port()), e.getMessage());
  }

  @Test
  void anyHdf5FileCanBeServed(@TempDir Path folder) throws Exception {
    float[] values = new float[2 * 3 * 4 * 5];
    for (int n = 0; n < values.length; n++) {
      values[n] = n / 7f;
    }
    Path file = folder.resolve("time.h5");
    Block whole = new Block(DType.FLOAT32, new long[] {2, 3, 4, 5}, values);
    Hdf5Writer.write(file, whole, "/a/b", BlockEncoding.PLAIN);
    try (Hdf5ServedVolume volume =
            Hdf5ServedVolume.open(file + ":/a/b", Optional.of(Axes.parse("tcyx")));
        BlockServer own = BlockServer.start(Map.of("time", volume), ServerOptions.DEFAULT)) {
      server.close();
      server = own;
      Answer answer = get("/time/1-5_2-4_0-2_1-3.h5");
      Block part =
          Hdf5Reader.read(
              answer.body(), "/cube", Expectation.exactly(new long[] {2, 2, 2, 4}, DType.FLOAT32));
      assertEquals(values[((0 * 3 + 1) * 4 + 2) * 5 + 1], ((float[]) part.values())[0]);
      assertEquals(values[values.length - 1], ((float[]) part.values())[31]);
    }
  }

  @Test
  void anHdf5FileBehindAUserBlockIsServed(@TempDir Path folder) throws Exception {
    Path plain = folder.resolve("plain.h5");
    short[] values = new short[4 * 5];
    values[19] = 7;
    Hdf5Writer.write(
        plain,
        new Block(DType.UINT16, new long[] {4, 5}, values),
        "/a: 1/b:c",
        BlockEncoding.PLAIN);
    byte[] file = Files.readAllBytes(plain);
    byte[] whole = new byte[512 + file.length];
    System.arraycopy(file, 0, whole, 512, file.length);
    Path matlab = Files.write(folder.resolve("at 12:30.mat"), whole);
    for (String what : new String[] {matlab.toString(), matlab + ":/a: 1/b:c"}) {
      try (Hdf5ServedVolume volume = Hdf5ServedVolume.open(what, Optional.empty())) {
        Block block = volume.block(Roi.ofShape(4, 5));
        assertArrayEquals(values, (short[]) block.values(), what);
      }
    }
    Files.write(matlab, Arrays.copyOf(whole, whole.length - 1));
    IOException cut =
        assertThrows(
            IOException.class, () -> Hdf5ServedVolume.open(matlab.toString(), Optional.empty()));
    assertEquals(
        "%d bytes of an HDF5 file of %d bytes (file %s)"
            .formatted(file.length - 1, file.length, matlab),
        cut.getMessage());
  }

  @Test
  void anHdf5FileThatCannotBeServedIsExplained(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("flat.h5");
    Hdf5Writer.write(file, Block.zeros(DType.UINT8, new long[] {4, 4}), "/d", BlockEncoding.PLAIN);
    assertEquals("yx", Hdf5ServedVolume.open(file.toString(), Optional.empty()).axes().toString());
    IOException wrong =
        assertThrows(
            IOException.class,
            () -> Hdf5ServedVolume.open(file.toString(), Optional.of(Axes.parse("zyx"))));
    assertTrue(wrong.getMessage().contains("\"zyx\" do not fit"), wrong.getMessage());
    assertThrows(IOException.class, () -> Hdf5ServedVolume.open(file + ":/e", Optional.empty()));
    assertThrows(
        IOException.class, () -> Hdf5ServedVolume.open(folder + "/none.h5", Optional.empty()));
  }

  @Test
  void usualBlocks() {
    assertEquals("[64, 64, 64]", usual("zyx"));
    assertEquals("[1, 64, 64, 64, 1]", usual("tzyxc"));
    assertEquals("[512, 512]", usual("yx"));
    assertEquals("[1, 512, 512]", usual("cyx"));
  }

  private static String usual(String axes) {
    return Arrays.toString(SampleDescription.usualBlock(Axes.parse(axes)));
  }
}
