package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a block costs in calls of the operating system; the package's page has the table. */
class CallsOfABlockTest {
  private static final int MOST = 14;

  /** Calls for memory and threads, which vary. */
  private static final Set<String> NO_FILES =
      Set.of(
          "futex",
          "mmap",
          "munmap",
          "mprotect",
          "madvise",
          "brk",
          "clone3",
          "sched_yield",
          "total");

  @TempDir Path root;

  private static void fetch(FilesetStore store, long index, byte[] bytes) throws StoreException {
    try (BlockLock lock = store.tryLock(index).orElseThrow()) {
      store.publish(index, bytes, Sample.FROM, lock);
    }
  }

  @Test
  void changingCallsAreThoseOfTheTable() throws Exception {
    CountedDisk disk = new CountedDisk();
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache(), disk)) {
      fetch(store, 0, Sample.hdf5(store, 0));
      byte[] bytes = Sample.hdf5(store, 1);
      disk.calls.clear();
      fetch(store, 1, bytes);
      List<String> kinds = disk.calls.stream().map(call -> call.split(" ")[0]).toList();
      assertEquals(
          List.of(
              "mkdir",
              "write",
              "link",
              "open",
              "close",
              "write",
              "fdatasync",
              "open",
              "close",
              "write",
              "rename",
              "rename",
              "unlink"),
          kinds,
          disk.calls.toString());
    }
  }

  @Test
  void blockInAFolderThatIsThereCostsNoFurtherChange() throws Exception {
    CountedDisk disk = new CountedDisk();
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache(), disk)) {
      fetch(store, 0, Sample.hdf5(store, 0));
      Files.createDirectories(Sample.of(store).paths().folder(1));
      byte[] bytes = Sample.hdf5(store, 1);
      disk.calls.clear();
      fetch(store, 1, bytes);
      assertTrue(disk.calls.size() < MOST, disk.calls.toString());
    }
  }

  /** Also counts what only looks. */
  @Test
  @Tag("faults")
  void allCallsAreFew() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
    int few = 6;
    int many = 36;
    double each = (double) (calls("many", many) - calls("few", few)) / (many - few);
    assertTrue(each <= MOST, each + " calls a block");
  }

  private long calls(String name, int blocks) throws Exception {
    Path table = root.resolve(name + ".txt");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/usr/bin/strace", "-f", "-c", "-o", table.toString()));
    command.addAll(Java.command(Fetcher.class, root.resolve(name), blocks));
    Process strace = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(strace.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(strace.waitFor(2, TimeUnit.MINUTES));
    assertEquals(0, strace.exitValue(), output);
    long sum = 0;
    for (String line : Files.readAllLines(table, StandardCharsets.UTF_8)) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length >= 5
          && Character.isDigit(columns[0].charAt(0))
          && !NO_FILES.contains(columns[columns.length - 1])) {
        sum += Long.parseLong(columns[3]);
      }
    }
    return sum;
  }

  /** Another process that fetches the first blocks of the synthetic fileset. */
  static final class Fetcher {
    private Fetcher() {}

    public static void main(String[] args) throws Exception {
      try (FilesetStore store =
          Sample.open(Sample.synthetic(Path.of(args[0])), StoreOptions.cache())) {
        for (int index = 0; index < Integer.parseInt(args[1]); index++) {
          fetch(store, index, Sample.hdf5(store, index));
        }
      }
    }
  }
}
