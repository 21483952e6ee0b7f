package io.cellar.cli;

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

  /** The one of two that is reported. */
  public ExitCode or(ExitCode other) {
    return ordinal() <= other.ordinal() ? this : other;
  }
}
