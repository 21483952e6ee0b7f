package io.cellar.source.probe;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.VolumeFormat;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.n5.N5Format;
import io.cellar.source.precomputed.PrecomputedFormat;
import io.cellar.source.zarr.ZarrFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out what a place holds. Formats are asked in their order, until one knows its metadata
 * there; nothing but metadata is read, and no listing is asked of a server. Thread-safe.
 */
public final class Probe {
  /** What a folder is called that is no image itself, but holds some in folders of their own. */
  public static final String FOLDER = "the folder";

  /** Folders that are looked into when nothing is at the place itself. */
  private static final int MOST_FOLDERS = 200;

  private static final VolumeFormat N5 = new N5Format();
  private static final VolumeFormat PRECOMPUTED = new PrecomputedFormat();

  /** What most places have one of: asked for at the same time. */
  private static final List<String> FIRST =
      List.of("zarr.json", ".zattrs", ".zarray", ".zmetadata", "attributes.json", "info");

  /**
   * What is at a place.
   *
   * @param place its root is what is meant
   * @param location says what format it is, if any: then no other is asked
   * @return empty when no format's metadata is there; {@link Metadata#looks} tells what was asked
   * @throws FormatException if it is a format's, but cannot be opened
   * @throws SourceException if the place cannot be asked
   */
  public Optional<Found> find(Metadata place, VolumeLocation location)
      throws FormatException, SourceException, InterruptedException {
    if (location.format().isEmpty()) {
      place.ahead(FIRST);
    }
    List<VolumeFormat> formats = formats(location);
    for (VolumeFormat format : hasInfoOnly(place, location) ? formats.reversed() : formats) {
      Optional<Found> found = format.find(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return below(place.keys(), formats);
  }

  /**
   * True for a place that is most likely a precomputed volume: whether it belongs to an N5
   * container further up need not be asked first.
   */
  private static boolean hasInfoOnly(Metadata place, VolumeLocation location)
      throws SourceException, InterruptedException {
    return location.format().isEmpty()
        && place.read("zarr.json").isEmpty()
        && place.read(".zarray").isEmpty()
        && place.read(".zattrs").isEmpty()
        && place.read(".zmetadata").isEmpty()
        && place.read("attributes.json").isEmpty()
        && place.read("info").isPresent();
  }

  private static List<VolumeFormat> formats(VolumeLocation location) {
    VolumeFormat zarr = zarr(location);
    return location
        .format()
        .map(
            format ->
                switch (format) {
                  case ZARR, ZARR2, ZARR3 -> List.of(zarr);
                  case N5 -> List.of(N5);
                  case PRECOMPUTED -> List.of(PRECOMPUTED);
                })
        .orElse(List.of(zarr, N5, PRECOMPUTED));
  }

  private static VolumeFormat zarr(VolumeLocation location) {
    ZarrFormat zarr =
        switch (location.format().orElse(VolumeLocation.Format.ZARR)) {
          case ZARR2 -> new ZarrFormat().withVersion(2);
          case ZARR3 -> new ZarrFormat().withVersion(3);
          default -> new ZarrFormat();
        };
    if (location.separator().isPresent()) {
      zarr = zarr.withSeparator(location.separator().get().charAt(0));
    }
    return location.multiscale().isPresent()
        ? zarr.withMultiscale(location.multiscale().getAsInt())
        : zarr;
  }

  /** Of a local folder, the folders in it that hold something. */
  private static Optional<Found> below(KeyStore place, List<VolumeFormat> formats)
      throws SourceException, InterruptedException {
    List<Found.Choice> choices = new ArrayList<>();
    int looked = 0;
    for (String name : place.list("").orElse(List.of())) {
      if (name.endsWith("/") && looked++ < MOST_FOLDERS) {
        String folder = name.substring(0, name.length() - 1);
        for (VolumeFormat each : formats) {
          if (holds(each, place.at(folder))) {
            choices.add(new Found.Choice(folder, each.name()));
            break;
          }
        }
      }
    }
    return choices.isEmpty() ? Optional.empty() : Optional.of(new Found.Several(FOLDER, choices));
  }

  private static boolean holds(VolumeFormat format, KeyStore folder)
      throws SourceException, InterruptedException {
    try {
      return format.find(new Metadata(folder)).isPresent();
    } catch (FormatException e) {
      return true; // whoever opens it is told what is wrong with it
    }
  }

  /** All that was looked for, and what came, in one line. */
  public static String asked(Metadata place) {
    return place.looks().stream()
        .map(look -> look.key() + ": " + look.answer())
        .collect(Collectors.joining(", "));
  }

  /** True when there was no file of any of the names that were looked for. */
  public static boolean isNothing(Metadata place) {
    return place.looks().stream()
        .allMatch(look -> look.body().isEmpty() && look.answer().equals(KeyStore.Look.NO_FILE));
  }
}
