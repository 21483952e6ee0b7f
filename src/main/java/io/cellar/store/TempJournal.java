package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has open in the cache: temporary files and locks, in {@code
 * .cellar/journal/<host>-<pid>-<random>.log}, so that a later process can remove what a dead one
 * left without listing the tree.
 *
 * <p>The head is a {@link LockText}, then a blank line, then {@code + path} for what is about to be
 * made and {@code - path} for what is gone, relative to the root, one a line. It is not forced to
 * the disk: a process that dies does not need that, and after a power cut a stray temporary file
 * harms nobody. Thread-safe.
 */
final class TempJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TempJournal.class);
  private static final long COMPACT = 1 << 18;

  private final BlockPaths paths;
  private final SafeFolders folders;
  private final InstantSource clock;
  private final Set<Path> open = new LinkedHashSet<>();
  private Path file;
  private OutputStream out;
  private long length;
  private long lengthAtFirst;

  TempJournal(BlockPaths paths, SafeFolders folders, InstantSource clock) {
    this.paths = paths;
    this.folders = folders;
    this.clock = clock;
  }

  static Path folder(BlockPaths paths) {
    return paths.ours().resolve("journal");
  }

  /** Notes files that are about to be made. */
  synchronized void opening(Path... files) throws IOException {
    if (out == null) {
      begin();
    }
    for (Path each : files) {
      append("+ ", each);
      open.add(each);
    }
  }

  /** Notes files that have gone, or have got their final name. */
  synchronized void done(Path... files) {
    try {
      for (Path each : files) {
        if (open.remove(each) && out != null) {
          append("- ", each);
        }
      }
      if (length > COMPACT + 2 * lengthAtFirst) {
        beginAnew();
      }
    } catch (IOException e) {
      // The sweep then looks for a file that is not there: harmless.
      LOG.debug("the journal {} could not be written", file, e);
    }
  }

  /** Tells other hosts that this process lives, by the file system's own clock. */
  synchronized void refresh() throws IOException {
    if (out != null && !open.isEmpty()) {
      out.write('\n');
      length++;
    }
  }

  /** Removes the journal, unless something is left that a later sweep must find. */
  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      OutputStream last = out;
      out = null;
      last.close();
      if (open.isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Begins a journal with what is open now. */
  private void begin() throws IOException {
    folders.make(folder(paths));
    StringBuilder head = new StringBuilder(LockText.ofSelf(clock.instant())).append('\n');
    open.forEach(each -> head.append(line("+ ", each)));
    byte[] bytes = head.toString().getBytes(StandardCharsets.UTF_8);
    Path begun = freshName();
    OutputStream stream = Files.newOutputStream(begun, StandardOpenOption.CREATE_NEW);
    try {
      stream.write(bytes);
    } catch (IOException e) {
      stream.close();
      Files.deleteIfExists(begun);
      throw e;
    }
    file = begun;
    out = stream;
    length = bytes.length;
    lengthAtFirst = length;
  }

  /**
   * Under load something is always open: a new journal takes over before the old one is dropped.
   */
  private void beginAnew() throws IOException {
    OutputStream old = out;
    Path oldFile = file;
    begin();
    old.close();
    Files.deleteIfExists(oldFile);
  }

  private Path freshName() {
    ProcessIdentity self = ProcessIdentity.self();
    int random = new SecureRandom().nextInt();
    return folder(paths).resolve("%s-%d-%08x.log".formatted(self.host(), self.pid(), random));
  }

  private void append(String sign, Path each) throws IOException {
    byte[] bytes = line(sign, each).getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    length += bytes.length;
  }

  private String line(String sign, Path each) {
    return sign + escape(paths.root().relativize(each)) + "\n";
  }

  static String escape(Path relative) {
    return relative
        .toString()
        .replace('\\', '/')
        .replace("%", "%25")
        .replace("\n", "%0A")
        .replace("\r", "%0D");
  }

  static String unescape(String line) {
    return line.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
