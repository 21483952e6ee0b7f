package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.VolumeFormat;
import io.cellar.source.keys.Metadata;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Arrays of Zarr v2 and v3, sharded ones too, and images of OME-Zarr 0.1 to 0.6.
 *
 * <p>Asked for are {@code zarr.json}, then {@code .zarray}, {@code .zattrs} and {@code .zgroup},
 * then {@code .zmetadata}; of an image one file for each level, and one that names its labels.
 */
public final class ZarrFormat implements VolumeFormat {
  private final Optional<Character> separator;
  private final OptionalInt multiscale;
  private final OptionalInt version;

  /** The format as places tell it themselves. */
  public ZarrFormat() {
    this(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  private ZarrFormat(Optional<Character> separator, OptionalInt multiscale, OptionalInt version) {
    this.separator = separator;
    this.multiscale = multiscale;
    this.version = version;
  }

  /**
   * The same, but of a place with both only one version is read.
   *
   * @param number 2 or 3
   */
  public ZarrFormat withVersion(int number) {
    return new ZarrFormat(separator, multiscale, OptionalInt.of(number));
  }

  /**
   * The same, but chunk keys of Zarr v2 are joined by this, whatever metadata says.
   *
   * @param known {@code '.'} or {@code '/'}
   */
  public ZarrFormat withSeparator(char known) {
    return new ZarrFormat(Optional.of(known), multiscale, version);
  }

  /**
   * The same, but of an image that is told in several ways this one is meant.
   *
   * @param number in {@code multiscales}, from 0
   */
  public ZarrFormat withMultiscale(int number) {
    return new ZarrFormat(separator, OptionalInt.of(number), version);
  }

  @Override
  public String name() {
    return "Zarr";
  }

  /**
   * {@inheritDoc}
   *
   * <p>The paths of a {@link Found.Several} lead to nodes of the hierarchy. Only where an image is
   * told in several ways they are {@code multiscales[0]}, {@code multiscales[1]} …, for {@link
   * #withMultiscale} at the same place.
   */
  @Override
  public Optional<Found> find(Metadata metadata)
      throws FormatException, SourceException, InterruptedException {
    ZarrFiles files = new ZarrFiles(metadata, version);
    Optional<Node> node = Node.find(files, "");
    if (node.isEmpty() || node.get().version() == 2 && !node.get().isArray()) {
      node = consolidated(files, node);
    }
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(files, separator, multiscale).find(node.get()));
  }

  /** What a root that says nothing by itself, or is a group, has in {@code .zmetadata}. */
  private static Optional<Node> consolidated(ZarrFiles files, Optional<Node> node)
      throws FormatException, SourceException, InterruptedException {
    if (node.isPresent() && OmeAttributes.of(node.get()).isPresent()) {
      return node;
    }
    files.consolidateV2();
    return Node.find(files, "", 2);
  }
}
