package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.Problem;
import io.cellar.input.Redaction;
import io.cellar.source.chunked.Found;
import io.cellar.source.probe.VolumeLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A location holds several things that can be opened, and it was not said which. */
public final class SeveralImagesException extends DescriptionException {
  private static final long serialVersionUID = 1;
  private final String what;
  private final transient List<Choice> choices;
  private final boolean all;

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
    this(shown, several.what(), choices(location, several.choices()), true);
  }

  /** What is found at a location, as it can be named. */
  static List<Choice> choices(VolumeLocation location, List<Found.Choice> found) {
    return found.stream()
        .map(c -> new Choice(location.at(c.path()).text(), c.path(), c.label()))
        .toList();
  }

  /**
   * @param shown the location for messages
   * @param all whether nothing else was found there
   */
  SeveralImagesException(String shown, String what, List<Choice> choices, boolean all) {
    super(problems(shown, what, choices));
    this.what = what;
    this.choices = choices;
    this.all = all;
  }

  private static List<Problem> problems(String shown, String what, List<Choice> choices) {
    List<Problem> lines = new ArrayList<>();
    lines.add(
        new Problem(
            shown, "", 0, 0, "several things can be opened here (" + what + "), name one of them"));
    for (Choice choice : choices) {
      lines.add(new Problem(Redaction.address(choice.location()), "", 0, 0, choice.label()));
    }
    return lines;
  }

  /** What holds them, such as {@code an OME-Zarr plate}. */
  public String what() {
    return what;
  }

  /** The single thing that is there, if there is nothing else: it is meant. */
  Optional<Choice> only() {
    return all && choices.size() == 1 ? Optional.of(choices.getFirst()) : Optional.empty();
  }

  /** What can be named. */
  public List<Choice> choices() {
    return choices;
  }
}
