package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the object header of a dataset says, checked: no size in it is used before.
 *
 * @param path with a leading slash
 * @param shape voxels per axis; their product times the size of a voxel fits 64 bits
 * @param type how voxels are stored
 * @param layout where they are
 * @param pipeline filters of the chunks
 * @param fill one voxel as it is stored, for what was never written; empty: zero
 */
record DatasetHeader(
    String path,
    long[] shape,
    ElementType type,
    Layout layout,
    Pipeline pipeline,
    Optional<byte[]> fill) {
  /** Reads the header of the dataset at a path. */
  static DatasetHeader read(OpenFile file, String path) throws Hdf5Exception {
    return of(file, ObjectTree.normalise(path), new ObjectTree(file).dataset(path));
  }

  /**
   * Interprets the header of a dataset.
   *
   * @param path normalised
   */
  static DatasetHeader of(OpenFile file, String path, ObjectHeader header) throws Hdf5Exception {
    try {
      return Guard.run("the header", () -> parse(file, path, header));
    } catch (Hdf5Exception e) {
      throw e.in("dataset " + OpenFile.shown(path));
    }
  }

  private static DatasetHeader parse(OpenFile file, String path, ObjectHeader header)
      throws Hdf5Exception {
    ElementType type = ElementType.of(message(file, header, ObjectHeader.DATATYPE), path);
    Dataspace space = Dataspace.of(message(file, header, ObjectHeader.DATASPACE), type.bytes());
    Optional<ByteBuffer> filters = header.find(file, ObjectHeader.FILTERS);
    Pipeline pipeline =
        new Pipeline(filters.isPresent() ? Filter.list(filters.get()) : List.of(), type.bytes());
    if (header.has(ObjectHeader.EXTERNAL_FILES)) {
      throw LayoutReader.elsewhere("the voxels lie in another file (external storage)");
    }
    Layout layout =
        new LayoutReader(file.bytes(), type, space)
            .read(message(file, header, ObjectHeader.LAYOUT));
    return new DatasetHeader(path, space.shape(), type, layout, pipeline, fill(file, header, type));
  }

  private static ByteBuffer message(OpenFile file, ObjectHeader header, int type)
      throws Hdf5Exception {
    return header
        .find(file, type)
        .orElseThrow(
            () ->
                new Hdf5Exception(
                    Problem.CORRUPT, "the header is damaged: no message of type " + type));
  }

  private static Optional<byte[]> fill(OpenFile file, ObjectHeader header, ElementType type)
      throws Hdf5Exception {
    Optional<ByteBuffer> latest = header.find(file, ObjectHeader.FILL_VALUE);
    Optional<byte[]> bytes =
        latest.isPresent()
            ? FillValue.of(latest.get())
            : header.find(file, ObjectHeader.FILL_VALUE_OLD).flatMap(FillValue::ofOld);
    if (bytes.isPresent() && bytes.get().length != type.bytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "a fill value of %d bytes for voxels of %d".formatted(bytes.get().length, type.bytes()));
    }
    return bytes;
  }

  /**
   * The same bits as a type: its own, or another integer type.
   *
   * @throws Hdf5Exception {@code WRONG_DTYPE} if it is no integer type of the same size
   */
  DatasetHeader readAs(DType dtype) throws Hdf5Exception {
    if (dtype == type.dtype()) {
      return this;
    }
    if (dtype.bytes() != type.bytes() || !isInteger(dtype) || !isInteger(type.dtype())) {
      throw new Hdf5Exception(
          Problem.WRONG_DTYPE,
          "%s cannot be read as %s: expected integers of the same size"
              .formatted(type.dtype().numpyName(), dtype.numpyName()));
    }
    return new DatasetHeader(
        path, shape, new ElementType(dtype, type.order()), layout, pipeline, fill);
  }

  private static boolean isInteger(DType dtype) {
    return dtype.kind() == DType.Kind.SIGNED || dtype.kind() == DType.Kind.UNSIGNED;
  }

  /** What callers may know of it. */
  Hdf5Info info() {
    return new Hdf5Info(
        path,
        shape,
        type.dtype(),
        type.order(),
        layout instanceof Layout.Chunked chunked ? Optional.of(chunked.chunk()) : Optional.empty(),
        pipeline.filters().stream().map(f -> f.kind().label()).toList());
  }
}
