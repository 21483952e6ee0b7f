package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes of the user's own are read where they lie, and not a byte of them is ever changed. */
class OriginalsTest {
  private static final String[] SAMPLES = {
    "zarr2-blosc-lz4/volume.zarr",
    "n5-multiscale-gzip/container.n5/em",
    "precomputed-cseg-u8-gz/volume"
  };

  @TempDir Path folder;
  private Path originals;

  @BeforeEach
  void copy() throws IOException {
    originals = folder.resolve("originals");
    Path from = CommandRun.resource("volumes");
    for (String sample : SAMPLES) {
      copy(from.resolve(sample).getParent(), from);
    }
  }

  private void copy(Path sample, Path from) throws IOException {
    Files.walkFileTree(
        sample,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Path to = originals.resolve(from.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Every file and folder with its size, its time and its bytes. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(originals)) {
      for (Path path : all.toList()) {
        String bytes =
            Files.isDirectory(path) ? "folder" : "" + Arrays.hashCode(Files.readAllBytes(path));
        tree.put(path.toString(), Files.getLastModifiedTime(path) + " " + bytes);
      }
    }
    return tree;
  }

  private CommandRun run(String command, String sample) throws IOException {
    Map<String, String> before = tree();
    Object[] words =
        Arrays.stream(command.split(" "))
            .map(word -> word.equals("IT") ? originals.resolve(sample).toString() : word)
            .map(word -> word.replace("DIR", folder.toString()))
            .toArray();
    CommandRun run = CommandRun.of(words);
    assertEquals(before, tree(), command);
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "info IT, 0",
    "info IT --json --blocks, 0",
    "check IT, 0",
    "read IT, 0",
    "read IT --out DIR/voxels.h5, 0",
    "read IT --offline --json, 0",
    "slice IT --axis z --at 3 --out DIR/slice.png, 0",
    "verify IT, 0",
    "verify IT --repair, 2",
    "forget IT --roi : --yes, 2",
    "locks IT, 2",
    "locks IT --purge, 2",
    "fetch IT, 2",
    "fetch IT --write-empty, 2",
    "open IT, 0"
  })
  void noCommandChangesThem(String command, int code) throws IOException {
    for (String sample : SAMPLES) {
      CommandRun run = run(command, sample);
      assertEquals(code, run.code(), command + ": " + run.err());
      if (code == 2) {
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("cellar: these are files of your own"), run.err());
        assertTrue(run.err().contains(originals.resolve(sample).toString()), run.err());
        assertEquals("", run.out());
      }
    }
  }

  @Test
  void damageIsFoundAndLeft() throws IOException {
    Path chunk = originals.resolve("zarr2-blosc-lz4/volume.zarr/0.1.1");
    Files.write(chunk, new byte[] {1, 2, 3});
    CommandRun verify = run("verify IT", SAMPLES[0]);
    assertEquals(3, verify.code(), verify.out() + verify.err());
    CommandRun read = run("read IT", SAMPLES[0]);
    assertEquals(3, read.code(), read.err());
    assertTrue(read.err().contains(chunk.toString()), read.err());
    assertEquals(1, read.err().lines().count(), read.err());
  }

  @Test
  void anEmptyFileIsAnInterruptedCopyAndNoEmptyChunk() throws IOException {
    Path chunk = originals.resolve("zarr2-blosc-lz4/volume.zarr/0.1.1");
    Files.write(chunk, new byte[0]);
    CommandRun read = run("read IT", SAMPLES[0]);
    assertEquals(3, read.code(), read.err());
    assertTrue(read.err().contains(chunk.toString()), read.err());
  }
}
