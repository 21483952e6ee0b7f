package io.cellar.source.local;

import java.util.List;

/**
 * An image in local files, as these describe it.
 *
 * @param name what to call it, not empty
 * @param format in words, such as {@code BigDataViewer HDF5}
 * @param levels the finest first, at least one
 * @param voxelSize of the finest level along each of its axes, 1 along time and channels; empty
 *     when not told
 * @param voxelUnit such as {@code nm}, empty when not told; that of the axes of space
 * @param notes what the user should know of how it was read: guesses, levels that were left out
 */
public record LocalImage(
    String name,
    String format,
    List<LocalLevel> levels,
    List<Double> voxelSize,
    String voxelUnit,
    List<String> notes) {

  public LocalImage {
    levels = List.copyOf(levels);
    voxelSize = List.copyOf(voxelSize);
    notes = List.copyOf(notes);
  }
}
