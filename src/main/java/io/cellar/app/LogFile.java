package io.cellar.app;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Messages also go to a file, since a double-clicked program has no console: standard error is
 * doubled into it. A file that has grown beyond a limit is set aside at the start, one old one is
 * kept.
 */
public final class LogFile {
  private static final long LONGEST = 4 << 20;

  private LogFile() {}

  /**
   * Doubles standard error into the file from now on. When the file cannot be written, says so and
   * goes on without.
   *
   * @param file its folder is made when missing
   */
  public static void start(Path file) {
    PrintStream console = System.err;
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(file) && RegularFile.require(file).size() > LONGEST) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".old"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      OutputStream log =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.setErr(new PrintStream(new Doubled(console, log), true, StandardCharsets.UTF_8));
    } catch (RegularFile.NotRegularException e) {
      console.println("cellar: no log is kept: " + file + " " + e.getReason());
    } catch (IOException e) {
      console.println("cellar: no log is kept: " + file + ": " + e.getMessage());
    }
  }

  /** Writes everything twice. */
  private static final class Doubled extends OutputStream {
    private final OutputStream first;
    private final OutputStream second;

    Doubled(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int b) throws IOException {
      first.write(b);
      second.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      first.write(bytes, from, length);
      second.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      first.flush();
      second.flush();
    }
  }
}
