package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dataset of a file of any size, read box by box without loading it. The file is mapped, so an
 * interrupted reader does not close it for the others. Thread-safe.
 */
public final class Hdf5Volume implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hdf5Volume.class);

  /** Of vigra and ilastik: JSON of the form {@code {"axes":[{"key":"z",…},…]}}. */
  private static final String AXISTAGS = "axistags";

  /** Keys are single letters; nothing else in the text is of interest. */
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]*)\"");

  private static final long CACHE_BYTES = 64L << 20;
  private static final long MOST_CHUNK_BYTES = 1L << 32;

  private final Arena arena;
  private final DatasetHeader header;
  private final DatasetReader reader;
  private final Optional<Axes> axes;

  private Hdf5Volume(Arena arena, FileBytes bytes, DatasetHeader header, Optional<Axes> axes) {
    this.arena = arena;
    this.header = header;
    this.axes = axes;
    this.reader = new DatasetReader(header, chunks(bytes, header));
  }

  private static ChunkSource chunks(FileBytes bytes, DatasetHeader header) {
    ChunkSource decoder = ChunkSource.of(bytes, header);
    return header.pipeline().filters().isEmpty()
        ? decoder
        : new ChunkCache(decoder, cacheBytes(header, Runtime.getRuntime().maxMemory()));
  }

  /**
   * Bytes of decoded chunks that are kept: at least two chunks where memory allows, since boxes
   * that are parts of a chunk would decode it again and again.
   */
  static long cacheBytes(DatasetHeader header, long memory) {
    long chunk = header.type().bytes();
    if (header.layout() instanceof Layout.Chunked chunked) {
      for (long size : chunked.chunk()) {
        chunk = size > 0 && chunk > MOST_CHUNK_BYTES / size ? MOST_CHUNK_BYTES : chunk * size;
      }
    }
    return Math.max(CACHE_BYTES, Math.min(2 * chunk, memory / 4));
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
    return open(path, dataset, Optional.empty());
  }

  /**
   * The same, with another meaning of the bits of its voxels.
   *
   * @param readAs an integer type of as many bytes as the file's; such as that of programs that
   *     declare signed numbers and store unsigned ones
   * @throws Hdf5Exception also if it is another kind of number, or of another size
   */
  public static Hdf5Volume open(Path path, Optional<String> dataset, Optional<DType> readAs)
      throws IOException {
    try {
      MappedFile mapped = MappedFile.open(path);
      try {
        OpenFile file = mapped.file();
        DatasetHeader header =
            dataset.isPresent() ? DatasetHeader.read(file, dataset.get()) : only(file);
        DatasetHeader read = readAs.isPresent() ? header.readAs(readAs.get()) : header;
        return new Hdf5Volume(mapped.arena(), file.bytes(), read, axes(path, file, header));
      } catch (IOException | RuntimeException e) {
        mapped.close();
        throw e;
      }
    } catch (Hdf5Exception e) {
      throw e.in("file " + OpenFile.shown(path.toString()));
    }
  }

  private static Optional<Axes> axes(Path path, OpenFile file, DatasetHeader header) {
    try {
      return Attributes.text(file, new ObjectTree(file).dataset(header.path()), AXISTAGS)
          .flatMap(text -> axisTags(text, header.shape().length));
    } catch (Hdf5Exception e) {
      LOG.warn("{}: the axes of {} are not known: {}", path, header.path(), e.getMessage());
      return Optional.empty();
    }
  }

  /** The axes that the text names; empty when they are not usable for data of that rank. */
  static Optional<Axes> axisTags(String text, int rank) {
    StringBuilder letters = new StringBuilder();
    Matcher keys = KEY.matcher(text);
    while (keys.find()) {
      letters.append(keys.group(1));
    }
    if (letters.length() != rank) {
      return Optional.empty();
    }
    try {
      return Optional.of(Axes.parse(letters.toString()));
    } catch (IllegalArgumentException e) {
      // Such as "f" for a frequency: the file is fine, its axes just have no place here.
      return Optional.empty();
    }
  }

  private static DatasetHeader only(OpenFile file) throws Hdf5Exception {
    List<DatasetHeader> first = new ArrayList<>(1);
    List<Hdf5Exception> refused = new ArrayList<>(1);
    ObjectTree.Names numeric = new ObjectTree.Names();
    ObjectTree.Names all = new ObjectTree.Names();
    boolean whole =
        new ObjectTree(file)
            .visitDatasets(
                (path, object) -> {
                  all.add(path);
                  try {
                    DatasetHeader header = DatasetHeader.of(file, path, object);
                    if (header.shape().length > 0) {
                      numeric.add(path);
                      if (first.isEmpty()) {
                        first.add(header);
                      }
                    }
                  } catch (Hdf5Exception e) {
                    if (refused.isEmpty()) {
                      refused.add(e);
                    }
                  }
                });
    if (numeric.count() == 1 && whole) {
      return first.getFirst();
    }
    if (all.count() == 1 && !refused.isEmpty()) {
      throw refused.getFirst();
    }
    throw new Hdf5Exception(
        Problem.NO_DATASET,
        numeric.count() > 0
            ? "the file holds more than one dataset of numbers: " + numeric.text(whole)
            : all.count() == 0
                ? "the file holds no dataset"
                : "the file holds no dataset of numbers; it holds " + all.text(whole),
        numeric.count() > 0 ? "name one, such as FILE:" + first.getFirst().path() : "");
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
    return axes;
  }

  /**
   * A box of voxels.
   *
   * @param roi within the volume
   * @throws Hdf5Exception if the data is damaged or the box is too large for one array
   * @throws IndexOutOfBoundsException if the box does not lie within the volume
   * @throws IllegalStateException if the volume is closed
   */
  public Block read(Roi roi) throws Hdf5Exception {
    if (roi.rank() != header.shape().length || !Roi.ofShape(header.shape()).contains(roi)) {
      throw new IndexOutOfBoundsException(
          "box " + roi + " does not lie within shape " + Arrays.toString(header.shape()));
    }
    if (roi.voxels() > Integer.MAX_VALUE - 64) {
      throw new Hdf5Exception(Problem.TOO_LARGE, "box " + roi + " is too large for one block");
    }
    try {
      return Guard.run("the data", () -> reader.read(roi));
    } catch (Hdf5Exception e) {
      if (!arena.scope().isAlive()) {
        throw new IllegalStateException("the file of " + header.path() + " is closed", e);
      }
      throw e.in("dataset " + OpenFile.shown(header.path()));
    }
  }

  /** Gives the file back. Whoever still reads gets an {@link IllegalStateException}. */
  @Override
  public void close() {
    arena.close();
  }
}
