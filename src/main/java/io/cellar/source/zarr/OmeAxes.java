package io.cellar.source.zarr;

import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The axes that an entry of {@code multiscales} tells.
 *
 * @param told names and types, one for each stored axis; empty when nothing is told
 * @param units as written, empty where there is none; as many as {@code told}
 */
record OmeAxes(List<AxisNaming.Told> told, List<String> units) {

  /**
   * Reads them: objects from 0.4 on, texts in 0.3, none before, when all arrays were t c z y x;
   * from 0.6 on those of the coordinate system that all datasets lead to.
   *
   * @param rank of the finest level
   */
  static OmeAxes read(Json entry, int rank) throws FormatException {
    Json axes = entry.get("coordinateSystems").isList() ? systemAxes(entry) : entry.get("axes");
    if (axes.isNull()) {
      List<AxisNaming.Told> told =
          rank == 5
              ? Stream.of("t", "c", "z", "y", "x").map(n -> new AxisNaming.Told(n, "")).toList()
              : List.of();
      return new OmeAxes(told, told.stream().map(_ -> "").toList());
    }
    List<Json> list = axes.list();
    if (list.size() != rank) {
      throw axes.refuse(
          "names %d axes, but the array has %d".formatted(list.size(), rank), "as many");
    }
    List<AxisNaming.Told> told =
        list.stream()
            .map(
                axis ->
                    new AxisNaming.Told(
                        axis.optionalText().or(() -> axis.get("name").optionalText()).orElse(""),
                        axis.get("type").optionalText().orElse("")))
            .toList();
    requireDifferent(axes, told);
    return new OmeAxes(
        told, list.stream().map(axis -> axis.get("unit").optionalText().orElse("")).toList());
  }

  private static void requireDifferent(Json axes, List<AxisNaming.Told> told)
      throws FormatException {
    Set<String> names = new HashSet<>();
    for (AxisNaming.Told axis : told) {
      if (!axis.name().isEmpty() && !names.add(axis.name())) {
        throw axes.refuse("names two axes \"" + PrintableText.of(axis.name(), 40) + "\"", "one");
      }
    }
  }

  private static Json systemAxes(Json entry) throws FormatException {
    Json systems = entry.get("coordinateSystems");
    List<Json> transforms = datasetTransforms(entry);
    Optional<String> name =
        transforms.isEmpty() ? Optional.empty() : nameOf(transforms.getFirst().get("output"));
    for (Json system : systems.items()) {
      if (name.isEmpty() || system.get("name").optionalText().equals(name)) {
        return system.get("axes");
      }
    }
    throw systems.refuse("does not have the system that the datasets lead to", "it");
  }

  private static List<Json> datasetTransforms(Json entry) {
    List<Json> datasets = entry.get("datasets").items();
    return datasets.isEmpty()
        ? List.of()
        : datasets.getFirst().get("coordinateTransformations").items();
  }

  private static Optional<String> nameOf(Json output) {
    return output.optionalText().or(() -> output.get("name").optionalText());
  }
}
