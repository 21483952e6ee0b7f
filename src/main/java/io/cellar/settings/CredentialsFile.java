package io.cellar.settings;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file of {@link Credentials}: one line per host, for its owner's eyes only. Touches the disk.
 */
public final class CredentialsFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;

  /**
   * What may be shown of an entry.
   *
   * @param host {@code host} or {@code host:port}
   * @param kind how the host is shown the secret
   * @param name user or header; never the secret
   */
  public record Entry(String host, CredentialLine.Kind kind, String name) {}

  /** Credentials in a file, see {@link Folders#credentialsFile()}; it need not exist. */
  public CredentialsFile(Path file) {
    this.file = file;
  }

  /**
   * The entries by host, without their secrets.
   *
   * @throws IOException as {@link #lines}
   */
  public List<Entry> entries() throws IOException {
    return lines().entrySet().stream()
        .map(e -> new Entry(e.getKey(), e.getValue().kind(), e.getValue().name()))
        .toList();
  }

  /**
   * Puts entries in, replaces or removes them; the others stay.
   *
   * @param changes by host; empty: removed
   * @throws IOException when the file cannot be read or written; it stands as it was
   */
  public synchronized void change(Map<String, Optional<CredentialLine>> changes)
      throws IOException {
    SortedMap<String, CredentialLine> all = new TreeMap<>(lines());
    changes.forEach(
        (typed, line) -> {
          String host = CredentialLine.host(typed);
          line.ifPresentOrElse(l -> all.put(host, l), () -> all.remove(host));
        });
    Values values = new Values();
    all.forEach((host, line) -> values.put(host, line.line()));
    new KeptFile(file).save(values);
  }

  /**
   * All entries by host.
   *
   * @throws IOException when the file cannot be read, is open to others, or a line cannot be used;
   *     the message names the line's host and never its value
   */
  SortedMap<String, CredentialLine> lines() throws IOException {
    try {
      RegularFile.require(file);
      requireOwnerOnly(file);
      return parse(new KeptFile(file).read(), file.toString());
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    }
  }

  /** Reads lines like those of the file. */
  static SortedMap<String, CredentialLine> parse(String text, String where) throws IOException {
    SortedMap<String, CredentialLine> byHost = new TreeMap<>();
    for (Map.Entry<String, String> line : properties(text, where).entrySet()) {
      try {
        byHost.put(line.getKey().toLowerCase(Locale.ROOT), CredentialLine.parse(line.getValue()));
      } catch (IllegalArgumentException e) {
        throw new IOException(where + ", host " + line.getKey() + ": " + e.getMessage(), e);
      }
    }
    return byHost;
  }

  private static Map<String, String> properties(String text, String where) throws IOException {
    try {
      return Values.parse(text).map();
    } catch (IllegalArgumentException e) {
      throw new IOException(where + " is not in the form host = kind value");
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      throw new IOException(
          file + " may be read by others: allow its owner alone (chmod 600) and start again");
    }
  }
}
