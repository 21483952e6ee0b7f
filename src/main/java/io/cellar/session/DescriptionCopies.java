package io.cellar.session;

import io.cellar.input.AtomicFile;
import io.cellar.input.Location;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of descriptions that were fetched, one file for each address, so that their volumes can be
 * opened while nothing may be asked of a server. Stateless and thread-safe; touches the disk.
 */
final class DescriptionCopies {
  private static final Logger LOG = LoggerFactory.getLogger(DescriptionCopies.class);

  /** In the folder for volumes. */
  private static final String FOLDER = "descriptions";

  private static final int MOST_BYTES = 10_000_000;

  private DescriptionCopies() {}

  /** Keeps a text. That it cannot be kept is logged only: it is here now. */
  static void keep(Path volumesFolder, Location.Address address, String text) {
    Path file = file(volumesFolder, address);
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("no copy of a description was kept as {}: {}", file, e.toString());
    }
  }

  /**
   * The text that was kept.
   *
   * @throws IOException if there is none
   */
  static String read(Path volumesFolder, Location.Address address) throws IOException {
    try {
      byte[] text =
          RegularFile.read(file(volumesFolder, address), MOST_BYTES, LinkOption.NOFOLLOW_LINKS);
      return new String(text, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "in the mode \u201cCache only\u201d nothing is asked of a server, and this description"
              + " was not opened before: choose \u201cOnline\u201d, then open it again",
          e);
    }
  }

  private static Path file(Path volumesFolder, Location.Address address) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(address.uri().toString().getBytes(StandardCharsets.UTF_8));
      return volumesFolder.resolve(FOLDER).resolve(HexFormat.of().formatHex(hash) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
