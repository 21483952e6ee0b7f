package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.Problem;
import io.cellar.input.Redaction;
import io.cellar.source.chunked.Found;
import io.cellar.source.probe.VolumeLocation;
import java.util.ArrayList;
import java.util.List;

/** A location holds several things that can be opened, and it was not said which. */
public final class SeveralImagesException extends DescriptionException {
  private static final long serialVersionUID = 1;
  private final String what;
  private final transient List<Choice> choices;

  /**
   * One of several.
   *
   * @param location names it; with whatever secrets the address of the whole carries
   * @param path from the whole to it
   * @param label for people
   */
  public record Choice(String location, String path, String label) {}

  /**
   * @param shown the location for messages
   * @param location what was found to hold several things
   */
  SeveralImagesException(String shown, VolumeLocation location, Found.Several several) {
    super(problems(shown, location, several));
    this.what = several.what();
    this.choices =
        several.choices().stream()
            .map(c -> new Choice(location.at(c.path()).text(), c.path(), c.label()))
            .toList();
  }

  private static List<Problem> problems(
      String shown, VolumeLocation location, Found.Several several) {
    List<Problem> lines = new ArrayList<>();
    lines.add(
        new Problem(
            shown,
            "",
            0,
            0,
            "several things can be opened here (" + several.what() + "), name one of them"));
    for (Found.Choice choice : several.choices()) {
      String named = Redaction.address(location.at(choice.path()).text());
      lines.add(new Problem(named, "", 0, 0, choice.label()));
    }
    return lines;
  }

  /** What holds them, such as {@code an OME-Zarr plate}. */
  public String what() {
    return what;
  }

  /** What can be named. */
  public List<Choice> choices() {
    return choices;
  }
}
