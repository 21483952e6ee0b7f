package io.cellar.source.local;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cellar.store.BlockReader;
import io.cellar.store.Hdf5FileReader;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files among the test resources, and their voxels as the program reads them. */
final class LocalSamples {
  private static final Path RESOURCES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"));

  /** What make.py has written. */
  static final Path FOLDER = RESOURCES.resolve("hdf5local");

  static final Path BDV = RESOURCES.resolve("volumes/bdv-hdf5");

  private LocalSamples() {}

  static LocalFound find(String name) throws Exception {
    return Hdf5Files.find(new Hdf5Location(FOLDER.resolve(name), Optional.empty()));
  }

  static LocalFound find(String name, String inside) throws Exception {
    return Hdf5Files.find(new Hdf5Location(FOLDER.resolve(name), Optional.of(inside)));
  }

  static LocalImage image(LocalFound found) {
    return assertInstanceOf(LocalFound.Image.class, found, String.valueOf(found)).image();
  }

  static LocalFound.Several several(LocalFound found) {
    return assertInstanceOf(LocalFound.Several.class, found, String.valueOf(found));
  }

  static List<String> paths(LocalFound found) {
    return several(found).choices().stream().map(choice -> choice.path()).toList();
  }

  /** All voxels of a level, block by block. */
  static Block read(LocalLevel level) throws Exception {
    try (BlockReader reader =
        Hdf5FileReader.open(level.file(), level.dataset(), level.axes(), level.dtype())) {
      Block all = Block.zeros(level.dtype(), level.shape());
      for (long i = 0; i < reader.grid().count(); i++) {
        Block block = reader.read(i).orElseThrow();
        Blocks.copy(block, reader.grid().roi(i), all, Roi.ofShape(level.shape()));
      }
      return all;
    }
  }
}
