package io.cellar.cli;

import io.cellar.app.ConsentRequiredException;
import io.cellar.description.DescriptionException;
import io.cellar.download.BlockUnavailableException;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a command threw into sentences for people and an exit code for programs. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Says what happened on standard error. */
  static ExitCode report(Throwable thrown, Console console) {
    Throwable cause = unwrap(thrown);
    ExitCode code = code(cause);
    if (cause instanceof DescriptionException wrong) {
      wrong.problems().forEach(problem -> console.message(problem.toString()));
    } else if (code == ExitCode.UNEXPECTED && !(cause instanceof IOException)) {
      console.message("cellar: unexpected: " + cause);
      LOG.error("unexpected failure", cause);
    } else {
      console.message("cellar: " + words(cause));
    }
    return code;
  }

  /** The exit code of a failure. */
  static ExitCode code(Throwable thrown) {
    return switch (unwrap(thrown)) {
      case CommandException e -> e.exitCode();
      case DescriptionException _ -> ExitCode.USAGE;
      case ConsentRequiredException _ -> ExitCode.USAGE;
      case SourceException.AccessDenied _ -> ExitCode.ACCESS_DENIED;
      case SourceException.Unreachable _ -> ExitCode.HOST_UNREACHABLE;
      case SourceException.TimedOut _ -> ExitCode.HOST_UNREACHABLE;
      case SourceException.Unavailable _ -> ExitCode.HOST_UNREACHABLE;
      // What is fetched by itself, and not as a block, is a description.
      case SourceException.Absent _ -> ExitCode.USAGE;
      case SourceException.Refused _ -> ExitCode.USAGE;
      case SourceException.Invalid _ -> ExitCode.USAGE;
      case BlockUnavailableException e -> code(e.reason());
      case StoreException.DiskFull _ -> ExitCode.DISK_FULL;
      case StoreException _ -> ExitCode.BLOCKS_MISSING;
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      case CancellationException _ -> ExitCode.INTERRUPTED;
      default -> ExitCode.UNEXPECTED;
    };
  }

  static ExitCode code(BlockUnavailableException.Reason reason) {
    return switch (reason) {
      case ACCESS_DENIED -> ExitCode.ACCESS_DENIED;
      case DISK_FULL -> ExitCode.DISK_FULL;
      case HOST_UNREACHABLE -> ExitCode.HOST_UNREACHABLE;
      case ABSENT, OFFLINE, HELD, FAILED, WRONG_ADDRESS -> ExitCode.BLOCKS_MISSING;
    };
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String words(Throwable cause) {
    if (cause instanceof InterruptedException || cause instanceof CancellationException) {
      return "interrupted";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.toString() : message;
  }
}
