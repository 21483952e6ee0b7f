package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import java.util.Arrays;
import java.util.Optional;

/** Reads a {@code RESTful-volume-description}. */
final class RemoteParser {
  private final Fields fields;

  RemoteParser(Fields fields) {
    this.fields = fields;
  }

  /** The remote part; empty when it has problems, all of which have been noted. */
  Optional<RemoteVolume> parse() {
    Optional<String> name = fields.text("name");
    Shapes.requireHdf5(fields);
    Optional<Axes> axes = Shapes.axes(fields);
    Optional<DType> dtype = fields.dtype("dtype");
    Optional<long[]> bounds =
        Shapes.required(
            fields,
            "bounds",
            axes,
            Long.MIN_VALUE,
            "the exclusive upper corner in remote coordinates, one number per axis");
    Optional<long[]> offset = offset(axes, bounds);
    Optional<long[]> shape = shape(bounds, offset);
    Optional<PythonFormat> url =
        url(axes, shape.isEmpty() ? new long[1] : far(bounds.orElseThrow(), offset.orElseThrow()));
    Optional<String> dataset = dataset();
    if (axes.isEmpty()
        || bounds.isEmpty()
        || offset.isEmpty()
        || shape.isEmpty()
        || url.isEmpty()
        || dataset.isEmpty()) {
      return Optional.empty();
    }
    fields.remember("shape", Fields.listOf(shape.get()));
    return Optional.of(
        new RemoteVolume(
            name.orElse(""),
            axes.get(),
            dtype,
            bounds.get(),
            offset.get(),
            url.get(),
            dataset.get()));
  }

  private Optional<long[]> offset(Optional<Axes> axes, Optional<long[]> bounds) {
    if (fields.has("origin_offset")) {
      return Shapes.perAxis(fields, "origin_offset", axes, Long.MIN_VALUE);
    }
    Optional<long[]> zeros = bounds.map(b -> new long[b.length]);
    zeros.ifPresent(z -> fields.remember("origin_offset", Fields.listOf(z)));
    return zeros;
  }

  /** Bounds minus offset; what the file itself says of the shape has no effect. */
  private Optional<long[]> shape(Optional<long[]> bounds, Optional<long[]> offset) {
    if (bounds.isEmpty() || offset.isEmpty() || bounds.get().length != offset.get().length) {
      return Optional.empty();
    }
    long[] shape = shape(bounds.get(), offset.get());
    if (Arrays.stream(shape).anyMatch(n -> n < 1)) {
      fields.problem(
          "bounds",
          "bounds minus origin_offset is "
              + Arrays.toString(shape)
              + ": nothing lies between them");
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  /** Per axis the coordinate whose text is the longest, a minus sign counted. */
  private static long[] far(long[] bounds, long[] offset) {
    long[] far = new long[bounds.length];
    for (int d = 0; d < far.length; d++) {
      long most = Math.max(Math.abs(offset[d]), Math.abs(bounds[d]));
      far[d] = offset[d] < 0 ? -most : most;
    }
    return far;
  }

  /** Size of a remote volume. Both lists are below 2^62, so that nothing overflows. */
  static long[] shape(long[] bounds, long[] offset) {
    long[] shape = new long[bounds.length];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = bounds[d] - offset[d];
    }
    return shape;
  }

  private Optional<PythonFormat> url(Optional<Axes> axes, long[] far) {
    fields.require("url_format", "an http or https address with {x_start} {x_stop} and so on");
    Optional<String> text = fields.text("url_format");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(UrlTemplate.parse(text.get(), axes, far));
    } catch (IllegalArgumentException e) {
      fields.problem("url_format", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> dataset() {
    fields.require("hdf5_dataset", "the path of the dataset in the files that the server sends");
    Optional<String> path = fields.text("hdf5_dataset");
    if (path.isPresent() && path.get().replace("/", "").isBlank()) {
      fields.problem("hdf5_dataset", "is empty: expected the path of a dataset such as /cube");
      return Optional.empty();
    }
    return path.map(p -> p.startsWith("/") ? p : "/" + p);
  }
}
