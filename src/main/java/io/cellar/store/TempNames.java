package io.cellar.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of temporary files: {@code .<name>.<pid>-<n>.part} beside the final name, hidden and never
 * ending like a block file. The numbers start at random, since two machines may use the same pid.
 */
final class TempNames {
  static final String SUFFIX = ".part";

  private final AtomicLong next = new AtomicLong(new SecureRandom().nextInt(1 << 30) * 1000L);

  /** A name that nobody else uses. */
  Path beside(Path finalName) {
    return finalName.resolveSibling(
        "."
            + finalName.getFileName()
            + "."
            + ProcessIdentity.self().pid()
            + "-"
            + next.incrementAndGet()
            + SUFFIX);
  }

  /** True for a name that {@link #beside} may have made. */
  static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.matches("(?s)\\..+\\.\\d+-\\d+\\.part");
  }
}
