package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The elements of an attribute. Layout: HDF5 File Format Specification 3.0, sections III.E,
 * IV.A.2.d and IV.A.2.m.
 *
 * @param type its datatype, little-endian
 * @param elements how many there are, of those that are looked at
 * @param data all of them, one behind the other
 */
record AttributeValue(OpenFile file, ByteBuffer type, int elements, ByteBuffer data) {
  private static final int MOST_ELEMENTS = 1024;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int SHARED = 1;
  private static final int NULL = 2;
  private static final int INTEGER = 0;
  private static final int FLOAT = 1;
  private static final int STRING = 3;
  private static final int REFERENCE = 7;
  private static final int SEQUENCE = 9;
  private static final int HEAP = 'G' | 'C' << 8 | 'O' << 16 | 'L' << 24;
  private static final int OBJECT_PREFIX = 16;

  /** Reads an attribute message; empty when its type lies somewhere else in the file. */
  static Optional<AttributeValue> of(OpenFile file, ByteBuffer message) {
    boolean padded = message.get(0) == 1;
    if (!padded && (message.get(1) & SHARED) != 0) {
      return Optional.empty();
    }
    int typeAt = nameAt(message) + size(message, 2, padded);
    int spaceAt = typeAt + size(message, 4, padded);
    int dataAt = spaceAt + size(message, 6, padded);
    ByteBuffer type = part(message, typeAt, spaceAt);
    ByteBuffer data = part(message, dataAt, message.limit());
    long bytes = Integer.toUnsignedLong(type.getInt(4));
    long fit = bytes == 0 ? 0 : data.limit() / bytes;
    long declared = elements(part(message, spaceAt, dataAt));
    // A lone text may end before its declared length.
    long elements = declared == 1 && fit == 0 ? 1 : Math.min(declared, fit);
    return Optional.of(
        new AttributeValue(file, type, (int) Math.min(elements, MOST_ELEMENTS), data));
  }

  private static ByteBuffer part(ByteBuffer message, int from, int to) {
    return message.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  static String name(ByteBuffer message) {
    int length = Short.toUnsignedInt(message.getShort(2));
    return upToNul(message.slice(nameAt(message), length));
  }

  private static int nameAt(ByteBuffer message) {
    return message.get(0) == 3 ? 9 : 8;
  }

  private static int size(ByteBuffer message, int at, boolean padded) {
    int size = Short.toUnsignedInt(message.getShort(at));
    return padded ? (size + 7) / 8 * 8 : size;
  }

  private static long elements(ByteBuffer space) {
    int version = space.get(0);
    if (version == 2 && space.get(3) == NULL) {
      return 0;
    }
    long elements = 1;
    for (int d = 0; d < Byte.toUnsignedInt(space.get(1)); d++) {
      long size = space.getLong((version == 1 ? 8 : 4) + 8 * d);
      elements = size <= 0 ? 0 : Math.min(elements * Math.min(size, MOST_ELEMENTS), MOST_ELEMENTS);
    }
    return elements;
  }

  private int kind() {
    return type.get(0) & 0xf;
  }

  private int width() {
    return type.getInt(4);
  }

  /** Its texts; none when it holds something else. */
  List<String> texts() throws Hdf5Exception {
    List<String> texts = new ArrayList<>();
    boolean variable = kind() == SEQUENCE && (type.get(1) & 0xf) == 1;
    for (int i = 0; i < elements && (variable || kind() == STRING); i++) {
      file.effort().spend(Math.min(width(), LONGEST_TEXT));
      texts.add(
          variable
              ? heapObject(i).map(AttributeValue::upToNul).orElse("")
              : upToNul(data.slice(i * width(), Math.min(width(), data.limit() - i * width()))));
    }
    return texts;
  }

  /** Its numbers; none when it holds something else. */
  double[] numbers() throws Hdf5Exception {
    if (kind() != INTEGER && kind() != FLOAT) {
      return new double[0];
    }
    ElementType element = ElementType.of(type, "");
    ByteBuffer in = data.duplicate().order(element.order());
    double[] numbers = new double[elements];
    for (int i = 0; i < elements; i++) {
      int at = i * element.bytes();
      numbers[i] =
          switch (element.dtype()) {
            case INT8 -> in.get(at);
            case BOOL, UINT8 -> Byte.toUnsignedInt(in.get(at));
            case INT16 -> in.getShort(at);
            case UINT16 -> Short.toUnsignedInt(in.getShort(at));
            case INT32 -> in.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(in.getInt(at));
            case INT64, UINT64 -> in.getLong(at);
            case FLOAT32 ->
                element.bytes() == 2 ? Float.float16ToFloat(in.getShort(at)) : in.getFloat(at);
            case FLOAT64 -> in.getDouble(at);
          };
    }
    return numbers;
  }

  /**
   * Addresses of the object headers that sequences of references begin with, -1 for an empty one;
   * none when it holds something else.
   */
  long[] references() throws Hdf5Exception {
    if (kind() != SEQUENCE || (type.get(1) & 0xf) != 0 || (type.get(8) & 0xf) != REFERENCE) {
      return new long[0];
    }
    long[] addresses = new long[elements];
    for (int i = 0; i < elements; i++) {
      Optional<ByteBuffer> object = heapObject(i);
      addresses[i] =
          object.isPresent() && object.get().limit() >= 8
              ? object.get().order(ByteOrder.LITTLE_ENDIAN).getLong(0)
              : -1;
    }
    return addresses;
  }

  /** What an element of variable length holds: an object of a global heap collection. */
  private Optional<ByteBuffer> heapObject(int element) throws Hdf5Exception {
    int length = data.getInt(16 * element);
    long address = data.getLong(16 * element + 4);
    int index = data.getInt(16 * element + 12);
    if (length == 0 || address == 0 || address == -1) {
      return Optional.empty();
    }
    ByteBuffer header = file.bytes().buffer(address, OBJECT_PREFIX, "a heap of strings");
    if (header.getInt(0) != HEAP) {
      return Optional.empty();
    }
    ByteBuffer heap = file.bytes().buffer(address, header.getLong(8), "a heap of strings");
    int at = OBJECT_PREFIX;
    while (at + OBJECT_PREFIX <= heap.limit() && heap.getShort(at) != 0) {
      file.effort().spend(0);
      long size = heap.getLong(at + 8);
      if (Short.toUnsignedInt(heap.getShort(at)) == index) {
        ByteBuffer object = heap.slice(at + OBJECT_PREFIX, Math.toIntExact(size));
        file.effort().spend(Math.min(size, LONGEST_TEXT));
        boolean texts = (type.get(1) & 0xf) == 1;
        return Optional.of(texts ? object.slice(0, Math.min(object.limit(), length)) : object);
      }
      at = Math.toIntExact(Math.addExact(at, OBJECT_PREFIX + Math.ceilDiv(size, 8) * 8));
    }
    return Optional.empty();
  }

  private static String upToNul(ByteBuffer bytes) {
    ByteBuffer part = bytes.slice(0, Math.min(bytes.limit(), LONGEST_TEXT));
    String text = StandardCharsets.UTF_8.decode(part).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
