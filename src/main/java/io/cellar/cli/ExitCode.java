package io.cellar.cli;

import java.util.Arrays;
import java.util.Set;

/** What the process ends with. When several apply, the first in this order that does. */
enum ExitCode {
  USAGE(2),
  INTERRUPTED(130),
  ACCESS_DENIED(6),
  DISK_FULL(4),
  HOST_UNREACHABLE(5),
  BLOCKS_MISSING(3),
  UNEXPECTED(1),
  FINE(0);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** That of processes that all ended with the same one of these; else unexpected. */
  static ExitCode ofEnded(Set<Integer> codes) {
    return Arrays.stream(values())
        .filter(each -> each != FINE && codes.equals(Set.of(each.code)))
        .findFirst()
        .orElse(UNEXPECTED);
  }

  /** The one of two that is reported. */
  public ExitCode or(ExitCode other) {
    return ordinal() <= other.ordinal() ? this : other;
  }
}
