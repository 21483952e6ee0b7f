package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.export.ArrayFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What commands write: whole or not at all, and a sentence when it cannot be written. */
class OutputFilesTest {
  private static final String DESCRIPTION =
      """
      {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "v",
       "format": "hdf5", "axes": "zyx", "shape": [64, 64, 64], "dtype": "uint8",
       "block_shape": [64, 64, 64], "block_file_name_format": "b-{roiString}.h5/cube",
       "dataset_root_dir": "cache"}
      """;

  @TempDir private Path folder;

  private Path description() throws Exception {
    Files.createDirectories(folder.resolve("cache"));
    return Files.writeString(folder.resolve("d.json"), DESCRIPTION);
  }

  @Test
  void aFolderThatIsMissingIsSaidWithTheFilesName() throws Exception {
    Path out = folder.resolve("none/n.json");
    CommandRun run = CommandRun.of("check", description(), "--write", out);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("cellar: its folder does not exist: " + out), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void aFolderIsNotReplaced() throws Exception {
    Path out = Files.createDirectories(folder.resolve("n.json"));
    CommandRun run = CommandRun.of("check", description(), "--write", out);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("a folder has that name: " + out), run.err());
    assertTrue(Files.isDirectory(out));
  }

  @Test
  void theNormalFormIsWritten() throws Exception {
    Path out = folder.resolve("n.json");
    assertEquals(0, CommandRun.of("check", description(), "--write", out).code());
    assertEquals(0, CommandRun.of("check", out).code());
  }

  @Test
  void aFillValueThatTheTypeCannotHoldIsAWrongWord() throws Exception {
    CommandRun run = CommandRun.of("read", description(), "--fill", "300");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("cellar: --fill 300"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  /** A file size limit stands for a full disk: the kernel refuses a write halfway just so. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeFinishedIsSaidAndNothingIsLeft() throws Exception {
    description();
    for (String name : List.of("o.npy", "o.raw", "o.h5")) {
      Path out = folder.resolve(name);
      String words = limited(out);
      assertTrue(
          words.startsWith("cellar: the file would be larger than this computer allows: " + out),
          words);
      assertEquals(1, words.lines().count(), words);
      try (Stream<Path> left = Files.list(folder)) {
        assertFalse(left.anyMatch(p -> p.toString().contains(name)), words);
      }
    }
  }

  /** Writes 256 KiB where a file may have 100, in a process of its own. */
  private static String limited(Path out) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 100; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(4, process.exitValue(), words);
    return words.strip();
  }

  /** Writes zeros as {@code read --out} does; prints what it would say. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Exception {
      long[] shape = {8, 256, 128};
      io.cellar.volume.Block zeros =
          io.cellar.volume.Block.zeros(io.cellar.volume.DType.UINT8, shape);
      Console console = new Console(System.out, System.out);
      try (ArrayFile file = ArrayFile.of(Path.of(args[0]), io.cellar.volume.DType.UINT8, shape)) {
        file.write(io.cellar.volume.Blocks.littleEndian(zeros));
        file.commit();
      } catch (IOException e) {
        System.exit(Failures.report(e, console).code());
      }
    }
  }
}
