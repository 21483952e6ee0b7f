package io.cellar.cli;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Where the slabs of a box go, in C order: a file by its extension, or nowhere. */
interface VoxelSink extends AutoCloseable {

  /** Takes the next slab; {@code bytes} are its voxels, little-endian. */
  void accept(Block slab, byte[] bytes);

  /** All slabs have come: gives the file its name. */
  void commit() throws IOException;

  @Override
  void close() throws IOException;

  /** The sink for a file name; {@code null}: voxels are only counted and hashed by the caller. */
  static VoxelSink to(Path out, DType dtype, long[] shape) {
    if (out == null) {
      return new Nowhere();
    }
    if (!java.nio.file.Files.isDirectory(out.toAbsolutePath().getParent())) {
      throw new CommandException(
          ExitCode.USAGE, "--out " + out + ": its folder does not exist; make it first");
    }
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return new Streamed(ArrayFile.npy(out, dtype, shape));
    }
    if (name.endsWith(".raw")) {
      return new Streamed(ArrayFile.raw(out));
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return Whole.of(out, dtype, shape);
    }
    throw new CommandException(
        ExitCode.USAGE, "--out " + out + ": expected a name that ends in .h5, .npy or .raw");
  }

  /** No file. */
  record Nowhere() implements VoxelSink {
    @Override
    public void accept(Block slab, byte[] bytes) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }

  /** A file that is the slabs one after another. */
  record Streamed(ArrayFile file) implements VoxelSink {
    @Override
    public void accept(Block slab, byte[] bytes) {
      file.write(bytes);
    }

    @Override
    public void commit() {
      file.commit();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** An HDF5 file, which is written as a whole. */
  final class Whole implements VoxelSink {
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 20);
    private final Path out;
    private final Block all;
    private int next;

    private Whole(Path out, Block all) {
      this.out = out;
      this.all = all;
    }

    static Whole of(Path out, DType dtype, long[] shape) {
      double bytes = dtype.bytes();
      for (long n : shape) {
        bytes *= n;
      }
      if (bytes > MOST_BYTES) {
        throw new CommandException(
            ExitCode.USAGE,
            "--out "
                + out
                + ": HDF5 output is limited to 2 GiB; use .npy or .raw, or a smaller roi");
      }
      return new Whole(out, Block.zeros(dtype, shape));
    }

    @Override
    public void accept(Block slab, byte[] bytes) {
      System.arraycopy(slab.values(), 0, all.values(), next, slab.length());
      next += slab.length();
    }

    @Override
    public void commit() throws IOException {
      try (ArrayFile file = ArrayFile.raw(out)) {
        file.write(Hdf5Writer.encode(all, "/data", BlockEncoding.PLAIN));
        file.commit();
      }
    }

    @Override
    public void close() {}
  }
}
