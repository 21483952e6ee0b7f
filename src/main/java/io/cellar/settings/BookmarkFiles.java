package io.cellar.settings;

import io.cellar.input.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bookmarks, one file for each volume. Thread-safe; touches the disk.
 *
 * <p>A file has a readable name and the beginning of a hash of the volume's location, and the
 * location inside.
 */
public final class BookmarkFiles {
  private static final Logger LOG = LoggerFactory.getLogger(BookmarkFiles.class);
  private static final int READABLE = 40;
  private static final String LOCATION = "location";

  private final Path folder;

  /** Files in a folder, see {@link Folders#bookmarks()}; it need not exist. */
  public BookmarkFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the bookmarks of a volume. Never fails; what can be read of a damaged file is given, and
   * the file is kept aside.
   *
   * @param location address, or absolute path of the description
   */
  public synchronized Loaded<List<Bookmark>> load(String location) {
    return new KeptFile(file(location)).load(List.of(), BookmarkFiles::read);
  }

  /**
   * Writes the bookmarks of a volume, in their order.
   *
   * @throws IOException when they cannot be written; the old ones stand
   */
  public synchronized void save(String location, List<Bookmark> bookmarks) throws IOException {
    Values values = new Values();
    values.put(LOCATION, location);
    for (int n = 0; n < bookmarks.size(); n++) {
      Bookmark bookmark = bookmarks.get(n);
      Values one = values.element(n, 5);
      one.put("name", bookmark.name());
      bookmark.place().putInto(one);
      one.put("tones", bookmark.tones().toText());
      one.put("box.start", bookmark.box().map(Bookmark.Box::start));
      one.put("box.stop", bookmark.box().map(Bookmark.Box::stop));
    }
    new KeptFile(file(location)).save(values);
  }

  private static List<Bookmark> read(Values values, Runnable problem) {
    List<Bookmark> bookmarks = new ArrayList<>();
    if (values.find(LOCATION).isEmpty()) {
      problem.run();
    }
    for (String number : values.names()) {
      try {
        bookmarks.add(bookmark(values.below(number)));
      } catch (IllegalArgumentException e) {
        LOG.warn("bookmark {} cannot be read: {}", number, e.getMessage());
        problem.run();
      }
    }
    return bookmarks;
  }

  private static Bookmark bookmark(Values values) {
    return new Bookmark(
        values.get("name"),
        ViewPlace.of(values)
            .orElseThrow(() -> new IllegalArgumentException("its place is missing")),
        Tones.ofText(values.get("tones")),
        values
            .find("box.start")
            .map(_ -> new Bookmark.Box(values.longs("box.start"), values.longs("box.stop"))));
  }

  /** The file; one whose name was made of the whole address is given the name without secrets. */
  private Path file(String location) {
    Path file = folder.resolve(name(Redaction.address(location), location));
    Path telling = folder.resolve(name(location, location));
    if (!telling.equals(file) && Files.exists(telling) && !Files.exists(file)) {
      try {
        Files.move(telling, file);
      } catch (IOException e) {
        LOG.warn("a file of bookmarks keeps its older name: {}", e.getClass().getSimpleName());
        return telling;
      }
    }
    return file;
  }

  private static String name(String shown, String location) {
    String last = shown.substring(Math.max(shown.lastIndexOf('/'), 0));
    String readable = last.replaceAll("\\.json$", "").replaceAll("[^A-Za-z0-9_-]+", "_");
    String shortened = readable.substring(0, Math.min(READABLE, readable.length()));
    return shortened + "-" + hash(location) + ".properties";
  }

  private static String hash(String location) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(location.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
