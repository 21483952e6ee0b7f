package io.cellar.cli;

import io.cellar.description.DescriptionException;
import io.cellar.description.Problem;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.export.NotWrittenException;
import io.cellar.input.FileTrouble;
import io.cellar.input.PrintableText;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.job.style.StyleException;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.HostNotAgreedException;
import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a command threw into sentences for people and an exit code for programs. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final Pattern TRACE =
      Pattern.compile(
          "\\s+at \\S+\\(.*\\)(?: ~?\\[.*)?|\\s*\\.\\.\\. \\d+ more|\\s*(?:Caused by|Suppressed):"
              + " .*|(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*\\$)*[A-Z]\\w*(?:Exception|Error)(?:: .*)?");

  private Failures() {}

  /** Says what happened on standard error. */
  static ExitCode report(Throwable thrown, Console console) {
    Throwable cause = unwrap(thrown);
    ExitCode code = code(cause);
    if (cause instanceof DescriptionException wrong) {
      tell(wrong.problems(), console);
    } else if (isShortage(cause)) {
      console.message("cellar: " + LocalTrouble.in(cause).get().getMessage());
      LOG.debug("out of resources", cause);
    } else if (cause instanceof OutOfMemoryError) {
      console.message(
          "cellar: not enough memory ("
              + cause.getMessage()
              + "): ask for less at a time, or give more: CELLAR_JAVA_OPTS=-Xmx4g");
      LOG.debug("out of memory", cause);
    } else if (code == ExitCode.UNEXPECTED && !(cause instanceof IOException)) {
      console.message(
          "cellar: unexpected: "
              + PrintableText.of(cause.toString(), 500)
              + " (CELLAR_JAVA_OPTS=-Dorg.slf4j.simpleLogger.log.io.cellar=debug tells where)");
      LOG.debug("unexpected failure", cause);
    } else {
      console.message("cellar: " + words(cause));
    }
    return code;
  }

  /** What is wrong in a file stands as compilers say it; a sentence alone is one of the command. */
  private static void tell(List<Problem> problems, Console console) {
    boolean sentence = problems.size() == 1 && problems.getFirst().line() == 0;
    problems.forEach(problem -> console.message((sentence ? "cellar: " : "") + problem));
  }

  /**
   * True for a line of a stack trace, which says nothing to people; never when what the program
   * does is to be found out.
   */
  static boolean isTrace(String line) {
    return !LOG.isDebugEnabled() && TRACE.matcher(line.stripTrailing()).matches();
  }

  /** A thread that died of something: one sentence, as for a command. */
  static void uncaught(Thread thread, Throwable thrown) {
    String what = PrintableText.of(unwrap(thrown).toString(), 500);
    System.err.println("cellar: the thread " + thread.getName() + " ended: " + what);
    LOG.debug("{} ended", thread.getName(), thrown);
  }

  /** The exit code of a failure. */
  static ExitCode code(Throwable thrown) {
    return switch (unwrap(thrown)) {
      case CommandException e -> e.exitCode();
      case NotWrittenException e when FileTrouble.isNoRoom(e) -> ExitCode.DISK_FULL;
      case NotWrittenException e when e.isMisnamed() -> ExitCode.USAGE;
      case DescriptionException _ -> ExitCode.USAGE;
      case ConsentRequiredException _ -> ExitCode.USAGE;
      case HostNotAgreedException _ -> ExitCode.USAGE;
      // What is fetched by itself, and not as a block, is a description.
      case SourceException.Absent _ -> ExitCode.USAGE;
      case SourceException.Refused _ -> ExitCode.USAGE;
      case SourceException.Invalid _ -> ExitCode.USAGE;
      case SourceException.AccessDenied _ -> ExitCode.ACCESS_DENIED;
      case SourceException.Unreachable _ -> ExitCode.HOST_UNREACHABLE;
      case SourceException.TimedOut _ -> ExitCode.HOST_UNREACHABLE;
      case SourceException.Unavailable _ -> ExitCode.HOST_UNREACHABLE;
      case BlockUnavailableException e -> code(e.reason());
      case StoreException.DiskFull _ -> ExitCode.DISK_FULL;
      case StoreException _ -> ExitCode.BLOCKS_MISSING;
      case SourceException.OutOfResources _ -> ExitCode.BLOCKS_MISSING;
      case UnusableJobException _ -> ExitCode.USAGE;
      case StyleException _ -> ExitCode.USAGE;
      case IOException e when FileTrouble.isNoRoom(e) -> ExitCode.DISK_FULL;
      case Error e when isShortage(e) -> ExitCode.BLOCKS_MISSING;
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
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof UncheckedIOException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** True for an error that means that this computer has no more threads or files. */
  private static boolean isShortage(Throwable cause) {
    boolean heap =
        cause instanceof OutOfMemoryError && !String.valueOf(cause.getMessage()).contains("thread");
    return cause instanceof Error && !heap && LocalTrouble.in(cause).isPresent();
  }

  /** What happened, the reason first. */
  static String words(Throwable cause) {
    if (cause instanceof InterruptedException || cause instanceof CancellationException) {
      return "interrupted";
    }
    if (cause instanceof FileSystemException file && file.getFile() != null) {
      return FileTrouble.reason(file) + ": " + file.getFile();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.toString() : message;
  }
}
