package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in the cache this process has locks and temporary files, in {@code
 * .cellar/journal/<host>-<pid>-<random>.log}, so that a later process can remove what a dead one
 * left without listing the tree.
 *
 * <p>The head is a {@link LockText} and the mark of the process's {@link TempNames}, then comes a
 * blank line, then {@code + path} for each folder in which something is about to be made, or file
 * that is about to be made, relative to the root, one a line. What is done with is not taken back;
 * a short journal takes the place of one that has become long. Older ones have {@code - path} for
 * what is gone.
 *
 * <p>It is not forced to the disk: a process that dies does not need that, and after a power cut a
 * stray temporary file harms nobody. Thread-safe.
 */
final class TempJournal implements AutoCloseable {
  static final String MARK = "temporary files: ";
  private static final Logger LOG = LoggerFactory.getLogger(TempJournal.class);
  private static final long COMPACT = 1 << 15;

  private final BlockPaths paths;
  private final SafeFolders folders;
  private final DiskOps disk;
  private final TempNames names;
  private final InstantSource clock;

  /** How often each is open. */
  private final Map<Path, Integer> open = new LinkedHashMap<>();

  private Path file;
  private OutputStream out;
  private long length;
  private long lengthAtFirst;

  /** Whether the last line may lack its end. */
  private boolean torn;

  TempJournal(
      BlockPaths paths, SafeFolders folders, DiskOps disk, TempNames names, InstantSource clock) {
    this.paths = paths;
    this.folders = folders;
    this.disk = disk;
    this.names = names;
    this.clock = clock;
  }

  static Path folder(BlockPaths paths) {
    return paths.ours().resolve("journal");
  }

  /** A name in the journals' folder that begins with the process's. */
  static Path freshName(BlockPaths paths, String suffix) {
    ProcessIdentity self = ProcessIdentity.self();
    String random = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    return folder(paths).resolve(self.host() + "-" + self.pid() + "-" + random + suffix);
  }

  /** Notes a folder in which something is about to be made, or a file. */
  synchronized void opening(Path path) throws IOException {
    if (out == null) {
      begin();
    }
    if (open.containsKey(path)) {
      left(path);
      return;
    }
    append(path);
    open.put(path, 1);
    if (length > COMPACT + 2 * lengthAtFirst) {
      beginAnew();
    }
  }

  /** What was noted has gone, or has got its final name. */
  synchronized void done(Path path) {
    Integer times = open.get(path);
    if (times != null && times > 1) {
      open.put(path, times - 1);
    } else {
      open.remove(path);
    }
  }

  /** Something stays in a folder that is noted already, for a sweep to find. */
  synchronized void left(Path path) {
    open.merge(path, 1, Integer::sum);
  }

  /**
   * Tells other hosts that this process lives, by the file system's own clock; ends a journal that
   * nothing is open in, and begins one anew that another host has taken for a dead process's.
   */
  synchronized void refresh() throws IOException {
    if (out == null) {
      return;
    }
    if (open.isEmpty()) {
      close();
    } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      out.write('\n');
      length++;
    } else {
      beginAnew();
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
        disk.delete(file);
      }
    }
  }

  /** Begins a journal with what is open now. */
  private void begin() throws IOException {
    folders.make(folder(paths));
    StringBuilder head = new StringBuilder(LockText.ofSelf(clock.instant()));
    head.append(MARK).append(names.mark()).append("\n\n");
    head.append(line(paths.ours()));
    open.keySet().forEach(each -> head.append(line(each)));
    byte[] bytes = head.toString().getBytes(StandardCharsets.UTF_8);
    Path begun = freshName(paths, ".log");
    OutputStream stream = disk.createLines(begun);
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
    torn = false;
  }

  /**
   * Under load something is always open: a new journal takes over before the old one is dropped.
   */
  private void beginAnew() {
    OutputStream old = out;
    Path oldFile = file;
    try {
      begin();
      old.close();
      disk.delete(oldFile);
    } catch (IOException e) {
      // The old one goes on, or both are there: harmless.
      LOG.debug("the journal {} could not be shortened", oldFile, e);
    }
  }

  private void append(Path each) throws IOException {
    byte[] bytes = ((torn ? "\n" : "") + line(each)).getBytes(StandardCharsets.UTF_8);
    torn = true;
    out.write(bytes);
    torn = false;
    length += bytes.length;
  }

  private String line(Path each) {
    return "+ " + escape(paths.root().relativize(each)) + "\n";
  }

  /** The mark in a journal's head; empty in one of an older form. */
  static Optional<String> mark(String head) {
    for (String line : head.split("\n")) {
      if (line.startsWith(MARK) && TempNames.isMark(line.substring(MARK.length()))) {
        return Optional.of(line.substring(MARK.length()));
      }
    }
    return Optional.empty();
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
