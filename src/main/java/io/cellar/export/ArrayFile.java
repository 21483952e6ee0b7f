package io.cellar.export;

import io.cellar.hdf5.Hdf5Template;
import io.cellar.input.FileTrouble;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that voxels are written into, in C order, little-endian, of any length: one after the
 * other ({@link #write(byte[])}, by one thread) or box by box in any order ({@link #write(Roi,
 * Block)}, by any thread). It gets its name only when complete: until {@link #commit} everything
 * goes to a temporary file beside it, which is deleted by {@link #close} otherwise. Touches the
 * disk.
 */
public final class ArrayFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArrayFile.class);

  /** Path of the dataset in an HDF5 file. */
  private static final String DATASET = "/data";

  private static final int BUFFER = 1 << 18;

  private final Path target;
  private final Path temporary;
  private final FileChannel file;
  private final OutputStream out;
  private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
  private final long[] shape;
  private final long start;
  private boolean committed;

  private ArrayFile(Path target, byte[] header, long[] shape) throws NotWrittenException {
    this.shape = shape.clone();
    this.start = header.length;
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
      out.write(header);
      out.flush();
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
      return new ArrayFile(target, npyHeader(dtype, shape), shape);
    }
    if (name.endsWith(".raw")) {
      return new ArrayFile(target, new byte[0], shape);
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return new ArrayFile(target, Hdf5Template.of(dtype, shape, DATASET).front(), shape);
    }
    throw new IllegalArgumentException("expected a name that ends in .h5, .npy or .raw");
  }

  /** A file of what will be written alone, whatever its name. */
  public static ArrayFile raw(Path target) throws NotWrittenException {
    return new ArrayFile(target, new byte[0], new long[0]);
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

  /**
   * Writes a box of voxels to its place.
   *
   * @param box in the coordinates of the array
   * @param voxels of the box's shape and the array's dtype
   */
  public void write(Roi box, Block voxels) throws NotWrittenException {
    ByteBuffer buffer = buffers.poll();
    ByteBuffer taken = buffer == null ? ByteBuffer.allocateDirect(BUFFER) : buffer;
    writing(
        () -> {
          new VoxelRuns(file, start, voxels, taken).write(shape, box.start());
        });
    buffers.add(taken);
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
