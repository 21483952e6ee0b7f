package io.cellar.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.app.instance.SingleInstance.Start;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second start, over a real socket. */
class SingleInstanceTest {
  @TempDir private Path home;

  @Test
  void handsItsLocationsOver() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      assertEquals(
          new Start.HandedOver(),
          InstanceRig.start(rig.files, "a.h5:raw", "/b.zarr", "s3://bucket/c", "cellar:open?x=1"));
      assertEquals(
          List.of(
              Path.of("a.h5:raw").toAbsolutePath().toString(),
              "/b.zarr",
              "s3://bucket/c",
              "cellar:open?x=1"),
          rig.next());
    }
  }

  @Test
  void asksForAnEmptyWindowWithoutLocations() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      assertEquals(new Start.HandedOver(), InstanceRig.start(rig.files));
      assertEquals(List.of(), rig.next());
    }
  }

  @Test
  void isKeptUntilSomebodyOpensAndInItsOrder() throws Exception {
    InstanceFiles files = InstanceRig.files(home);
    BlockingQueue<List<String>> opened = new LinkedBlockingQueue<>();
    try (SingleInstance instance = InstanceRig.first(InstanceRig.start(files))) {
      for (int i = 0; i < 20; i++) {
        assertEquals(new Start.HandedOver(), InstanceRig.start(files, "/" + i));
      }
      instance.serve(opened::add);
      for (int i = 0; i < 20; i++) {
        assertEquals(List.of("/" + i), opened.poll(60, TimeUnit.SECONDS));
      }
      assertThrows(IllegalStateException.class, () -> instance.serve(opened::add));
    }
  }

  @Test
  void isRefusedWhenTooMuchWaits() throws Exception {
    InstanceFiles files = InstanceRig.files(home);
    try (SingleInstance _ = InstanceRig.first(InstanceRig.start(files))) {
      for (int i = 0; i < 100; i++) {
        assertEquals(new Start.HandedOver(), InstanceRig.start(files));
      }
      Start.Refused refused =
          assertInstanceOf(Start.Refused.class, InstanceRig.start(files, "/one more"));
      assertTrue(refused.reason().contains("too many"), refused.reason());
    }
  }

  @Test
  void isNotHinderedByOneThatCouldNotBeOpened() throws Exception {
    InstanceFiles files = InstanceRig.files(home);
    BlockingQueue<List<String>> opened = new LinkedBlockingQueue<>();
    try (SingleInstance instance = InstanceRig.first(InstanceRig.start(files))) {
      instance.serve(
          locations -> {
            if (locations.isEmpty()) {
              throw new IllegalStateException("expected by this test");
            }
            opened.add(locations);
          });
      assertEquals(new Start.HandedOver(), InstanceRig.start(files));
      assertEquals(new Start.HandedOver(), InstanceRig.start(files, "/next"));
      assertEquals(List.of("/next"), opened.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void saysWhyItsOwnMessageCannotBeTaken() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      String[] many = new String[101];
      java.util.Arrays.fill(many, "/a");
      Start.Refused refused =
          assertInstanceOf(Start.Refused.class, InstanceRig.start(rig.files, many));
      assertTrue(refused.reason().contains("more than 100"), refused.reason());
      refused =
          assertInstanceOf(
              Start.Refused.class, InstanceRig.start(rig.files, "/" + "x".repeat(1 << 16)));
      assertTrue(refused.reason().contains("64 KiB"), refused.reason());
      assertTrue(rig.opened.isEmpty());
    }
  }

  @Test
  void isTheFirstAgainOnceTheOtherHasEnded() throws Exception {
    for (int i = 0; i < 3; i++) {
      InstanceRig rig = new InstanceRig(home);
      rig.close();
      assertTrue(rig.isGone());
      try (InstanceRig next = new InstanceRig(home)) {
        rig.close(); // twice does no harm to whoever came after
        assertEquals(new Start.HandedOver(), InstanceRig.start(next.files, "/a"));
        assertEquals(List.of("/a"), next.next());
      }
    }
  }

  @Test
  void ofAnotherHomeOrDisplayIsAnotherProgram() throws Exception {
    try (InstanceRig rig = new InstanceRig(home.resolve("a"));
        InstanceRig other = new InstanceRig(home.resolve("b"))) {
      assertNotEquals(rig.files, other.files);
      InstanceRig.start(other.files, "/b");
      assertEquals(List.of("/b"), other.next());
      assertTrue(rig.opened.isEmpty());
    }
  }

  @Test
  void replacesWhatADeadProcessLeft() throws Exception {
    InstanceFiles files = InstanceRig.files(home);
    try (ServerSocketChannel dead =
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      dead.bind(java.net.UnixDomainSocketAddress.of(files.socket()));
    }
    Files.writeString(files.lock(), "4711\n");
    try (InstanceRig rig = new InstanceRig(home)) {
      assertEquals(new Start.HandedOver(), InstanceRig.start(rig.files, "/a"));
    }
  }

  @Test
  void goesOnAloneWhenTheOtherHasNoSocket() throws Exception {
    InstanceFiles files = InstanceRig.files(home);
    try (InstanceLock _ = InstanceLock.tryTake(files.lock()).orElseThrow()) {
      Start.Alone alone =
          assertInstanceOf(
              Start.Alone.class, SingleInstance.start(files, List.of(), Duration.ofMillis(50)));
      assertTrue(
          alone.reason().contains("(process " + ProcessHandle.current().pid() + ")"),
          alone.reason());
    }
  }

  @Test
  void goesOnAfterItHasLeft() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      rig.instance.leave();
      assertFalse(Files.exists(rig.files.socket()));
      assertInstanceOf(
          Start.Alone.class, SingleInstance.start(rig.files, List.of(), Duration.ofMillis(50)));
      rig.instance.goOn();
      assertEquals(new Start.HandedOver(), InstanceRig.start(rig.files, "/a"));
      assertEquals(List.of("/a"), rig.next());
    }
  }

  @Test
  void whatWasTakenIsHandedOnBeforeItHasLeft() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      for (int n = 0; n < 20; n++) {
        assertEquals(new Start.HandedOver(), InstanceRig.start(rig.files, "/" + n));
      }
      rig.instance.leave();
      assertEquals(20, rig.opened.size());
    }
  }

  @Test
  void ofTwoDisplaysOneKeepsTheSession() throws Exception {
    try (InstanceRig one = new InstanceRig(home);
        InstanceRig other = new InstanceRig(home, ":2")) {
      assertTrue(one.instance.keepsSession());
      assertFalse(other.instance.keepsSession());
      one.close();
      try (InstanceRig next = new InstanceRig(home)) {
        assertTrue(next.instance.keepsSession());
      }
    }
  }

  @Test
  void leavesWhatAnotherHasPutInItsPlace() throws Exception {
    InstanceRig rig = new InstanceRig(home);
    Files.delete(rig.files.socket());
    Files.delete(rig.files.lock());
    Path other = Files.writeString(rig.files.folder().resolve("other"), "1\n");
    Files.createLink(rig.files.socket(), other);
    Files.createLink(rig.files.lock(), other);
    rig.close();
    assertTrue(Files.exists(rig.files.socket()) && Files.exists(rig.files.lock()));
  }

  @Test
  void isTheUsersAlone() throws Exception {
    try (InstanceRig rig = new InstanceRig(home)) {
      assertEquals("rwx------", rights(rig.files.folder()));
      assertEquals("rw-------", rights(rig.files.socket()));
      assertEquals("rw-------", rights(rig.files.lock()));
    }
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }
}
