package io.cellar.source.chunked;

import io.cellar.source.SourceException;
import io.cellar.source.keys.Metadata;
import java.util.Optional;

/** A format that keeps volumes as objects by key. Stateless and thread-safe. */
public interface VolumeFormat {

  /** What people call it, such as {@code Zarr}. */
  String name();

  /**
   * What the root of a place holds, going by its metadata. Asks for as few files as the format
   * needs, and for no chunk.
   *
   * @return empty when none of the format's metadata is there
   * @throws FormatException if it is this format, but cannot be opened
   * @throws SourceException if the place cannot be asked
   */
  Optional<Found> find(Metadata metadata)
      throws FormatException, SourceException, InterruptedException;
}
