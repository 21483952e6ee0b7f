package io.cellar.export;

import io.cellar.hdf5.Hdf5Template;
import io.cellar.input.FileTrouble;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that voxels stream into, in C order, little-endian, of any length. It gets its name only
 * when complete: until {@link #commit} everything goes to a temporary file beside it, which is
 * deleted by {@link #close} otherwise. For one thread; touches the disk.
 */
public final class ArrayFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArrayFile.class);

  /** Path of the dataset in an HDF5 file. */
  private static final String DATASET = "/data";

  private final Path target;
  private final Path temporary;
  private final FileChannel file;
  private final OutputStream out;
  private boolean committed;

  private ArrayFile(Path target) throws NotWrittenException {
    this.target = target.toAbsolutePath();
    this.temporary =
        this.target.resolveSibling(
            "." + this.target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    if (Files.isDirectory(this.target)) {
      throw new NotWrittenException(
          "a folder has that name: " + this.target + "; name a file", null, true);
    }
    try {
      this.file =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      this.out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 20);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * A file of voxels, its format by its ending: {@code .npy}, {@code .raw}, {@code .h5} or {@code
   * .hdf5} (dataset {@code data}, contiguous).
   *
   * @param shape of what will be written, in the volume's axes order
   * @throws IllegalArgumentException if there is no such folder or format; the message does not
   *     name the file
   */
  public static ArrayFile of(Path target, DType dtype, long[] shape) throws NotWrittenException {
    if (!Files.isDirectory(target.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException("its folder does not exist; make it first");
    }
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return starting(target, npyHeader(dtype, shape));
    }
    if (name.endsWith(".raw")) {
      return raw(target);
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return starting(target, Hdf5Template.of(dtype, shape, DATASET).front());
    }
    throw new IllegalArgumentException("expected a name that ends in .h5, .npy or .raw");
  }

  /** A file of what will be written alone, whatever its name. */
  public static ArrayFile raw(Path target) throws NotWrittenException {
    return new ArrayFile(target);
  }

  private static ArrayFile starting(Path target, byte[] header) throws NotWrittenException {
    ArrayFile file = new ArrayFile(target);
    file.write(header);
    return file;
  }

  /** numpy's file format, version 1.0 (NEP 1). */
  private static byte[] npyHeader(DType dtype, long[] shape) {
    String dims = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String words =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr(dtype), dims);
    int padding = 64 - (10 + words.length() + 1) % 64;
    String padded = words + " ".repeat(padding % 64) + "\n";
    String magic = "\u0093NUMPY\u0001\u0000";
    String length = "" + (char) (padded.length() & 0xff) + (char) (padded.length() >> 8);
    return (magic + length + padded).getBytes(StandardCharsets.ISO_8859_1);
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

  /**
   * Writes what comes next.
   *
   * @param bytes of voxels as {@link Blocks#littleEndian} gives them
   */
  public void write(byte[] bytes) throws NotWrittenException {
    writing(() -> out.write(bytes));
  }

  /** Gives the file its name; one that has it already is replaced. */
  public void commit() throws NotWrittenException {
    writing(
        () -> {
          out.flush();
          file.force(true); // before the name is given, or it could stand over an empty file
          out.close();
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
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

  private void writing(Step step) throws NotWrittenException {
    try {
      step.run();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private NotWrittenException failure(IOException e) {
    return new NotWrittenException(
        FileTrouble.notWritten(target, e), e, e instanceof NoSuchFileException);
  }
}
