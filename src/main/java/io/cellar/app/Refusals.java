package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.input.Redaction;
import io.cellar.session.Reasons;
import io.cellar.session.SeveralImagesException;
import io.cellar.source.SourceException;
import io.cellar.ui.OpenOutcome;
import java.util.List;

/** What is told of a volume that was not opened. */
final class Refusals {
  private Refusals() {}

  static OpenOutcome choose(String location, SeveralImagesException e) {
    if (e.choices().isEmpty()) {
      return wrong(location, e);
    }
    return new OpenOutcome.Choose(
        Redaction.address(location),
        e.what(),
        e.choices().stream()
            .map(c -> new OpenOutcome.Choice(c.location(), c.path(), c.label()))
            .toList());
  }

  static OpenOutcome wrong(String location, DescriptionException e) {
    String shown = Redaction.address(location);
    List<String> problems =
        e.problems().stream()
            .map(p -> Redaction.address(p.file()).equals(shown) ? p.withoutFile() : p.toString())
            .toList();
    return new OpenOutcome.Refused(shown, problems, "");
  }

  static OpenOutcome refused(String location, Exception e) {
    String shown = Redaction.address(location);
    String message = Reasons.without(Redaction.message(Reasons.of(e)), shown);
    return new OpenOutcome.Refused(
        shown, List.of(message), Redaction.message(details(e)), isAway(e));
  }

  private static boolean isAway(Exception e) {
    return e instanceof SourceException.Unreachable
        || e instanceof SourceException.TimedOut
        || e instanceof SourceException.Unavailable;
  }

  private static String details(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (StackTraceElement frame : e.getStackTrace()) {
      text.append("\n    ").append(frame);
    }
    return e.getCause() == null ? text.toString() : text + "\ncaused by " + details(e.getCause());
  }
}
