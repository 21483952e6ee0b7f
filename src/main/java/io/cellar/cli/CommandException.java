package io.cellar.cli;

/** Ends a command with an exit code and a sentence for standard error. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final ExitCode exitCode;

  CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  CommandException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
