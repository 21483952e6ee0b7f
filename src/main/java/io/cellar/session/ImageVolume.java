package io.cellar.session;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.FoundImage.FoundLevel;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image that was found at a place, as a volume with blocks. Computes only. */
final class ImageVolume {
  /** How the files of blocks are called in a cache, and the dataset in them. */
  static final String FILE_NAME = "block-{roiString}.h5";

  static final String DATASET = "/data";

  private ImageVolume() {}

  /** Where the blocks of a level lie, and how it is cut into them. */
  interface Places {

    /** A folder of the level's own; for files that are read where they lie, these. */
    Path root(int level);

    /** In the order of the array's axes. */
    default long[] blockShape(int level, ChunkedArray array) {
      return ChunkedSource.blockShape(array);
    }
  }

  /** The volume. */
  static MultiLevelVolume of(FoundImage image, Places places) {
    List<Level> levels = new ArrayList<>();
    for (int n = 0; n < image.levels().size(); n++) {
      FoundLevel level = image.levels().get(n);
      ChunkedArray array = level.array().as(image.format());
      String name = n == 0 ? image.name() : image.name() + ", level " + n;
      VolumeDescription description =
          new VolumeDescription(
              name,
              ArrayGeometry.whole(
                  array.axes(), array.dtype(), array.shape(), places.blockShape(n, array)),
              new CacheLayout(
                  name,
                  places.root(n),
                  PythonFormat.parse(FILE_NAME),
                  DATASET,
                  BlockEncoding.PLAIN),
              Optional.of(array),
              Optional.of(array.fill()),
              Optional.empty(),
              voxelSize(image, level),
              image.voxelUnit());
      levels.add(new Level(n, description, level.toFinest()));
    }
    return new MultiLevelVolume(image.name(), levels, image.notes());
  }

  /** Of a level's voxels, in its order of axes. */
  private static List<Double> voxelSize(FoundImage image, FoundLevel level) {
    if (image.voxelSize().isEmpty()) {
      return List.of();
    }
    ChunkedArray finest = image.levels().getFirst().array();
    List<Double> size = new ArrayList<>();
    for (int d = 0; d < level.toFinest().size(); d++) {
      Axis axis = level.array().axes().get(d);
      size.add(
          image.voxelSize().get(finest.axes().indexOf(axis)) * level.toFinest().get(d).scale());
    }
    return size;
  }
}
