package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.Problem;
import io.cellar.source.chunked.Found;
import java.util.ArrayList;
import java.util.List;

/** A location holds several things that can be opened, and it was not said which. */
public final class SeveralImagesException extends DescriptionException {
  private static final long serialVersionUID = 1;
  private final String location;
  private final transient List<Found.Choice> choices;

  /**
   * @param location as it may be shown, with which each choice is named: {@code location:path}
   */
  SeveralImagesException(String location, Found.Several several) {
    super(problems(location, several));
    this.location = location;
    this.choices = several.choices();
  }

  private static List<Problem> problems(String location, Found.Several several) {
    List<Problem> lines = new ArrayList<>();
    lines.add(
        new Problem(
            location,
            "",
            0,
            0,
            several.what() + " holds several things to open, name one of them"));
    for (Found.Choice choice : several.choices()) {
      lines.add(new Problem(location + ":" + choice.path(), "", 0, 0, choice.label()));
    }
    return lines;
  }

  /** What each choice is appended to, with a colon. */
  public String location() {
    return location;
  }

  /** What can be named. */
  public List<Found.Choice> choices() {
    return choices;
  }
}
