package io.cellar.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.app.instance.SingleInstance.Start;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever speaks to the running program can have locations opened, and nothing else. */
@DisabledOnOs(OS.WINDOWS)
class HostilePeersTest {
  private static final long SEED = 7;

  @TempDir private Path home;
  private InstanceRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new InstanceRig(home);
  }

  /** Whatever was said, the next start is answered, and nothing else has been opened. */
  @AfterEach
  void theNextStartIsAnswered() throws Exception {
    try (InstanceRig _ = rig) {
      assertEquals(new Start.HandedOver(), InstanceRig.start(rig.files, "/next"));
      assertEquals(List.of("/next"), rig.next());
    }
  }

  @Test
  void aGigabyteIsNotRead() throws IOException {
    long sent = 0;
    try (SocketChannel channel = rig.connect()) {
      ByteBuffer piece = ByteBuffer.allocateDirect(1 << 16);
      try {
        while (sent < 1L << 30) {
          sent += channel.write(piece.clear());
        }
      } catch (IOException _) {
        // the other end has hung up
      }
      assertEquals("no " + Message.TOO_LONG + "\n", InstanceRig.answer(channel));
    }
    assertTrue(sent < 4 << 20, sent + " bytes were taken");
  }

  @Test
  void aMessageOfTheLongestKindIsTakenAndNoLongerOne() throws Exception {
    String head = "cellar-open 1 1\n/";
    String rest = "a".repeat(Message.MOST_BYTES - head.length() - 1);
    assertEquals("ok\n", rig.say(head + rest + "\n"));
    assertEquals(List.of("/" + rest), rig.next());
    assertEquals("no " + Message.TOO_LONG + "\n", rig.say(head + rest + "a\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cellar-op", "cellar-open 1 1\n/a"})
  void oneThatStopsHalfwayIsNotWaitedForForEver(String half) throws IOException {
    try (SocketChannel channel = rig.connect()) {
      Peer.write(channel, StandardCharsets.UTF_8.encode(half));
      assertEquals(
          "no the message did not come whole within 2 seconds\n", InstanceRig.answer(channel));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "cellar-open 1 1\n/a",
        "cellar-open 1 2\n/a\n",
        "cellar-open 1 1\n/a\n/b\n",
        "cellar-open 1 -1\n",
        "cellar-open 1 99999999999\n/a\n",
        "cellar-open 2 1\n/a\n",
        "cellar-open 1 1\r\n/a\r\n",
        "CELLAR-OPEN 1 1\n/a\n",
        "GET / HTTP/1.1\r\n\r\n",
        "cellar-open 1 1\n--allow-outside\n",
        "cellar-open 1 2\n/a\n-x\n",
        "cellar-open 1 1\na.h5\n",
        "cellar-open 1 1\n/a\u0007\n",
        "cellar-open 1 1\nftp://h/a\n",
        "cellar-open 1 1\n\n"
      })
  void whatDoesNotKeepToTheFormIsRefused(String message) throws IOException {
    String answer = rig.say(message);
    assertTrue(answer.matches("no \\P{Cntrl}{10,400}\n"), answer);
  }

  @Test
  void moreThanAHundredLocationsAreRefused() throws IOException {
    String answer = rig.say("cellar-open 1 101\n" + "/a\n".repeat(101));
    assertTrue(answer.startsWith("no more than 100"), answer);
  }

  @Test
  void garbageIsRefused() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(2000)];
      random.nextBytes(garbage);
      String answer = rig.say(garbage);
      assertTrue(answer.startsWith("no "), answer);
    }
    assertEquals(
        "no the message is not UTF-8\n",
        rig.say("cellar-open 1 1\n/\u00ff\n".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void theSilentKeepNobodyWaitingButTheirNumberIsBounded() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    try {
      for (int i = 1; i < Listener.MOST_PEERS; i++) {
        silent.add(rig.connect());
      }
      assertEquals("ok\n", rig.say("cellar-open 1 0\n"));
      assertEquals(List.of(), rig.next());
      for (SocketChannel channel : silent) {
        String answer = InstanceRig.answer(channel);
        assertTrue(answer.startsWith("no the message did not come whole"), answer);
      }
    } finally {
      for (SocketChannel channel : silent) {
        channel.close();
      }
    }
  }

  @Test
  void oneTooManyIsToldSo(@TempDir Path crowded) throws Exception {
    InstanceFiles files = InstanceRig.files(crowded);
    List<SocketChannel> silent = new ArrayList<>();
    try (InstanceLock _ = InstanceLock.tryTake(files.lock()).orElseThrow();
        Listener _ = new Listener(files, new Inbox(), InstanceRig.PATIENCE)) {
      for (int i = 0; i < Listener.MOST_PEERS; i++) {
        silent.add(InstanceRig.connect(files));
      }
      try (SocketChannel channel = InstanceRig.connect(files)) {
        assertEquals("no too many starts at once; try again\n", InstanceRig.answer(channel));
      }
      byte[] message = Message.bytes(List.of());
      assertEquals(Optional.of(Answer.BUSY), Caller.tell(files, message, InstanceRig.PATIENCE));
      assertEquals(
          new Start.Refused("too many starts at once; try again"),
          SingleInstance.start(files, List.of(), Duration.ofSeconds(1)));
    } finally {
      for (SocketChannel channel : silent) {
        channel.close();
      }
    }
  }

  @Test
  void whoseTimeIsOverIsNotAnswered() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      Optional<Answer> answer =
          Caller.tell(rig.files, new byte[1], Duration.ofNanos(random.nextInt(2_000_000)));
      assertTrue(answer.isEmpty() || answer.get().reason().isPresent(), answer.toString());
    }
  }

  @Test
  void thoseThatHangUpAtOnceLeaveNothingBehind() throws IOException {
    for (int i = 0; i < 300; i++) {
      rig.connect().close();
    }
  }

  @Test
  void whoDoesNotWaitForTheAnswerOpensByItself() throws Exception {
    try (SocketChannel channel = rig.connect()) {
      Peer.write(channel, StandardCharsets.UTF_8.encode("cellar-open 1 1\n/a\n"));
    }
    // that /a is not opened here is seen at the end
  }

  @Test
  void anotherUserDoesNotGetThroughTheFolder() throws Exception {
    let(home, "rwx--x--x");
    let(home.resolve("state"), "rwx--x--x");
    assertEquals("PermissionError", asNobody());
  }

  @Test
  void anotherUserIsRefusedEvenWhereTheFolderIsOpen() throws Exception {
    let(home, "rwx--x--x");
    let(home.resolve("state"), "rwx--x--x");
    let(rig.files.folder(), "rwx--x--x");
    let(rig.files.socket(), "rw-rw-rw-");
    try {
      assertEquals("no this program is another user's", asNobody());
    } finally {
      let(rig.files.folder(), "rwx------");
    }
  }

  private static void let(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  /** What another user gets for a message: the answer, or Python's name of what went wrong. */
  private String asNobody() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(
        OwnFolder.user().getName().equals("root")
            && Files.isExecutable(python)
            && Files.isExecutable(setpriv),
        "needs root, /usr/bin/python3 and /usr/bin/setpriv to speak as another user");
    String script =
        """
        import socket, sys
        s = socket.socket(socket.AF_UNIX)
        try:
            s.connect(sys.argv[1])
            try:
                s.sendall(b'cellar-open 1 1\\n/a\\n')
                s.shutdown(socket.SHUT_WR)
            except OSError:
                pass # refused before anything was read
            print(s.recv(1000).decode().strip())
        except OSError as e:
            print(type(e).__name__)
        """;
    Process process =
        new ProcessBuilder(
                setpriv.toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                python.toString(),
                "-I",
                "-c",
                script,
                rig.files.socket().toString())
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
