package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionReader;
import io.cellar.description.DescriptionText;
import io.cellar.description.ImageReference;
import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.source.chunked.FoundImage;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in the user's cache that belongs to an image at an address:
 *
 * <pre>
 *   NAME-HASH/volume.json      where the image is; opens it again, and may be shared
 *             s0.json, s0/     level 0: a blockwise fileset of its own, which ilastik opens
 *             s1.json, s1/     level 1, and so on
 *             metadata/        the image's own metadata as it was fetched
 * </pre>
 *
 * When the server has another shape, dtype or chunks one day, what was kept is not that image any
 * more: it stays, and a new folder begins beside it.
 */
final class ImageFolder {
  /** The file that says where the image is. */
  static final String DESCRIPTION = "volume.json";

  /** The same under the ending of this program's documents, where somebody renamed it. */
  static final String DOCUMENT = "volume.cellar";

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);
  private static final int MOST_VERSIONS = 100;
  private static final int LONGEST_NAME = 60;

  private final Path base;
  private final String hash;

  /**
   * @param volumes the folder for caches
   * @param address of the image, without secrets; the same address has the same folder
   */
  ImageFolder(Path volumes, String address) {
    this.hash = sha256(address);
    this.base = named(volumes, address, hash);
  }

  /** A folder that tells an address, and something else by a hash. */
  static Path named(Path volumes, String address, String hash) {
    String plain = address.replaceAll("/+$", "").replaceAll("[^A-Za-z0-9_-]+", "_");
    String name = plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
    return volumes.resolve(name.replaceAll("^_+", "") + "-" + hash.substring(0, 8));
  }

  static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The newest folder that is there; the first one when none is. */
  Path current() {
    Path newest = base;
    for (int n = 2; n < MOST_VERSIONS && Files.isDirectory(version(n)); n++) {
      newest = version(n);
    }
    return newest;
  }

  private Path version(int n) {
    return base.resolveSibling(base.getFileName() + "-v" + n);
  }

  private Path next() {
    Path current = current();
    for (int n = 2; n < MOST_VERSIONS; n++) {
      if (!Files.exists(version(n), LinkOption.NOFOLLOW_LINKS)) {
        return version(n);
      }
    }
    return current;
  }

  KeptMetadata metadata() {
    return new KeptMetadata(current().resolve("metadata"));
  }

  /**
   * The image as a volume that is kept here. Writes nothing.
   *
   * @throws DescriptionException if what was kept cannot be read
   */
  Kept open(FoundImage image) throws DescriptionException {
    Path folder = current();
    List<Optional<ArrayGeometry>> before = new ArrayList<>();
    for (int n = 0; n < image.levels().size(); n++) {
      before.add(kept(folder, n));
    }
    boolean changed = false;
    for (int n = 0; n < before.size(); n++) {
      ChunkedArray array = image.levels().get(n).array();
      changed |= before.get(n).filter(geometry -> !fits(geometry, array)).isPresent();
    }
    return changed
        ? new Kept(next(), image, List.of(), Optional.of(folder))
        : new Kept(folder, image, before, Optional.empty());
  }

  private static Optional<ArrayGeometry> kept(Path folder, int level) {
    Path file = folder.resolve("s" + level + ".json");
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DescriptionReader().read(file).volume().geometry());
    } catch (DescriptionException e) {
      LOG.warn("{} is written anew: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean fits(ArrayGeometry kept, ChunkedArray array) {
    if (!kept.axes().equals(array.axes())
        || kept.dtype() != array.dtype()
        || !Arrays.equals(kept.shape(), array.shape())) {
      return false;
    }
    return ChunkedSource.fits(array, kept.blockShape());
  }

  /**
   * An image and where it is kept.
   *
   * @param folder where its blocks are kept from now on
   * @param before how its levels were cut into blocks, where that is known
   * @param left what was kept of another image that had the address before
   */
  record Kept(
      Path folder, FoundImage image, List<Optional<ArrayGeometry>> before, Optional<Path> left)
      implements ImageVolume.Places {

    @Override
    public Path root(int level) {
      return folder.resolve("s" + level);
    }

    @Override
    public long[] blockShape(int level, ChunkedArray array) {
      return (level < before.size() ? before.get(level) : Optional.<ArrayGeometry>empty())
          .map(ArrayGeometry::blockShape)
          .orElseGet(() -> ChunkedSource.blockShape(array));
    }

    /**
     * Writes what is missing of the descriptions.
     *
     * @param reference where the image is, without secrets
     */
    void describe(MultiLevelVolume volume, ImageReference reference) throws IOException {
      Files.createDirectories(folder);
      for (Level level : volume.levels()) {
        int n = level.number();
        if (n >= before.size() || before.get(n).isEmpty()) {
          write("s" + n + ".json", DescriptionText.fileset(level.volume(), "s" + n));
        }
      }
      write(DESCRIPTION, DescriptionText.image(reference, volume));
    }

    private void write(String name, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      Path file = folder.resolve(name);
      boolean there =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.size(file) == bytes.length
              && Arrays.equals(RegularFile.read(file, bytes.length), bytes);
      if (!there) {
        AtomicFile.replace(file, bytes);
      }
    }
  }

  /** Of the address, 64 hexadecimal digits. */
  String hash() {
    return hash;
  }
}
