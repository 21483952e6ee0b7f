package io.cellar.source.chunked;

import io.cellar.input.PrintableText;
import io.cellar.volume.AxisMap;
import java.util.List;
import java.util.Optional;

/**
 * An image as its metadata describes it: one array, or several resolutions of the same.
 *
 * @param name what to call it, not empty
 * @param format in words, such as {@code OME-Zarr 0.4}
 * @param levels the finest first, at least one
 * @param voxelSize of the finest level along each of its axes, empty when not told
 * @param voxelUnit such as {@code nm}, empty when not told; that of the axes of space
 * @param notes what the user should know of how it was read: guesses, levels that were left out
 * @param hints how it wants to be shown
 * @param labels images of the same place whose voxels are numbers of objects in this one
 */
public record FoundImage(
    String name,
    String format,
    List<FoundLevel> levels,
    List<Double> voxelSize,
    String voxelUnit,
    List<String> notes,
    Optional<RenderingHints> hints,
    List<Found.Choice> labels) {

  private static final int LONGEST_NAME = 200;

  public FoundImage {
    levels = List.copyOf(levels);
    voxelSize = List.copyOf(voxelSize);
    // Both come from files of strangers, and are shown.
    name = PrintableText.of(name, LONGEST_NAME);
    notes = notes.stream().map(PrintableText::of).toList();
    labels = List.copyOf(labels);
  }

  /** An image that says nothing of how to show it, and has no labels. */
  public FoundImage(
      String name,
      String format,
      List<FoundLevel> levels,
      List<Double> voxelSize,
      String voxelUnit,
      List<String> notes) {
    this(name, format, levels, voxelSize, voxelUnit, notes, Optional.empty(), List.of());
  }

  /**
   * One resolution.
   *
   * @param toFinest from its voxels to those of the finest level, in its own order of axes
   */
  public record FoundLevel(ChunkedArray array, List<AxisMap> toFinest) {
    public FoundLevel {
      toFinest = List.copyOf(toFinest);
    }
  }
}
