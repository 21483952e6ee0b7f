package io.cellar.cli;

import io.cellar.input.FileTrouble;
import io.cellar.volume.DType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that voxels stream into, in C order, little-endian. It gets its name only when complete:
 * until {@link #commit} everything goes to a temporary file beside it, which is deleted by {@link
 * #close} otherwise. A write that fails ends the command with a sentence that names the file.
 */
final class ArrayFile extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ArrayFile.class);

  private final Path target;
  private final Path temporary;
  private final OutputStream out;
  private boolean committed;

  private ArrayFile(Path target) {
    this.target = target.toAbsolutePath();
    this.temporary =
        this.target.resolveSibling(
            "." + this.target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    if (Files.isDirectory(this.target)) {
      throw new CommandException(
          ExitCode.USAGE, "a folder has that name: " + this.target + "; name a file");
    }
    try {
      this.out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 20);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The bytes alone. */
  static ArrayFile raw(Path target) {
    return new ArrayFile(target);
  }

  /** numpy's file format, version 1.0 (NEP 1). */
  static ArrayFile npy(Path target, DType dtype, long[] shape) {
    ArrayFile file = new ArrayFile(target);
    String dims = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr(dtype), dims);
    int padding = 64 - (10 + header.length() + 1) % 64;
    header = header + " ".repeat(padding % 64) + "\n";
    file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.write(header.length() & 0xff);
    file.write(header.length() >> 8);
    file.write(header.getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private static String descr(DType dtype) {
    String order = dtype.bytes() == 1 ? "|" : "<";
    return switch (dtype.kind()) {
      case BOOL -> "|b1";
      case UNSIGNED -> order + "u" + dtype.bytes();
      case SIGNED -> order + "i" + dtype.bytes();
      case FLOAT -> order + "f" + dtype.bytes();
    };
  }

  @Override
  public void write(int b) {
    writing(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    writing(() -> out.write(bytes, from, length));
  }

  /** Gives the file its name. */
  void commit() {
    writing(
        () -> {
          out.close();
          Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        });
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      LOG.debug("the rest of a file that is given up", e); // the write before has told why
    }
    Files.deleteIfExists(temporary);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void writing(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private CommandException failure(IOException e) {
    ExitCode code =
        FileTrouble.isNoRoom(e)
            ? ExitCode.DISK_FULL
            : e instanceof NoSuchFileException ? ExitCode.USAGE : ExitCode.UNEXPECTED;
    return new CommandException(code, FileTrouble.notWritten(target, e));
  }
}
