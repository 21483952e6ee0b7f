package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads single strings among the attributes of an object. Layout: HDF5 File Format Specification
 * 3.0, sections III.E, IV.A.2.m and IV.A.2.v.
 */
final class Attributes {
  private static final long UNDEFINED = -1;
  private static final int SHARED = 3;
  private static final int STRING = 3;
  private static final int VARIABLE_LENGTH = 9;
  private static final int HEAP = 'G' | 'C' << 8 | 'O' << 16 | 'L' << 24;
  private static final int OBJECT_PREFIX = 16;

  private Attributes() {}

  /** The text of a string attribute; empty when there is none of that name, or no string. */
  static Optional<String> text(OpenFile file, ObjectHeader header, String name)
      throws Hdf5Exception {
    return Guard.run(
        "attribute " + name,
        () -> {
          for (ByteBuffer message : header.all(ObjectHeader.ATTRIBUTE)) {
            if (name(message).equals(name)) {
              return text(file, message);
            }
          }
          Optional<ByteBuffer> info = header.find(file, ObjectHeader.ATTRIBUTE_INFO);
          return info.isEmpty() ? Optional.empty() : dense(file, info.get(), name);
        });
  }

  private static Optional<String> dense(OpenFile file, ByteBuffer info, String name)
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
              if (name(message).equals(name)) {
                found.add(message);
              }
              return found.isEmpty();
            });
    return found.isEmpty() ? Optional.empty() : text(file, found.get(0));
  }

  private static int nameAt(ByteBuffer message) {
    return message.get(0) == 3 ? 9 : 8;
  }

  private static String name(ByteBuffer message) {
    int length = Short.toUnsignedInt(message.getShort(2));
    return upToNul(message.slice(nameAt(message), length));
  }

  private static Optional<String> text(OpenFile file, ByteBuffer message) throws Hdf5Exception {
    boolean padded = message.get(0) == 1;
    int typeAt = nameAt(message) + size(message, 2, padded);
    int dataAt = typeAt + size(message, 4, padded) + size(message, 6, padded);
    if (!padded && (message.get(1) & SHARED) != 0) {
      return Optional.empty();
    }
    return switch (message.get(typeAt) & 0xf) {
      case STRING ->
          Optional.of(
              upToNul(
                  message.slice(
                      dataAt, Math.min(message.getInt(typeAt + 4), message.limit() - dataAt))));
      case VARIABLE_LENGTH ->
          heapObject(file, message.getLong(dataAt + 4), message.getInt(dataAt + 12))
              .map(
                  object ->
                      upToNul(object.slice(0, Math.min(object.limit(), message.getInt(dataAt)))));
      default -> Optional.empty();
    };
  }

  private static int size(ByteBuffer message, int at, boolean padded) {
    int size = Short.toUnsignedInt(message.getShort(at));
    return padded ? (size + 7) / 8 * 8 : size;
  }

  /** An object of a global heap collection, where strings of variable length lie. */
  private static Optional<ByteBuffer> heapObject(OpenFile file, long address, int index)
      throws Hdf5Exception {
    ByteBuffer header = file.bytes().buffer(address, OBJECT_PREFIX, "a heap of strings");
    if (header.getInt(0) != HEAP) {
      return Optional.empty();
    }
    ByteBuffer heap = file.bytes().buffer(address, header.getLong(8), "a heap of strings");
    int at = OBJECT_PREFIX;
    while (at + OBJECT_PREFIX <= heap.limit() && heap.getShort(at) != 0) {
      file.effort().spend(0);
      long length = heap.getLong(at + 8);
      if (Short.toUnsignedInt(heap.getShort(at)) == index) {
        return Optional.of(heap.slice(at + OBJECT_PREFIX, Math.toIntExact(length)));
      }
      at = Math.toIntExact(Math.addExact(at, OBJECT_PREFIX + Math.ceilDiv(length, 8) * 8));
    }
    return Optional.empty();
  }

  private static String upToNul(ByteBuffer bytes) {
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
