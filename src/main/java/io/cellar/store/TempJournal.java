package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;

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
  private static final long COMPACT = 1 << 16;

  private final BlockPaths paths;
  private final SafeFolders folders;
  private final InstantSource clock;
  private final Set<Path> open = new LinkedHashSet<>();
  private Path file;
  private OutputStream out;
  private long length;

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
    for (Path each : files) {
      if (open.remove(each) && out != null) {
        try {
          append("- ", each);
        } catch (IOException _) {
          // The sweep then looks for a file that is not there: harmless.
        }
      }
    }
    if (open.isEmpty() && length > COMPACT) {
      end();
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
  public synchronized void close() {
    if (out != null && open.isEmpty()) {
      end();
    }
  }

  private void begin() throws IOException {
    ProcessIdentity self = ProcessIdentity.self();
    folders.make(folder(paths));
    while (out == null) {
      String name =
          "%s-%d-%08x.log".formatted(self.host(), self.pid(), new SecureRandom().nextInt());
      Path candidate = folder(paths).resolve(name);
      try {
        out = Files.newOutputStream(candidate, StandardOpenOption.CREATE_NEW);
        file = candidate;
      } catch (FileAlreadyExistsException _) {
        continue; // another name
      }
    }
    byte[] head = (LockText.ofSelf(clock.instant()) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(head);
    length = head.length;
  }

  private void append(String sign, Path each) throws IOException {
    byte[] line =
        (sign + escape(paths.root().relativize(each)) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line);
    length += line.length;
  }

  private void end() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // Left for the sweep, which finds nothing in it.
    }
    out = null;
    length = 0;
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
