package io.cellar.session;

import io.cellar.description.Problem;
import io.cellar.source.SourceException;

/** Why a place could not be asked: the reason first, then the place as the user named it. */
final class SourceWords {
  private SourceWords() {}

  /** The same of a failure whose message begins with the address that was asked there. */
  static SourceException named(SourceException e, String place) {
    String reason = String.valueOf(e.getMessage()).replaceFirst("^[a-z0-9]+://\\S+: ", "");
    return named(e, reason, place);
  }

  /** A failure of the same kind in these words, if it is one that another time may mend. */
  static SourceException named(SourceException e, String reason, String place) {
    String words = Problem.at(reason, place);
    return switch (e) {
      case SourceException.AccessDenied _ -> new SourceException.AccessDenied(words);
      case SourceException.Unavailable u ->
          new SourceException.Unavailable(words, u.status(), u.retryAfter());
      case SourceException.Unreachable _ -> new SourceException.Unreachable(words, e);
      case SourceException.TimedOut _ -> new SourceException.TimedOut(words);
      default -> e;
    };
  }
}
