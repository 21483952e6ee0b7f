package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds attributes of an object. Layout: HDF5 File Format Specification 3.0, sections IV.A.2.m and
 * IV.A.2.v.
 */
final class Attributes {
  private static final long UNDEFINED = -1;

  private Attributes() {}

  /** The first text of a string attribute; empty when there is none of that name, or no string. */
  static Optional<String> text(OpenFile file, ObjectHeader header, String name)
      throws Hdf5Exception {
    return texts(file, header, name).stream().findFirst();
  }

  /** All texts of a string attribute; none when there is none of that name. */
  static List<String> texts(OpenFile file, ObjectHeader header, String name) throws Hdf5Exception {
    return Guard.run(
        "attribute " + name,
        () -> {
          Optional<AttributeValue> value = find(file, header, name);
          return value.isPresent() ? value.get().texts() : List.of();
        });
  }

  /** All numbers of an attribute; none when there is none of that name. */
  static double[] numbers(OpenFile file, ObjectHeader header, String name) throws Hdf5Exception {
    return Guard.run(
        "attribute " + name,
        () -> {
          Optional<AttributeValue> value = find(file, header, name);
          return value.isPresent() ? value.get().numbers() : new double[0];
        });
  }

  /** See {@link AttributeValue#references}; none when there is none of that name. */
  static long[] references(OpenFile file, ObjectHeader header, String name) throws Hdf5Exception {
    return Guard.run(
        "attribute " + name,
        () -> {
          Optional<AttributeValue> value = find(file, header, name);
          return value.isPresent() ? value.get().references() : new long[0];
        });
  }

  private static Optional<AttributeValue> find(OpenFile file, ObjectHeader header, String name)
      throws Hdf5Exception {
    for (ByteBuffer message : header.all(ObjectHeader.ATTRIBUTE)) {
      if (AttributeValue.name(message).equals(name)) {
        return AttributeValue.of(file, message);
      }
    }
    Optional<ByteBuffer> info = header.find(file, ObjectHeader.ATTRIBUTE_INFO);
    return info.isEmpty() ? Optional.empty() : dense(file, info.get(), name);
  }

  private static Optional<AttributeValue> dense(OpenFile file, ByteBuffer info, String name)
      throws Hdf5Exception {
    int at = (info.get(1) & 1) == 0 ? 2 : 4; // behind the greatest creation order
    long heap = info.getLong(at);
    if (heap == UNDEFINED) {
      return Optional.empty();
    }
    List<ByteBuffer> found = new ArrayList<>(1);
    new DenseStorage(file, info.getLong(at + 8), heap)
        .named(
            name,
            message -> {
              if (AttributeValue.name(message).equals(name)) {
                found.add(message);
              }
              return found.isEmpty();
            });
    return found.isEmpty() ? Optional.empty() : AttributeValue.of(file, found.get(0));
  }
}
