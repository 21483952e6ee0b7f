package io.cellar.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What surrounds a geometry in a description, for tests that care for the geometry. */
public final class Described {
  private Described() {}

  /** Dataset {@code /cube} in files {@code block-{roiString}.h5}. */
  public static CacheLayout layout(String name, Path root) {
    return new CacheLayout(
        name, root, PythonFormat.parse("block-{roiString}.h5"), "/cube", BlockEncoding.PLAIN);
  }

  /** A volume without a remote part, kept nowhere. */
  public static VolumeDescription volume(String name, ArrayGeometry geometry) {
    return volume(name, geometry, Optional.empty());
  }

  /** A volume kept nowhere. */
  public static VolumeDescription volume(
      String name, ArrayGeometry geometry, Optional<Origin> remote) {
    return new VolumeDescription(
        name, geometry, layout(name, Path.of("/nowhere")), remote, Optional.empty(), List.of(), "");
  }
}
