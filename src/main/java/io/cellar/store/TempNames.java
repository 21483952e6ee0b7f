package io.cellar.store;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of temporary files: {@code .<name>.<mark><n>.part} beside the final name, hidden and never
 * ending like a block file. The mark tells whose they are, {@code <pid>-<nine digits>}: the digits
 * are drawn, since two machines may use the same pid. Thread-safe.
 */
final class TempNames {
  static final String SUFFIX = ".part";
  private static final int DIGITS = 9;

  private final String mark =
      ProcessIdentity.self().pid()
          + "-"
          + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);

  private final AtomicLong next = new AtomicLong();

  /** What all names have that are made here. */
  String mark() {
    return mark;
  }

  /** A name that nobody else uses. */
  Path beside(Path finalName) {
    return in(finalName.getParent(), finalName.getFileName().toString());
  }

  /** The same for a name in a folder. */
  Path in(Path folder, String finalName) {
    return folder.resolve("." + finalName + "." + mark + next.incrementAndGet() + SUFFIX);
  }

  /** True for a name that {@link #beside} may have made. */
  static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.matches("(?s)\\..+\\.\\d+-\\d+\\.part");
  }

  /** True for a name with a mark. */
  static boolean isOf(String mark, Path file) {
    return isTemporary(file) && file.getFileName().toString().contains("." + mark);
  }

  /** True for a text that can be a mark. */
  static boolean isMark(String text) {
    return text.matches("\\d{1,18}-\\d{" + DIGITS + "}");
  }
}
