package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.object.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int HIGHEST_RANK = 32;

  /** Reads the header of the dataset at a path. */
  static DatasetHeader read(OpenFile file, String path) throws Hdf5Exception {
    ObjectHeader header = new ObjectTree(file).dataset(path);
    String normal = ObjectTree.normalise(path);
    return Guard.run("dataset " + normal, () -> parse(file, normal, header));
  }

  private static DatasetHeader parse(OpenFile file, String path, ObjectHeader header)
      throws Hdf5Exception {
    for (Message message : header.getMessages()) {
      refuseShared(path, message);
    }
    ElementType type = ElementType.of(header.getMessageOfType(DataTypeMessage.class).getDataType());
    DataSpace space = header.getMessageOfType(DataSpaceMessage.class).getDataSpace();
    long[] shape = shape(path, space, type);
    Pipeline pipeline = new Pipeline(filters(header), type.bytes());
    Layout layout =
        new LayoutReader(file, header, type, shape, space.getMaxSizes())
            .read(header.getMessageOfType(DataLayoutMessage.class));
    return new DatasetHeader(path, shape, type, layout, pipeline, fill(header, type));
  }

  private static void refuseShared(String path, Message message) throws Hdf5Exception {
    if (message.isMessageShared()) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          path + " shares part of its header with other objects (such as a committed datatype)");
    }
  }

  private static long[] shape(String path, DataSpace space, ElementType type) throws Hdf5Exception {
    long[] shape = space.getDimensionsAsLong();
    if (space.getType() == 2) {
      throw new Hdf5Exception(Problem.UNSUPPORTED, path + " has no extent (a null dataspace)");
    }
    if (shape.length > HIGHEST_RANK) {
      throw new Hdf5Exception(Problem.CORRUPT, path + " has " + shape.length + " axes");
    }
    long bytes = type.bytes();
    for (long size : shape) {
      if (size < 0 || (size > 0 && Math.multiplyHigh(bytes, size) != 0) || bytes * size < 0) {
        throw new Hdf5Exception(
            Problem.TOO_LARGE, path + " has the impossible shape " + Arrays.toString(shape));
      }
      bytes *= Math.max(1, size);
    }
    return shape;
  }

  private static List<Filter> filters(ObjectHeader header) throws Hdf5Exception {
    List<Filter> filters = new ArrayList<>();
    if (header.hasMessageOfType(FilterPipelineMessage.class)) {
      for (FilterInfo info : header.getMessageOfType(FilterPipelineMessage.class).getFilters()) {
        filters.add(Filter.of(info));
      }
    }
    return filters;
  }

  private static Optional<byte[]> fill(ObjectHeader header, ElementType type) throws Hdf5Exception {
    ByteBuffer value = null;
    if (header.hasMessageOfType(FillValueMessage.class)) {
      FillValueMessage message = header.getMessageOfType(FillValueMessage.class);
      value = message.isFillValueDefined() ? message.getFillValue() : null;
    } else if (header.hasMessageOfType(FillValueOldMessage.class)) {
      value = header.getMessageOfType(FillValueOldMessage.class).getFillValue();
    }
    if (value == null || !value.hasRemaining()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    if (bytes.length != type.bytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "a fill value of " + bytes.length + " bytes for voxels of " + type.bytes());
    }
    return Optional.of(bytes);
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
