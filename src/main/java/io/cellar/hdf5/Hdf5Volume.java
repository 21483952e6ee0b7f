package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One dataset of a file of any size, read box by box without loading it. The file is mapped, so an
 * interrupted reader does not close it for the others. Thread-safe.
 */
public final class Hdf5Volume implements AutoCloseable {
  private final Arena arena;
  private final DatasetHeader header;
  private final DatasetReader reader;

  private Hdf5Volume(Arena arena, OpenFile file, DatasetHeader header) {
    this.arena = arena;
    this.header = header;
    this.reader =
        new DatasetReader(
            header,
            header.layout() instanceof Layout.Chunked chunked
                ? new ChunkDecoder(file.bytes(), header, chunked)
                : _ -> Optional.empty());
  }

  /**
   * Opens a file.
   *
   * @param dataset path of the dataset; empty: the only one that holds numbers
   * @throws Hdf5Exception if the file or the dataset cannot be read; the message lists the datasets
   *     when the choice is not clear
   * @throws IOException if the file cannot be opened
   */
  public static Hdf5Volume open(Path path, Optional<String> dataset) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      OpenFile file = OpenFile.open(new FileBytes(bytes), OpenFile.Tail.IGNORED);
      DatasetHeader header =
          dataset.isPresent() ? DatasetHeader.read(file, dataset.get()) : only(file);
      return new Hdf5Volume(arena, file, header);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static DatasetHeader only(OpenFile file) throws Hdf5Exception {
    List<DatasetHeader> numeric = new ArrayList<>();
    List<String> all = new ObjectTree(file).datasets();
    for (String path : all) {
      try {
        DatasetHeader header = DatasetHeader.read(file, path);
        if (header.shape().length > 0) {
          numeric.add(header);
        }
      } catch (Hdf5Exception e) {
        if (all.size() == 1) {
          throw e;
        }
      }
    }
    if (numeric.size() == 1) {
      return numeric.get(0);
    }
    throw new Hdf5Exception(
        Problem.NO_DATASET,
        numeric.isEmpty()
            ? "the file holds no dataset of numbers; it holds " + all
            : "the file holds more than one dataset of numbers: "
                + numeric.stream().map(DatasetHeader::path).toList()
                + "; name one");
  }

  /** Voxels per axis, a copy. */
  public long[] shape() {
    return header.shape().clone();
  }

  /** Type of the voxels. */
  public DType dtype() {
    return header.type().dtype();
  }

  /** Path of the dataset, with a leading slash. */
  public String dataset() {
    return header.path();
  }

  /** What the headers say. */
  public Hdf5Info info() {
    return header.info();
  }

  /** The axes that the attribute {@code axistags} names, if it is there. */
  public Optional<Axes> axes() {
    return Optional.empty();
  }

  /**
   * A box of voxels.
   *
   * @param roi within the volume
   * @throws Hdf5Exception if the data is damaged or the box is too large for one array
   * @throws IndexOutOfBoundsException if the box does not lie within the volume
   */
  public Block read(Roi roi) throws Hdf5Exception {
    if (roi.rank() != header.shape().length || !Roi.ofShape(header.shape()).contains(roi)) {
      throw new IndexOutOfBoundsException(
          "box " + roi + " does not lie within shape " + Arrays.toString(header.shape()));
    }
    if (roi.voxels() > Integer.MAX_VALUE - 64) {
      throw new Hdf5Exception(Problem.TOO_LARGE, "box " + roi + " is too large for one block");
    }
    return Guard.run("the data of " + header.path(), () -> reader.read(roi));
  }

  /** Gives the file back. Nobody may be reading. */
  @Override
  public void close() {
    arena.close();
  }
}
