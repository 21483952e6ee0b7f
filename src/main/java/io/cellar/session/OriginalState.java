package io.cellar.session;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.local.Hdf5Dataset;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where files of the user's own are, and how they are now: a text that is another one when they
 * have changed. Of an HDF5 file its size and time; of an array of chunks those of all of its files,
 * or, where these are very many, of its metadata and its folder. Only looks.
 */
final class OriginalState {
  /** Of an array of more files only the metadata is looked at. */
  private static final int MOST_FILES = 10_000;

  private static final List<String> METADATA =
      List.of(".zarray", "zarr.json", "attributes.json", "info");

  private OriginalState() {}

  /**
   * The state of a volume's files.
   *
   * @param volume whose origin is local
   * @throws IOException if they cannot be looked at
   */
  static String of(VolumeDescription volume) throws IOException {
    return switch (volume.origin().orElseThrow()) {
      case Hdf5Dataset dataset -> stamp(dataset.file().toRealPath()) + "\n" + dataset.dataset();
      case ChunkedArray array -> array(array.address());
      default -> throw new IOException("no files are known of " + volume.origin().get());
    };
  }

  private static String array(String address) throws IOException {
    Path folder;
    try {
      folder = Path.of(address).toRealPath();
    } catch (InvalidPathException e) {
      throw new IOException(address + ": cannot be looked at", e);
    }
    TreeSet<String> stamps = new TreeSet<>();
    metadata(folder.getParent(), stamps);
    Visited visited = new Visited();
    Files.walkFileTree(folder, visited);
    if (visited.stamps.size() <= MOST_FILES) {
      stamps.addAll(visited.stamps);
    } else {
      stamps.add(stamp(folder));
      metadata(folder, stamps);
    }
    return String.join("\n", stamps);
  }

  private static void metadata(Path folder, TreeSet<String> stamps) throws IOException {
    for (String name : METADATA) {
      Optional<Path> file =
          Optional.ofNullable(folder).map(f -> f.resolve(name)).filter(Files::exists);
      if (file.isPresent()) {
        stamps.add(stamp(file.get()));
      }
    }
  }

  private static String stamp(Path file) throws IOException {
    return stamp(file, Files.readAttributes(file, BasicFileAttributes.class));
  }

  private static String stamp(Path file, BasicFileAttributes attributes) {
    return file
        + "\t"
        + (attributes.isDirectory() ? "" : attributes.size())
        + "\t"
        + attributes.lastModifiedTime();
  }

  /** The files below a folder, without those that file managers leave behind. */
  private static final class Visited extends SimpleFileVisitor<Path> {
    private final TreeSet<String> stamps = new TreeSet<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (!name.startsWith(".") || METADATA.contains(name)) {
        stamps.add(stamp(file, attributes));
      }
      return stamps.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      stamps.add(file + "\t" + e.getClass().getSimpleName());
      return FileVisitResult.CONTINUE;
    }
  }
}
