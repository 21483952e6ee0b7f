package io.cellar.source.probe;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.VolumeFormat;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out what a place holds. Formats are asked in their order, until one knows its metadata
 * there; nothing but metadata is read, and no listing is asked of a server. Thread-safe.
 */
public final class Probe {
  /** Folders that are looked into when nothing is at the place itself. */
  private static final int MOST_FOLDERS = 200;

  /** What most places have one of: asked for at the same time. */
  private static final List<String> FIRST =
      List.of("zarr.json", ".zattrs", ".zarray", ".zmetadata", "attributes.json", "info");

  private final Map<VolumeLocation.Format, VolumeFormat> formats;
  private final List<VolumeFormat> order;

  /**
   * @param formats by how a location names them; one may have several names
   * @param order in which they are asked where the location names none
   */
  public Probe(Map<VolumeLocation.Format, VolumeFormat> formats, List<VolumeFormat> order) {
    this.formats = Map.copyOf(formats);
    this.order = List.copyOf(order);
  }

  /**
   * What is at a place.
   *
   * @param place its root is what is meant
   * @param format what it is said to be: then no other is asked
   * @return empty when no format's metadata is there; {@link Metadata#looks} tells what was asked
   * @throws FormatException if it is a format's, but cannot be opened
   * @throws SourceException if the place cannot be asked
   */
  public Optional<Found> find(Metadata place, Optional<VolumeLocation.Format> format)
      throws FormatException, SourceException, InterruptedException {
    if (format.isEmpty()) {
      place.ahead(FIRST);
    }
    for (VolumeFormat each : format.map(f -> List.of(formats.get(f))).orElse(order)) {
      Optional<Found> found = each.find(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return below(place.keys(), format);
  }

  /** Of a local folder, the folders in it that hold something. */
  private Optional<Found> below(KeyStore place, Optional<VolumeLocation.Format> format)
      throws SourceException, InterruptedException {
    List<Found.Choice> choices = new ArrayList<>();
    int looked = 0;
    for (String name : place.list("").orElse(List.of())) {
      if (name.endsWith("/") && looked++ < MOST_FOLDERS) {
        String folder = name.substring(0, name.length() - 1);
        for (VolumeFormat each : format.map(f -> List.of(formats.get(f))).orElse(order)) {
          if (holds(each, place.at(folder))) {
            choices.add(new Found.Choice(folder, each.name()));
            break;
          }
        }
      }
    }
    return choices.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found.Several("the folder", choices));
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
}
