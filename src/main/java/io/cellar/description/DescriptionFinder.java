package io.cellar.description;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the description that something on disk belongs to: a block file, a block's folder, the
 * cache root, the folder of a description, or the description itself. Stateless; touches the disk.
 *
 * <p>ilastik leaves copies of the description in block folders. There a relative cache root would
 * lead astray, so a copy only tells the name of the one above.
 */
public final class DescriptionFinder {
  private static final Pattern BLOCK_FOLDER = Pattern.compile("[txyzc]_[0-9]{8,}");
  private static final int HIGHEST = 16;
  private static final int MOST_FILES = 500;
  private static final long LARGEST_CANDIDATE = 256 << 10;

  private final DescriptionReader reader = new DescriptionReader();

  /**
   * The description file of what was named or dropped. That it can be read is sure only if it was
   * not named itself.
   *
   * @throws DescriptionException saying where was looked, when there is none, or more than one
   */
  public Path find(Path named) throws DescriptionException {
    if (named.toString().isEmpty()) {
      throw failure(
          "",
          "the name is empty, expected a description file, a folder of a cache, or a block file");
    }
    Path target = named.toAbsolutePath().normalize();
    requireThere(named);
    boolean folder = Files.isDirectory(target);
    Path start = folder ? target : target.getParent();
    if (!folder && !isBlockFolder(start) && looksLikeObject(target)) {
      return named;
    }
    return search(named, target, start).orElseThrow(() -> none(named));
  }

  /**
   * The description that a folder belongs to.
   *
   * @return empty when there is none, so that the folder may be something else
   * @throws DescriptionException when there is more than one
   */
  public Optional<Path> ofFolder(Path folder) throws DescriptionException {
    Path target = folder.toAbsolutePath().normalize();
    return search(folder, target, target);
  }

  /** What is to be said of a part of a cache that no description belongs to. */
  public static DescriptionException none(Path named) {
    return failure(
        named,
        "no description is found for it, none beside it or above it keeps its blocks there; if the"
            + " description names this cache by a full path it may lie anywhere: open the"
            + " description itself");
  }

  /**
   * Looks whether there is anything of a name.
   *
   * @throws DescriptionException saying why it cannot be opened, if not
   */
  public static void requireThere(Path named) throws DescriptionException {
    try {
      Files.readAttributes(named, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw failure(named, "there is no such file");
    } catch (IOException e) {
      throw failure(named, DescriptionReader.unreadable(e));
    }
  }

  /** True for a file in the folder of a block of some cache. */
  public static boolean isBlockFile(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder != null && isBlockFolder(folder);
  }

  private Optional<Path> search(Path named, Path target, Path start) throws DescriptionException {
    List<Path> broken = new ArrayList<>();
    Path folder = start;
    for (int up = 0; folder != null && up < HIGHEST; up++, folder = folder.getParent()) {
      List<Path> owners = isBlockFolder(folder) ? List.of() : owners(folder, target, broken);
      if (owners.size() == 1) {
        return Optional.of(owners.getFirst());
      }
      if (owners.size() > 1) {
        return Optional.of(choose(named, start, owners));
      }
    }
    return broken.size() == 1 ? Optional.of(broken.getFirst()) : Optional.empty();
  }

  /** Of several descriptions on one root, the one whose copy lies here. */
  private static Path choose(Path named, Path start, List<Path> owners)
      throws DescriptionException {
    List<Path> copied =
        owners.stream()
            .filter(o -> isBlockFolder(start) && Files.exists(start.resolve(o.getFileName())))
            .toList();
    if (copied.size() == 1) {
      return copied.getFirst();
    }
    throw failure(
        named,
        "several descriptions keep their blocks there; open one of them: "
            + owners.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  /** Descriptions in a folder whose cache holds the target, or lies in it. */
  private List<Path> owners(Path folder, Path target, List<Path> broken) {
    List<Path> owners = new ArrayList<>();
    List<Path> levelFiles = new ArrayList<>();
    for (Path candidate : candidates(folder)) {
      try {
        DescriptionFile file = reader.read(candidate);
        if (owns(file, CacheRoot.real(target))) {
          owners.add(candidate);
          levelFiles.addAll(file.levelFiles());
        }
      } catch (DescriptionException e) {
        boolean own = e.problems().stream().noneMatch(p -> p.pointer().endsWith("/_schema_name"));
        if (own && folder.equals(target)) {
          broken.add(candidate);
        }
      }
    }
    // a level's own file gives way to the description of the whole
    owners.removeIf(owner -> levelFiles.contains(owner.toAbsolutePath().normalize()));
    return owners;
  }

  private static boolean owns(DescriptionFile file, Path place) {
    return file.levels().levels().stream()
        .map(level -> CacheRoot.real(level.volume().cache().root()))
        .anyMatch(root -> place.startsWith(root) || root.startsWith(place));
  }

  private static List<Path> candidates(Path folder) {
    List<Path> candidates = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      int seen = 0;
      for (Path file : files) {
        if (++seen > MOST_FILES) {
          break;
        }
        if (DescriptionName.isOne(file.toString())
            && Files.isRegularFile(file)
            && Files.size(file) <= LARGEST_CANDIDATE) {
          candidates.add(file);
        }
      }
    } catch (IOException e) {
      // a folder that may not be listed holds nothing that could be opened
      return List.of();
    }
    Collections.sort(candidates);
    return candidates;
  }

  private static boolean isBlockFolder(Path folder) {
    Path name = folder.getFileName();
    return name != null && BLOCK_FOLDER.matcher(name.toString()).matches();
  }

  /** True for what its user surely means as a description, good or bad. */
  private static boolean looksLikeObject(Path file) throws DescriptionException {
    if (DescriptionName.isOne(file.toString())) {
      return true;
    }
    try {
      byte[] head = RegularFile.read(file, 200);
      return new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
    } catch (RegularFile.NotRegularException e) {
      return false;
    } catch (IOException e) {
      throw failure(file, DescriptionReader.unreadable(e));
    }
  }

  private static DescriptionException failure(Path named, String message) {
    return failure(named.toString(), message);
  }

  private static DescriptionException failure(String named, String message) {
    return new DescriptionException(List.of(new Problem(named, "", 0, 0, message)));
  }
}
