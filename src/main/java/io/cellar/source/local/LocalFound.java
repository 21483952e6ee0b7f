package io.cellar.source.local;

import io.cellar.source.chunked.Found.Choice;
import java.nio.file.Path;
import java.util.List;

/** What a local file holds. */
public sealed interface LocalFound {

  /** One image, which can be opened. */
  record Image(LocalImage image) implements LocalFound {}

  /**
   * Several things of which one has to be named.
   *
   * @param what what the file is, such as {@code an HDF5 file with 3 images}
   * @param choices in the file's order; their paths come behind the colon of {@code FILE:path}
   */
  record Several(String what, List<Choice> choices) implements LocalFound {
    public Several {
      choices = List.copyOf(choices);
    }
  }

  /**
   * The file describes images that lie in another place, of a format that is not read here.
   *
   * @param format in words, such as {@code BigDataViewer N5}
   * @param place the folder
   * @param choices paths within it, with labels; at least one
   * @param voxelSizes size of a voxel along z, y, x for each choice, empty when not told
   * @param voxelUnit for all of them
   */
  record Elsewhere(
      String format,
      Path place,
      List<Choice> choices,
      List<List<Double>> voxelSizes,
      String voxelUnit)
      implements LocalFound {
    public Elsewhere {
      choices = List.copyOf(choices);
      voxelSizes = List.copyOf(voxelSizes);
    }
  }
}
