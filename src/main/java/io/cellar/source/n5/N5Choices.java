package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found.Choice;
import io.cellar.source.chunked.Found.Several;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a group without levels of its own holds: BigDataViewer's setups and time points, n5-viewer's
 * channels. Where folders can be listed they are; elsewhere they are numbered from 0 on without
 * gaps, and how many there are is found by few questions.
 */
final class N5Choices {
  private static final int MOST = 10_000;
  private static final String LEVEL = "s0";

  private final N5Folder folder;

  N5Choices(N5Folder folder) {
    this.folder = folder;
  }

  /** Channels, each with levels of its own; empty if there are none. */
  Optional<Several> channels() throws FormatException, SourceException, InterruptedException {
    List<Choice> choices = new ArrayList<>();
    for (int n : numbers(folder, "c", "/" + LEVEL)) {
      // A listing knows names only, and this one may be anybody's.
      if (choices.size() < MOST && folder.at("c" + n + "/" + LEVEL).isArray()) {
        choices.add(new Choice("c" + n, "channel " + n));
      }
    }
    return several("an N5 of channels", choices);
  }

  /** Setups times time points, of BigDataViewer; empty if there are none. */
  Optional<Several> setups() throws FormatException, SourceException, InterruptedException {
    List<Choice> choices = new ArrayList<>();
    List<Integer> setups = numbers(folder, "setup", "/timepoint0/" + LEVEL);
    List<Integer> first = null;
    for (int setup : setups) {
      N5Folder at = folder.at("setup" + setup);
      boolean listed = at.folders().isPresent();
      // A server is asked for the time points of one setup: those of the others are the same.
      List<Integer> times = listed || first == null ? timesOf(at) : first;
      first = first == null ? times : first;
      for (int time : times) {
        if (choices.size() < MOST) {
          choices.add(
              new Choice(
                  "setup%d/timepoint%d".formatted(setup, time),
                  "setup %d, time point %d".formatted(setup, time)));
        }
      }
    }
    return several("a BigDataViewer N5", choices);
  }

  /** The time points of one setup; empty if there are none. */
  Optional<Several> timePoints() throws FormatException, SourceException, InterruptedException {
    List<Choice> choices =
        timesOf(folder).stream()
            .limit(MOST)
            .map(time -> new Choice("timepoint" + time, "time point " + time))
            .toList();
    return several("a setup of a BigDataViewer N5", choices);
  }

  private static List<Integer> timesOf(N5Folder setup)
      throws FormatException, SourceException, InterruptedException {
    return numbers(setup, "timepoint", "/" + LEVEL);
  }

  private static Optional<Several> several(String what, List<Choice> choices) {
    String all = choices.size() < MOST ? what : what + ", of which the first " + MOST + " are told";
    return choices.isEmpty() ? Optional.empty() : Optional.of(new Several(all, choices));
  }

  /** The numbers n of folders PREFIXn, ascending. */
  private static List<Integer> numbers(N5Folder in, String prefix, String array)
      throws FormatException, SourceException, InterruptedException {
    Optional<List<String>> names = in.folders();
    if (names.isPresent()) {
      Pattern numbered = Pattern.compile(Pattern.quote(prefix) + "(0|[1-9]\\d{0,8})");
      return names.get().stream()
          .map(numbered::matcher)
          .filter(java.util.regex.Matcher::matches)
          .map(m -> Integer.valueOf(m.group(1)))
          .sorted()
          .toList();
    }
    return IntStream.range(0, count(in, prefix, array)).boxed().toList();
  }

  /** How many there are, by doubling and then halving. */
  private static int count(N5Folder in, String prefix, String array)
      throws FormatException, SourceException, InterruptedException {
    int there = 0;
    int missing = 1;
    while (missing <= MOST && in.at(prefix + (missing - 1) + array).isArray()) {
      there = missing;
      missing *= 2;
    }
    while (missing - there > 1) {
      int middle = (there + missing) >>> 1;
      if (in.at(prefix + (middle - 1) + array).isArray()) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }
}
