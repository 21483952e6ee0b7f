package io.cellar.source.n5;

import io.cellar.input.JsonValue;
import io.cellar.source.chunked.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which levels a group says it has, the finest first.
 *
 * @param dialect how it says so
 * @param levels none if it does not say
 * @param name of the image, empty if not told
 */
record LevelPlan(Dialect dialect, List<Planned> levels, Optional<String> name, List<String> notes) {
  /** More are taken for damage. */
  static final int MOST = 32;

  /** How groups tell their levels. */
  enum Dialect {
    /** COSEM: paths and transforms in {@code multiscales}. */
    TRANSFORMS,
    /** Factors in {@code downsamplingFactors} or {@code scales}, for levels s0, s1 … */
    FACTORS,
    /** Not at all: s0, s1 … as far as there are any. */
    NUMBERED
  }

  /**
   * A level that should be there.
   *
   * @param path below the group
   */
  record Planned(String path, Optional<Transform> transform, Optional<double[]> factors) {}

  /** Reads it off the attributes of a group. */
  static LevelPlan of(Optional<Attributes> group) throws FormatException {
    if (group.isPresent() && group.get().get("multiscales").isList()) {
      Optional<LevelPlan> plan = transforms(group.get());
      if (plan.isPresent()) {
        return plan.get();
      }
    }
    Optional<List<double[]>> factors = group.flatMap(LevelPlan::factors);
    if (factors.isEmpty()) {
      return new LevelPlan(Dialect.NUMBERED, List.of(), Optional.empty(), List.of());
    }
    List<Planned> levels = new ArrayList<>();
    for (double[] list : factors.get()) {
      levels.add(new Planned("s" + levels.size(), Optional.empty(), Optional.of(list)));
    }
    return new LevelPlan(
        Dialect.FACTORS, bounded(levels, group.get()), Optional.empty(), List.of());
  }

  /** The factors that a group tells for its levels, in their order. */
  static Optional<List<double[]>> factors(Attributes group) {
    return Attributes.lists(group.get("downsamplingFactors"))
        .or(() -> Attributes.lists(group.get("scales")));
  }

  /** COSEM's; empty if there is no entry with data sets. */
  private static Optional<LevelPlan> transforms(Attributes group) throws FormatException {
    JsonValue multiscales = group.get("multiscales");
    JsonValue image = multiscales.get(0);
    List<Planned> levels = new ArrayList<>();
    for (JsonValue dataset : image.get("datasets")) {
      String field = "multiscales[0].datasets[" + levels.size() + "].path";
      levels.add(
          new Planned(
              path(dataset.get("path"), group, field),
              Transform.of(dataset.get("transform")),
              Optional.empty()));
    }
    if (levels.isEmpty()) {
      return Optional.empty();
    }
    if (levels.stream().allMatch(level -> level.transform().isPresent())) {
      levels.sort(
          Comparator.comparingDouble(
              level ->
                  Arrays.stream(level.transform().orElseThrow().scale()).map(Math::log).sum()));
    }
    List<String> notes =
        multiscales.size() == 1
            ? List.of()
            : List.of("the first of %d images was opened".formatted(multiscales.size()));
    JsonValue name = image.get("name");
    return Optional.of(
        new LevelPlan(
            Dialect.TRANSFORMS,
            bounded(levels, group),
            name.isText() && !name.text().isBlank() ? Optional.of(name.text()) : Optional.empty(),
            notes));
  }

  private static List<Planned> bounded(List<Planned> levels, Attributes group)
      throws FormatException {
    if (levels.size() > MOST) {
      throw group.failure("more than " + MOST + " levels", "the list of levels");
    }
    return List.copyOf(levels);
  }

  /** A path below the group, without anything that leads elsewhere. */
  private static String path(JsonValue node, Attributes group, String field)
      throws FormatException {
    String path = node.isText() ? node.text() : "";
    path = path.replaceAll("^(\\./)+|/+$", "");
    List<String> parts = Arrays.asList(path.split("/", -1));
    boolean strange =
        path.length() > 1000
            || path.chars().anyMatch(c -> c < ' ' || c == '\\')
            || parts.contains("")
            || parts.contains(".")
            || parts.contains("..");
    if (strange) {
      throw group.failure("expected a path below the group, not " + Attributes.quote(node), field);
    }
    return path;
  }
}
