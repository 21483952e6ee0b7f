package io.cellar.hdf5;

import java.util.List;

/**
 * What a file holds. Each object is told once, under the path of fewest groups.
 *
 * @param arrays datasets of numbers, of any number of axes
 * @param unread other datasets
 * @param elsewhere links that lead out of the file, which are not followed
 * @param whole false when the file holds so many objects that some were not looked at
 */
public record Hdf5Contents(
    List<Hdf5Info> arrays, List<Unread> unread, List<Elsewhere> elsewhere, boolean whole) {

  public Hdf5Contents {
    arrays = List.copyOf(arrays);
    unread = List.copyOf(unread);
    elsewhere = List.copyOf(elsewhere);
  }

  /**
   * A dataset that is not read.
   *
   * @param reason such as that it holds strings
   */
  public record Unread(String dataset, String reason) {}

  /**
   * A link into another file.
   *
   * @param target file and path, as they stand in the link
   */
  public record Elsewhere(String path, String target) {}
}
