package io.cellar.store;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionReader;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Filesets for tests: copies of those that ilastik wrote, and a small synthetic one. */
final class Sample {
  static final Provenance FROM =
      new Provenance(
          "http://example.org/0,8/", Optional.of("\"e1\""), Instant.parse("2026-11-20T15:04:05Z"));

  private static final Path RESOURCES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"));

  private Sample() {}

  /** Copies a fileset that ilastik wrote, so that nothing is written beside the sources. */
  static Path copy(String name, Path into) throws IOException {
    Path from = RESOURCES.resolve("filesets").resolve(name);
    Path to = into.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /** A fileset that is not open. */
  record Fileset(ArrayGeometry geometry, CacheLayout layout) {
    Path root() {
      return layout.root();
    }

    BlockPaths paths() {
      return new BlockPaths(geometry, layout);
    }
  }

  static FilesetStore open(Fileset fileset, StoreOptions options) {
    return FilesetStore.open(fileset.geometry, fileset.layout, options);
  }

  static FilesetStore open(Fileset fileset, StoreOptions options, DiskOps disk) {
    return FilesetStore.open(fileset.geometry, fileset.layout, options, disk);
  }

  /** The fileset of a store. */
  static Fileset of(FilesetStore store) {
    return new Fileset(store.geometry(), store.layout());
  }

  static Fileset described(Path description) {
    try {
      VolumeDescription volume = new DescriptionReader().read(description).volume();
      return new Fileset(volume.geometry(), volume.cache());
    } catch (DescriptionException e) {
      throw new AssertionError(description + ": " + e.problems(), e);
    }
  }

  /** 20 x 24 x 30 uint16 voxels zyx in blocks of 8, all in view. */
  static Fileset synthetic(Path root) {
    return fileset(root, DType.UINT16, new long[] {20, 24, 30}, new long[] {0, 0, 0});
  }

  /** A zyx fileset in blocks of 8; the view reaches from its origin to the end. */
  static Fileset fileset(Path root, DType dtype, long[] shape, long[] viewOrigin) {
    return new Fileset(
        new ArrayGeometry(
            Axes.parse("zyx"),
            dtype,
            shape,
            new long[] {8, 8, 8},
            viewOrigin,
            new Roi(viewOrigin, shape).shape()),
        Described.layout("test", root));
  }

  /** The same fileset under another view. */
  static Fileset withView(Fileset f, long[] viewShape) {
    ArrayGeometry g = f.geometry;
    return new Fileset(
        new ArrayGeometry(
            g.axes(), g.dtype(), g.shape(), g.blockShape(), g.viewOrigin(), viewShape),
        f.layout);
  }

  /** Block {@code index} of the synthetic fileset: each voxel tells the block and its place. */
  static Block block(FilesetStore store, long index) {
    long[] shape = store.grid().roi(index).shape();
    short[] values = new short[Math.toIntExact(Roi.ofShape(shape).voxels())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (index * 1000 + i);
    }
    return new Block(DType.UINT16, shape, values);
  }

  static byte[] hdf5(FilesetStore store, long index) throws StoreException {
    return store.encode(block(store, index));
  }

  /** Every file below a folder, relative, except what is ours alone. */
  static List<String> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith(".cellar"))
          .sorted()
          .toList();
    }
  }
}
