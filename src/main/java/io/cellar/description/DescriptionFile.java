package io.cellar.description;

import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A description that was read and found good.
 *
 * @param file where it was read from, or what it is called
 * @param kind what sort of volume it names
 * @param levels the volume, with all defaults filled in
 * @param levelFiles descriptions of single levels that were read from files of their own
 * @param outside what lies outside the description's own folder, symbolic links followed: files
 *     that levels are described in, folders that their blocks would be kept in. Descriptions come
 *     from strangers: nothing may be written there before the user has consented
 * @param normalForm the description as the originals write it back: absent fields null, evaluated
 *     fields as numbers, comments dropped, known keys in the order of the file; Python's {@code
 *     json.dump} with {@code indent=4}. Reading it gives the same volume
 * @param sha256 of the text as it was read, 64 hexadecimal digits
 */
public record DescriptionFile(
    Path file,
    Kind kind,
    MultiLevelVolume levels,
    List<Path> levelFiles,
    List<Path> outside,
    String normalForm,
    String sha256) {

  /** What a description names. */
  public enum Kind {
    /** A remote volume and its cache on disk. */
    REMOTE_CACHE("remote volume with a cache on disk"),
    /** A fileset on disk, and nothing else. */
    LOCAL_ONLY("fileset on disk"),
    /** Several resolutions of one volume. */
    MULTI_LEVEL("volume with several levels"),
    /** An image in a format of chunks at an address, and its cache on disk. */
    CHUNKED("remote image with a cache on disk"),
    /** An image in files of the user's own, read where they lie. */
    ORIGINAL("volume in files of your own");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in words, for messages: "a description of a …". */
    public String words() {
      return words;
    }
  }

  public DescriptionFile {
    levelFiles = List.copyOf(levelFiles);
    outside = List.copyOf(outside);
  }

  /** The volume at its finest level. */
  public VolumeDescription volume() {
    return levels.finest();
  }

  /** {@link #outside} as it is now: links may have been changed since the file was read. */
  public List<Path> outsideNow() {
    return outside(file.toAbsolutePath().getParent(), levelFiles, levels);
  }

  static List<Path> outside(Path base, List<Path> levelFiles, MultiLevelVolume volume) {
    return Stream.concat(
            levelFiles.stream(),
            volume.levels().stream().map(level -> level.volume().cache().root()))
        .flatMap(place -> CacheRoot.outside(place, base).stream())
        .distinct()
        .toList();
  }

  /**
   * The same volume kept in another folder, the levels of a multi-level one in a folder each. Used
   * when the description came by URL, or its own root cannot be created: such a folder is Cellar's
   * and needs no consent.
   */
  public DescriptionFile withRoot(Path root) {
    Path there = root.toAbsolutePath().normalize();
    List<Level> moved =
        levels.levels().stream()
            .map(
                level -> {
                  Path own =
                      kind == Kind.MULTI_LEVEL || levels.levels().size() > 1
                          ? there.resolve("level-" + level.number())
                          : there;
                  return new Level(level.number(), moved(level.volume(), own), level.toFinest());
                })
            .toList();
    return new DescriptionFile(
        file,
        kind,
        new MultiLevelVolume(levels.name(), moved, levels.notes()),
        levelFiles,
        List.of(),
        normalForm,
        sha256);
  }

  /** The same volume under another name. */
  public DescriptionFile named(String name) {
    List<Level> named =
        levels.levels().stream()
            .map(
                level ->
                    new Level(
                        level.number(),
                        named(
                            level.volume(),
                            level.number() == 0 ? name : name + ", level " + level.number()),
                        level.toFinest()))
            .toList();
    return new DescriptionFile(
        file,
        kind,
        new MultiLevelVolume(name, named, levels.notes()),
        levelFiles,
        outside,
        normalForm,
        sha256);
  }

  private static VolumeDescription named(VolumeDescription volume, String name) {
    return new VolumeDescription(
        name,
        volume.geometry(),
        volume.cache(),
        volume.origin(),
        volume.fill(),
        volume.drange(),
        volume.voxelSize(),
        volume.voxelUnit());
  }

  private static VolumeDescription moved(VolumeDescription volume, Path root) {
    return new VolumeDescription(
        volume.name(),
        volume.geometry(),
        volume.cache().withRoot(root),
        volume.origin(),
        volume.fill(),
        volume.drange(),
        volume.voxelSize(),
        volume.voxelUnit());
  }

  /**
   * Where a volume is kept that has no usable root of its own: {@code <name>-<8 hex of sha256>} in
   * a folder for such volumes.
   */
  public Path privateRoot(Path volumesFolder) {
    String plain = levels.name().replaceAll("[^A-Za-z0-9_-]+", "_");
    String name = plain.substring(0, Math.min(plain.length(), 60));
    return volumesFolder.resolve((name.isEmpty() ? "volume" : name) + "-" + sha256.substring(0, 8));
  }
}
