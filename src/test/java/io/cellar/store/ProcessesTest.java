package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other processes on the same cache: some are killed, none may leave a wrong voxel. */
class ProcessesTest {
  @TempDir Path temp;

  @Test
  void killedWritersLeaveWholeBlocksAndNothingThatIsNotSwept() throws Exception {
    kill(6);
  }

  @Test
  @Tag("faults")
  void hundredKilledWritersLeaveWholeBlocks() throws Exception {
    kill(100);
  }

  private void kill(int times) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path root = temp.resolve("cache");
    for (int i = 0; i < times; i++) {
      Process child = Java.start(ChildWriter.class, root, random.nextLong());
      try (BufferedReader out = reader(child)) {
        assertEquals("begun", out.readLine());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(150)));
      } finally {
        child.toHandle().destroyForcibly();
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
      }
      check(root, "kill " + i + " seed " + seed);
    }
  }

  /** What any later process finds. */
  private static void check(Path root, String message) throws Exception {
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      store.sweep();
      for (long index = 0; index < store.grid().count(); index++) {
        boolean available = store.isAvailable(index);
        var block = store.read(index);
        assertEquals(available, block.isPresent(), message + " block " + index);
        if (available) {
          assertArrayEquals(
              (short[]) Sample.block(store, index).values(),
              (short[]) block.get().values(),
              message + " block " + index);
        }
        try (BlockLock lock = store.tryLock(index).orElseThrow()) {
          assertTrue(lock != null, "no lock of the dead keeps the living waiting");
        }
      }
      assertEquals(0, store.quarantined(), message);
      assertEquals(0, store.locks().forEach(_ -> {}), message);
    }
    List<String> strays =
        Sample.files(root).stream()
            .filter(file -> file.endsWith(".part") || file.endsWith(".lock"))
            .toList();
    assertEquals(List.of(), strays, message);
    try (Stream<Path> ours = Files.list(root.resolve(".cellar/journal"))) {
      assertEquals(List.of(), ours.toList(), message);
    }
  }

  @Test
  void twoProcessesFetchEachBlockOnce() throws Exception {
    Path root = temp.resolve("cache");
    List<Process> children =
        List.of(Java.start(ChildFetcher.class, root, 1), Java.start(ChildFetcher.class, root, 2));
    List<Integer> fetched = new ArrayList<>();
    try (BufferedReader one = reader(children.get(0));
        BufferedReader two = reader(children.get(1))) {
      assertEquals("ready", one.readLine());
      assertEquals("ready", two.readLine());
      Files.createFile(temp.resolve("go"));
      one.lines().map(Integer::valueOf).forEach(fetched::add);
      two.lines().map(Integer::valueOf).forEach(fetched::add);
      for (Process child : children) {
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue());
      }
    } finally {
      children.forEach(child -> child.toHandle().destroyForcibly());
    }
    assertEquals(36, fetched.stream().distinct().count());
    assertEquals(36, fetched.size(), "no block twice: " + fetched);
    check(root, "two processes");
  }

  @Test
  void lockOfALivingProcessIsRespectedAndThatOfADeadOneIsNot() throws Exception {
    Path root = temp.resolve("cache");
    Process child = Java.start(ChildWriter.class, root, 1);
    try (BufferedReader out = reader(child);
        FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      assertEquals("begun", out.readLine());
      LockInfo[] seen = new LockInfo[1];
      Eventually.isTrue(() -> store.locks().forEach(lock -> seen[0] = lock) > 0);
      String owner = "pid " + child.pid() + " on host ";
      assertTrue(seen[0].owner().startsWith(owner), seen[0].owner());
    } finally {
      child.toHandle().destroyForcibly();
      assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    }
    check(root, "after the kill");
  }

  private static BufferedReader reader(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }
}
