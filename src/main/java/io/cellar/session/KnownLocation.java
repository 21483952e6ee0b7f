package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.source.probe.VolumeLocation;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * By what a volume that was opened is known from then on: in the list of recent volumes, to its
 * bookmarks, to the next session. Touches the disk.
 */
public final class KnownLocation {
  private KnownLocation() {}

  /**
   * An address as it was typed; an absolute path for what is on this computer, with what was said
   * of it. A description is known by its own file, whatever of its cache was named.
   *
   * @param typed a location
   * @param file what it was found to be
   * @throws DescriptionException if nothing of it is there any more
   */
  public static String of(String typed, DescriptionFile file) throws DescriptionException {
    VolumeLocation location = VolumeLocation.parse(typed);
    if (location.isAddress()) {
      return typed.strip();
    }
    return switch (file.kind()) {
      case CHUNKED, ORIGINAL -> {
        LocalPlace place = LocalPlace.of(location.place());
        String path = new LocalPlace(folder(place.path()), "").absolute();
        yield location.in(path, place.inner()).text();
      }
      case REMOTE_CACHE, LOCAL_ONLY, MULTI_LEVEL ->
          file.file().toAbsolutePath().normalize().toString();
    };
  }

  /** Of a file of metadata the folder that it stands for. */
  private static Path folder(Path path) {
    return Files.isRegularFile(path)
            && VolumeLocation.isMetadata(String.valueOf(path.getFileName()))
        ? path.toAbsolutePath().getParent()
        : path;
  }
}
