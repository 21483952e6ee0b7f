package io.cellar.source.local;

import io.cellar.hdf5.Hdf5Contents;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5File;
import io.cellar.hdf5.Hdf5Info;
import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found.Choice;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Images in an HDF5 file of no particular layout. */
final class PlainHdf5 {
  /** Groups and datasets that are looked at. */
  static final int MOST_OBJECTS = 5000;

  private static final int MOST_NAMED = 4;

  /** Of HDF5's own specifications of scales and images: arrays that describe others. */
  private static final Set<String> HELPERS = Set.of("DIMENSION_SCALE", "PALETTE");

  /** MATLAB's types whose arrays of numbers are none. */
  private static final Set<String> NO_NUMBERS =
      Set.of("char", "cell", "struct", "function_handle", "FileWrapper__", "string", "table");

  private final Path path;
  private final Hdf5File file;

  PlainHdf5(Path path, Hdf5File file) {
    this.path = path;
    this.file = file;
  }

  /**
   * The image that a path names, or the only one below it.
   *
   * @param inside a dataset or a group; empty: the file
   */
  LocalFound find(Optional<String> inside) throws FormatException, Hdf5Exception {
    if (inside.isPresent() && file.hasDataset(inside.get())) {
      Hdf5Info info = file.info(inside.get());
      if (!isArray(info)) {
        throw new FormatException(
            PrintableText.of(
                "%s has the shape %s, expected two to five axes, none of them empty (%s)"
                    .formatted(info.dataset(), Arrays.toString(info.shape()), path)));
      }
      return image(info, true, Optional.empty());
    }
    Hdf5Contents contents = file.contents(MOST_OBJECTS);
    String below = inside.map(group -> "/" + group + "/").orElse("/");
    List<Hdf5Info> images = new ArrayList<>();
    List<Hdf5Info> lines = new ArrayList<>();
    for (Hdf5Info info : contents.arrays()) {
      if (info.dataset().startsWith(below) && isArray(info) && isMeant(info)) {
        (isLine(info) ? lines : images).add(info);
      }
    }
    List<Hdf5Info> found = images.isEmpty() ? lines : images;
    if (found.isEmpty() && inside.isPresent()) {
      file.info(inside.get()); // says what there is instead
    }
    if (found.isEmpty() && contents.arrays().isEmpty() && contents.unread().size() == 1) {
      file.info(contents.unread().getFirst().dataset()); // says what helps
    }
    if (found.isEmpty()) {
      throw new FormatException(nothing(contents));
    }
    if (found.size() == 1 && contents.whole()) {
      return image(found.getFirst(), inside.isPresent(), Optional.empty());
    }
    String what =
        "an HDF5 file with %d image%s%s"
            .formatted(
                found.size(),
                found.size() == 1 ? "" : "s",
                contents.whole() ? "" : " among its first " + MOST_OBJECTS + " objects");
    return new LocalFound.Several(
        what,
        found.stream().map(info -> new Choice(info.dataset().substring(1), label(info))).toList());
  }

  /** The image of a dataset. */
  LocalFound image(Hdf5Info info, boolean named, Optional<DType> readAs) throws Hdf5Exception {
    DatasetMeaning meaning = DatasetMeaning.of(file, info);
    LocalLevel level =
        new LocalLevel(
            path,
            info.dataset(),
            meaning.axes(),
            readAs.orElse(info.dtype()),
            info.shape(),
            AxisMap.identity(info.shape().length));
    String stem = DatasetNames.stem(path);
    String last = PrintableText.of(DatasetNames.last(info.dataset()), 200);
    return new LocalFound.Image(
        new LocalImage(
            named ? stem + " " + last : stem,
            DatasetMeaning.isMatlab(file, info.dataset()) ? "MATLAB 7.3 (HDF5)" : "HDF5",
            List.of(level),
            meaning.voxelSize(),
            meaning.unit(),
            meaning.notes()));
  }

  private static boolean isArray(Hdf5Info info) {
    long[] shape = info.shape();
    return shape.length >= 2 && shape.length <= 5 && Arrays.stream(shape).allMatch(n -> n > 0);
  }

  /** True for a row or column, or a single number. */
  private static boolean isLine(Hdf5Info info) {
    return Arrays.stream(info.shape()).filter(n -> n > 1).count() < 2;
  }

  private boolean isMeant(Hdf5Info info) throws Hdf5Exception {
    // MATLAB keeps what cells and objects refer to below #refs# and #subsystem#.
    return !info.dataset().startsWith("/#")
        && file.text(info.dataset(), "CLASS").filter(HELPERS::contains).isEmpty()
        && file.text(info.dataset(), "MATLAB_class").filter(NO_NUMBERS::contains).isEmpty()
        && file.numbers(info.dataset(), "MATLAB_empty").length == 0;
  }

  private static String label(Hdf5Info info) {
    return PrintableText.of(
        "%s: %s, %s"
            .formatted(
                info.dataset(),
                Arrays.stream(info.shape())
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(" \u00d7 ")),
                info.dtype().numpyName()));
  }

  private String nothing(Hdf5Contents contents) {
    List<String> all = new ArrayList<>();
    contents.arrays().forEach(info -> all.add(label(info)));
    contents.unread().forEach(other -> all.add(other.dataset() + ": " + other.reason()));
    contents.elsewhere().forEach(link -> all.add(link.path() + ": a link into " + link.target()));
    int more = all.size() - MOST_NAMED;
    String held =
        all.isEmpty()
            ? contents.whole() ? "no dataset" : "no dataset among its first objects"
            : String.join("; ", all.subList(0, Math.min(all.size(), MOST_NAMED)))
                + (more > 0 ? "; and " + more + " more" : "");
    return PrintableText.of(
        "no image is in this HDF5 file: it holds %s; expected numbers of two to five axes (%s)"
            .formatted(held, path));
  }
}
