package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Block;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads the one dataset of a block file that is in memory.
 *
 * <p>Everything the file declares is compared with what is expected before anything is allocated:
 * signature, superblock, end-of-file address, path, rank, shape, dtype, filters, chunk sizes. Then
 * the voxels are copied or decoded, each step bounded by the declared size. Any defect is a {@link
 * Hdf5Exception}; nothing else is thrown, nothing waits.
 *
 * <p>What is read: files with and without a user block, as MATLAB 7.3 writes them; contiguous,
 * compact and chunked layouts with every chunk index of HDF5 1.6 to 2.0; gzip, lzf, shuffle and
 * fletcher32, alone and together; both byte orders; whole numbers of 1 to 8 bytes, float32, float64
 * and h5py's bool.
 */
public final class Hdf5Reader {
  private static final long LEAST_CHUNK_LIMIT = 16 << 20;
  private static final int MOST_CHUNKS = 1 << 16;

  private Hdf5Reader() {}

  /**
   * All voxels of a dataset.
   *
   * @param file the whole file
   * @param dataset path of the dataset, with or without a leading slash
   * @param expected what it must hold
   * @return in the file's dtype, or in the expected one when that is given
   * @throws Hdf5Exception if the file is not HDF5, damaged, or holds something else
   */
  public static Block read(byte[] file, String dataset, Expectation expected) throws Hdf5Exception {
    OpenFile open = OpenFile.open(FileBytes.of(file), OpenFile.Tail.REFUSED);
    return read(open, DatasetHeader.read(open, dataset), expected);
  }

  /** All voxels of a dataset whose header was read, if it holds what is expected. */
  static Block read(OpenFile open, DatasetHeader header, Expectation expected)
      throws Hdf5Exception {
    try {
      requireFit(header, expected);
      Block block =
          Guard.run(
              "the data",
              () ->
                  new DatasetReader(header, ChunkSource.of(open.bytes(), header))
                      .read(Roi.ofShape(header.shape())));
      return Casts.cast(block, expected.dtype().orElse(block.dtype()));
    } catch (Hdf5Exception e) {
      throw e.in("dataset " + OpenFile.shown(header.path()));
    }
  }

  /**
   * What the headers say of a dataset.
   *
   * @throws Hdf5Exception if the file is not HDF5, its headers are damaged, or the dataset is not
   *     there or cannot be read
   */
  public static Hdf5Info inspect(byte[] file, String dataset) throws Hdf5Exception {
    return DatasetHeader.read(OpenFile.open(FileBytes.of(file), OpenFile.Tail.REFUSED), dataset)
        .info();
  }

  /**
   * Looks at the headers of a file only: whether it says that it holds what is expected. The file
   * is mapped, not read, and not followed when it is a link.
   *
   * @param dataset path of the dataset, with or without a leading slash
   * @param expected what it must hold
   * @throws Hdf5Exception if the file is not HDF5, its headers are damaged, or tell of something
   *     else
   * @throws IOException if the file cannot be opened or mapped
   */
  public static void requireHeaders(Path file, String dataset, Expectation expected)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        Arena arena = Arena.ofConfined()) {
      FileBytes bytes =
          new FileBytes(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      Guard.run(
          "the headers",
          () -> {
            OpenFile open = OpenFile.open(bytes, OpenFile.Tail.REFUSED);
            requireFit(DatasetHeader.read(open, dataset), expected);
            return null;
          });
    }
  }

  private static void requireFit(DatasetHeader header, Expectation expected) throws Hdf5Exception {
    checkShape(header, expected);
    checkDType(header, expected);
    checkChunks(header, expected);
  }

  private static void checkShape(DatasetHeader header, Expectation expected) throws Hdf5Exception {
    long[] shape = header.shape();
    if (!expected.allows(shape)) {
      long[] least = expected.minShape();
      long[] most = expected.maxShape();
      String wanted =
          Arrays.equals(least, most)
              ? Arrays.toString(least)
              : "from " + Arrays.toString(least) + " to " + Arrays.toString(most);
      throw new Hdf5Exception(
          Problem.WRONG_SHAPE, "shape %s, expected %s".formatted(Arrays.toString(shape), wanted));
    }
    if (voxels(shape) > Integer.MAX_VALUE - 64) {
      throw new Hdf5Exception(
          Problem.TOO_LARGE, "too many voxels for one block: shape " + Arrays.toString(shape));
    }
  }

  private static long voxels(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private static void checkDType(DatasetHeader header, Expectation expected) throws Hdf5Exception {
    DType found = header.type().dtype();
    if (!expected.allows(found)) {
      DType wanted = expected.dtype().orElseThrow();
      throw new Hdf5Exception(
          Problem.WRONG_DTYPE,
          "voxels of type %s, expected %s or a type that widens into it without loss"
              .formatted(found.numpyName(), wanted.numpyName()));
    }
  }

  private static void checkChunks(DatasetHeader header, Expectation expected) throws Hdf5Exception {
    if (!(header.layout() instanceof Layout.Chunked chunked)) {
      return;
    }
    long bytes = chunked.voxels() * header.type().bytes();
    long limit = Math.max(LEAST_CHUNK_LIMIT, 8 * voxels(header.shape()) * header.type().bytes());
    if (bytes > limit) {
      throw new Hdf5Exception(
          Problem.TOO_LARGE,
          "chunks of %d bytes, more than the %d a block of shape %s may need"
              .formatted(bytes, limit, Arrays.toString(expected.maxShape())));
    }
    long chunks = 1;
    for (int d = 0; d < header.shape().length; d++) {
      long along = (header.shape()[d] + chunked.chunk()[d] - 1) / chunked.chunk()[d];
      chunks *= along;
    }
    if (chunks > MOST_CHUNKS) {
      throw new Hdf5Exception(
          Problem.TOO_LARGE,
          "%d chunks, more than the %d a block may have".formatted(chunks, MOST_CHUNKS));
    }
  }
}
