package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.input.RegularFile;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the groups, datasets and attributes of a file of any size. Reads headers, and of the
 * voxels only small tables that are asked for. Thread-safe; every method but {@link #close} throws
 * an {@link Hdf5Exception} that names the file when that is damaged.
 */
public final class Hdf5File implements AutoCloseable {
  private final Path path;
  private final MappedFile mapped;
  private final OpenFile file;
  private final ObjectTree tree;

  private Hdf5File(Path path, MappedFile mapped) {
    this.path = path;
    this.mapped = mapped;
    this.file = mapped.file();
    this.tree = new ObjectTree(file);
  }

  /**
   * Opens a file.
   *
   * @throws Hdf5Exception if it is no HDF5 file, or damaged
   * @throws IOException if it cannot be opened
   */
  public static Hdf5File open(Path path) throws IOException {
    try {
      return new Hdf5File(path, MappedFile.open(path));
    } catch (Hdf5Exception e) {
      throw e.in("file " + OpenFile.shown(path.toString()));
    }
  }

  /**
   * True when a file has the signature of HDF5, at its start or behind a user block.
   *
   * @throws IOException if it is no regular file, or cannot be read
   */
  public static boolean isHdf5(Path path) throws IOException {
    RegularFile.require(path);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      int length = OpenFile.SIGNATURE.length;
      for (long at = 0;
          at <= channel.size() - length;
          at = at == 0 ? OpenFile.LEAST_USER_BLOCK : 2 * at) {
        ByteBuffer found = ByteBuffer.allocate(length);
        while (found.hasRemaining() && channel.read(found, at + found.position()) >= 0) {}
        if (Arrays.equals(found.array(), OpenFile.SIGNATURE)) {
          return true;
        }
      }
      return false;
    }
  }

  private <T> T run(Guard.Step<T> step) throws Hdf5Exception {
    try {
      return Guard.run("the file", step);
    } catch (Hdf5Exception e) {
      throw e.in("file " + OpenFile.shown(path.toString()));
    }
  }

  /**
   * Lists the file's datasets.
   *
   * @param mostObjects of groups and datasets together, that are looked at
   */
  public Hdf5Contents contents(int mostObjects) throws Hdf5Exception {
    return run(
        () -> {
          List<Hdf5Info> arrays = new ArrayList<>();
          List<Hdf5Contents.Unread> unread = new ArrayList<>();
          List<Hdf5Contents.Elsewhere> elsewhere = new ArrayList<>();
          boolean whole =
              tree.visit(
                  mostObjects,
                  (dataset, header) -> {
                    try {
                      arrays.add(DatasetHeader.of(file, dataset, header).info());
                    } catch (Hdf5Exception e) {
                      unread.add(new Hdf5Contents.Unread(dataset, e.reason()));
                    }
                  },
                  (link, target) -> elsewhere.add(new Hdf5Contents.Elsewhere(link, target)));
          return new Hdf5Contents(arrays, unread, elsewhere, whole);
        });
  }

  /** True when there is a dataset of that path, whatever it holds. */
  public boolean hasDataset(String dataset) throws Hdf5Exception {
    return run(() -> tree.find(dataset).filter(ObjectTree::isDataset).isPresent());
  }

  /**
   * What the header of a dataset says.
   *
   * @throws Hdf5Exception also if there is none of that path; the message says what there is
   */
  public Hdf5Info info(String dataset) throws Hdf5Exception {
    return run(() -> DatasetHeader.read(file, dataset).info());
  }

  /**
   * Names of what a group holds, links that lead nowhere too, in the file's order.
   *
   * @param most names that are given
   * @return none when there is no such group
   */
  public List<String> members(String group, int most) throws Hdf5Exception {
    return run(
        () -> {
          List<String> names = new ArrayList<>();
          Optional<ObjectHeader> header = tree.find(group);
          if (header.isPresent()) {
            new Links(file)
                .each(
                    header.get(),
                    link -> {
                      names.add(link.name());
                      return names.size() < most;
                    });
          }
          return names;
        });
  }

  /**
   * All voxels of a small dataset.
   *
   * @param mostVoxels that are allowed
   * @throws Hdf5Exception also if there is none of that path, or a larger one
   */
  public Block table(String dataset, int mostVoxels) throws Hdf5Exception {
    return run(
        () -> {
          DatasetHeader header = DatasetHeader.read(file, dataset);
          Roi all = Roi.ofShape(header.shape());
          if (all.voxels() > mostVoxels) {
            throw new Hdf5Exception(
                Problem.TOO_LARGE,
                "%s holds %d numbers, expected %d at most"
                    .formatted(OpenFile.shown(header.path()), all.voxels(), mostVoxels));
          }
          return new DatasetReader(header, ChunkSource.of(file.bytes(), header)).read(all);
        });
  }

  /** The texts of an attribute; none when there is no such object or attribute, or no text. */
  public List<String> texts(String object, String attribute) throws Hdf5Exception {
    return run(
        () -> {
          Optional<ObjectHeader> header = tree.find(object);
          return header.isPresent() ? Attributes.texts(file, header.get(), attribute) : List.of();
        });
  }

  /** The first text of an attribute. */
  public Optional<String> text(String object, String attribute) throws Hdf5Exception {
    return texts(object, attribute).stream().findFirst();
  }

  /** The numbers of an attribute; none when there is no such object or attribute, or no number. */
  public double[] numbers(String object, String attribute) throws Hdf5Exception {
    return run(
        () -> {
          Optional<ObjectHeader> header = tree.find(object);
          return header.isPresent()
              ? Attributes.numbers(file, header.get(), attribute)
              : new double[0];
        });
  }

  /**
   * The scales that the attribute {@code DIMENSION_LIST} names, as the HDF5 Dimension Scales
   * Specification has them.
   *
   * @param mostObjects that are looked at to find their paths
   * @return for each axis the path of its first scale, empty text without one; none without the
   *     attribute
   */
  public List<String> dimensionScales(String dataset, int mostObjects) throws Hdf5Exception {
    return run(
        () -> {
          Optional<ObjectHeader> header = tree.find(dataset);
          if (header.isEmpty()) {
            return List.of();
          }
          long[] addresses = Attributes.references(file, header.get(), "DIMENSION_LIST");
          String[] paths = new String[addresses.length];
          Arrays.fill(paths, "");
          if (paths.length > 0) {
            tree.visit(
                mostObjects,
                (path, scale) -> {
                  for (int d = 0; d < paths.length; d++) {
                    if (addresses[d] == scale.address()) {
                      paths[d] = path;
                    }
                  }
                },
                (_, _) -> {});
          }
          return List.of(paths);
        });
  }

  /** Gives the file back. */
  @Override
  public void close() {
    mapped.close();
  }
}
