package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import java.io.IOException;
import java.util.Optional;

/**
 * What a location names.
 *
 * @param location names it by itself; another than was given where that holds this and nothing else
 * @param file of it
 * @param onlyIn what was given, where that holds this and nothing else; with whatever secrets it
 *     carries
 */
public record NamedVolume(String location, DescriptionFile file, Optional<String> onlyIn) {
  /** A folder in a folder in a folder, and so on. */
  private static final int DEEPEST = 8;

  /** Reads what a location names. */
  @FunctionalInterface
  interface Reading {
    /**
     * Reads it.
     *
     * @throws SeveralImagesException if it holds what can be named by itself
     */
    DescriptionFile read(String location)
        throws DescriptionException, IOException, InterruptedException;
  }

  /** Finds what is meant: of what holds a single thing, that. */
  static NamedVolume find(String given, Reading reading)
      throws DescriptionException, IOException, InterruptedException {
    String location = given;
    Optional<String> onlyIn = Optional.empty();
    for (int depth = 0; true; depth++) {
      try {
        return new NamedVolume(location, reading.read(location), onlyIn);
      } catch (SeveralImagesException e) {
        if (e.only().isEmpty() || depth == DEEPEST) {
          throw e;
        }
        location = e.only().get().location();
        onlyIn = Optional.of(given);
      }
    }
  }
}
