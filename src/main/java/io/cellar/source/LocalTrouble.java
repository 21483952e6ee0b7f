package io.cellar.source;

import io.cellar.source.SourceException.OutOfResources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a failure is this computer's: no more open files, threads, memory or ports.
 * What the operating system says of that reaches a program as the text of some exception only.
 */
public final class LocalTrouble {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path NOTHING = Path.of("/dev/null");
  private static final Pattern FILES = Pattern.compile("Max open files +(\\d+)");

  /** Read while there are files left to read it with. */
  private static final OptionalInt LIMIT = readLimit();

  private static final String FEWER = " or download fewer blocks at a time";

  private LocalTrouble() {}

  /**
   * How many files and connections this process may have open; empty where that is not known or
   * without a limit. The Java machine has raised it as far as it is allowed to.
   */
  public static OptionalInt openFilesLimit() {
    return LIMIT;
  }

  /** The failure that this computer is to blame for; empty when it is not. */
  public static Optional<OutOfResources> in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OutOfResources known) {
        return Optional.of(known);
      }
      String text = t.getMessage() == null ? "" : t.getMessage().toLowerCase(Locale.ROOT);
      if (t instanceof OutOfMemoryError) {
        return Optional.of(text.contains("thread") ? noThreads(thrown) : noMemory(thrown));
      }
      if (text.contains("too many open files") || (t instanceof LinkageError && !canOpenFiles())) {
        return Optional.of(noFiles(thrown));
      }
      if (text.contains("cannot assign requested address")) {
        return Optional.of(noPorts(thrown));
      }
      if (text.contains("no buffer space available") || text.contains("cannot allocate memory")) {
        return Optional.of(noMemory(thrown));
      }
    }
    return Optional.empty();
  }

  /**
   * The same for a failure to find or reach a host, which does not always say that it was for want
   * of files.
   */
  static Optional<OutOfResources> behind(Throwable thrown) {
    return in(thrown).or(() -> canOpenFiles() ? Optional.empty() : Optional.of(noFiles(thrown)));
  }

  private static boolean canOpenFiles() {
    if (LIMIT.isEmpty()) {
      return true; // Where there is no such device, or no limit.
    }
    try (InputStream in = Files.newInputStream(NOTHING)) {
      return in.read() < 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static OutOfResources noFiles(Throwable cause) {
    String limit = LIMIT.isPresent() ? " (limit " + LIMIT.getAsInt() + ")" : "";
    return shortage(
        "this computer has no more open files",
        limit + ": raise the limit (ulimit -n), close other programs," + FEWER,
        cause);
  }

  private static OutOfResources noThreads(Throwable cause) {
    return shortage(
        "this computer has no more threads",
        ": raise the limit of processes (ulimit -u), close other programs," + FEWER,
        cause);
  }

  private static OutOfResources noMemory(Throwable cause) {
    return shortage(
        "this computer has no more memory for the program",
        ": close other programs, give it more (CELLAR_JAVA_OPTS=-Xmx…)," + FEWER,
        cause);
  }

  private static OutOfResources noPorts(Throwable cause) {
    return shortage(
        "this computer has no more free ports for connections",
        ": wait a minute, close other programs," + FEWER,
        cause);
  }

  private static OutOfResources shortage(String brief, String rest, Throwable cause) {
    return new OutOfResources(brief, brief + rest, cause);
  }

  private static OptionalInt readLimit() {
    try {
      Matcher limit = FILES.matcher(Files.readString(LIMITS));
      return limit.find() && limit.group(1).length() < 10
          ? OptionalInt.of(Integer.parseInt(limit.group(1)))
          : OptionalInt.empty();
    } catch (IOException | SecurityException _) {
      return OptionalInt.empty();
    }
  }
}
