package io.cellar.source.n5;

import io.cellar.input.PrintableText;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.LevelStack;
import io.cellar.source.n5.LevelPlan.Dialect;
import io.cellar.source.n5.LevelPlan.Planned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An image of one array, or of several that are resolutions of the same. Used by one thread. */
final class N5Pyramid {
  /** Up to three axes are x, y and z unless told otherwise; of more, names are looked for above. */
  private static final int SURE_RANK = 3;

  private static final int LONGEST_NAME = 100;

  private final N5Folder folder;
  private final Optional<Attributes> group;
  private final Ancestors above;
  private final List<N5Level> levels = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  private N5Pyramid(N5Folder folder, Optional<Attributes> group, Ancestors above) {
    this.folder = folder;
    this.group = group;
    this.above = above;
  }

  /** The image that an array is by itself. */
  static FoundImage ofArray(N5Folder folder, Attributes own, Ancestors above)
      throws FormatException, InterruptedException {
    N5Pyramid pyramid = new N5Pyramid(folder, Optional.empty(), above);
    N5Array array = pyramid.array(folder, own, Optional.empty());
    pyramid.levels.add(new N5Level(array, 0, Optional.empty(), Optional.empty()));
    return pyramid.image(Dialect.NUMBERED, folder.name());
  }

  /**
   * The image that a group's levels are.
   *
   * @param group attributes of the folder
   * @throws FormatException if none of its levels is there, or the finest cannot be read
   */
  static FoundImage ofGroup(N5Folder folder, Optional<Attributes> group, Ancestors above)
      throws FormatException, SourceException, InterruptedException {
    N5Pyramid pyramid = new N5Pyramid(folder, group, above);
    LevelPlan plan = LevelPlan.of(group);
    pyramid.notes.addAll(plan.notes());
    if (plan.dialect() == Dialect.NUMBERED) {
      pyramid.readNumbered();
    } else {
      pyramid.readPlanned(plan.levels());
    }
    if (pyramid.levels.isEmpty()) {
      throw new FormatException("none of its levels is there: N5 group " + folder.address());
    }
    return pyramid.image(plan.dialect(), plan.name().orElse(folder.name()));
  }

  private void readPlanned(List<Planned> plan)
      throws FormatException, SourceException, InterruptedException {
    for (int k = 0; k < plan.size(); k++) {
      if (!read(plan.get(k), k)) {
        leaveOut(plan.get(k).path(), "it is not there");
      }
    }
  }

  private void readNumbered() throws FormatException, SourceException, InterruptedException {
    int k = 0;
    while (k < LevelPlan.MOST
        && read(new Planned("s" + k, Optional.empty(), Optional.empty()), k)) {
      k++;
    }
    boolean silent = levels.stream().skip(1).anyMatch(level -> level.told().isEmpty());
    if (silent && folder.name().matches("timepoint\\d+")) {
      // BigDataViewer tells the factors of all time points once, in their setup.
      above
          .first(LevelPlan::factors)
          .ifPresent(
              factors ->
                  levels.replaceAll(
                      level ->
                          level.number() < factors.size()
                              ? level.with(factors.get(level.number()))
                              : level));
    }
  }

  /** False if the level is not there. One that cannot be read is left out, if a finer one can. */
  private boolean read(Planned planned, int number)
      throws FormatException, SourceException, InterruptedException {
    N5Folder at = folder.at(planned.path());
    try {
      Optional<Attributes> attributes = at.attributes();
      if (attributes.isEmpty() || !attributes.get().isArray()) {
        return false;
      }
      N5Array array = array(at, attributes.get(), planned.transform());
      levels.add(new N5Level(array, number, planned.transform(), planned.factors()));
    } catch (FormatException e) {
      if (levels.isEmpty()) {
        throw e;
      }
      leaveOut(planned.path(), e.getMessage());
    }
    return true;
  }

  private N5Array array(N5Folder at, Attributes attributes, Optional<Transform> transform)
      throws FormatException, InterruptedException {
    int rank = attributes.get("dimensions").size();
    Optional<List<String>> names =
        transform
            .flatMap(t -> t.xFirst(rank))
            .or(() -> levels.stream().findFirst().map(l -> l.array().layout().axes().names()))
            .or(() -> group.flatMap(g -> axes(g, rank)));
    if (names.isEmpty() && rank > SURE_RANK && !attributes.has("axes")) {
      names = above.first(a -> axes(a, rank));
    }
    N5Array array = N5Array.of(at, attributes, names);
    notes.addAll(array.notes());
    return array;
  }

  private static Optional<List<String>> axes(Attributes attributes, int rank) {
    return Attributes.texts(attributes.get("axes")).filter(names -> names.size() == rank);
  }

  private void leaveOut(String path, String why) {
    notes.add("level \"%s\" is left out: %s".formatted(path, why));
  }

  private FoundImage image(Dialect dialect, String name) throws InterruptedException {
    N5Level finest = levels.getFirst();
    LevelFactors factors = new LevelFactors(finest, dialect == Dialect.TRANSFORMS);
    LevelStack stack = new LevelStack();
    for (N5Level level : levels) {
      Optional<double[]> factor = factors.of(level);
      if (factor.isPresent()) {
        stack.add(level.array().array(), factor.get(), factors.offset(level, factor.get()));
      } else {
        leaveOut(level.array().folder().path(), "nothing says by how much it is coarser");
      }
    }
    notes.addAll(stack.notes());
    Optional<Calibration> calibration = calibration(finest);
    notes.addAll(above.notes());
    return new FoundImage(
        PrintableText.of(name, LONGEST_NAME),
        "N5",
        stack.levels(),
        calibration.map(c -> Arrays.stream(c.sizes()).boxed().toList()).orElse(List.of()),
        calibration.map(Calibration::unit).orElse(""),
        List.copyOf(notes));
  }

  /** Of the finest level: as it says itself, else its group, else the folders above. */
  private Optional<Calibration> calibration(N5Level finest) throws InterruptedException {
    N5Axes axes = finest.array().layout().axes();
    double[] ones = new double[axes.axes().rank()];
    Arrays.fill(ones, 1);
    double[] told = finest.told().orElse(ones);
    Attributes own = finest.array().attributes();
    if (Calibration.isBroken(own, axes)
        || group.isPresent() && Calibration.isBroken(group.get(), axes)) {
      notes.add("the size of voxels is told in a way that is not read");
    }
    Optional<Calibration> near =
        Calibration.of(own, axes, told)
            .or(() -> finest.named().flatMap(t -> Calibration.of(t, axes)))
            .or(() -> group.flatMap(g -> Calibration.of(g, axes, ones)).map(c -> c.times(told)));
    Optional<Calibration> found =
        near.isPresent()
            ? near
            : above.first(a -> Calibration.of(a, axes, ones)).map(c -> c.times(told));
    return found.filter(Calibration::isPossible);
  }
}
