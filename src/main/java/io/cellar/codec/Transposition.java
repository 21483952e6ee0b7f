package io.cellar.codec;

import java.util.Arrays;

/**
 * An array whose axes are stored in another order, both in C order (Zarr v3 specification,
 * codecs/transpose): the stored array has the plain array's axis {@code order[i]} as its axis i.
 * {@code order: "F"} of Zarr v2 is {@link #fortran}.
 */
public final class Transposition implements Codec {
  private final int bytes;

  /** Of what is moved as one: an element, or all that lies together in both arrays. */
  private final int width;

  /** Of the plain array, without axes of one and those that are moved as one. */
  private final int[] lengths;

  /** Distance in the stored array between neighbours on each of those axes, in widths. */
  private final int[] strides;

  /**
   * Keeps no array that is given.
   *
   * @param elementBytes 1, 2, 4 or 8
   * @param shape of the plain array in C order, at most 2 GiB in all
   * @param order a permutation of the axes
   */
  public Transposition(int elementBytes, int[] shape, int[] order) {
    Elements.checkWidth(elementBytes);
    int rank = shape.length;
    int[] identity = new int[rank];
    Arrays.setAll(identity, i -> i);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, identity)) {
      throw new IllegalArgumentException(
          "order " + Arrays.toString(order) + " of " + rank + " axes");
    }
    bytes = Elements.bytes(elementBytes, shape);
    int[] plain = Arrays.stream(identity).filter(a -> shape[a] != 1).toArray();
    int[] stored = Arrays.stream(order).filter(a -> shape[a] != 1).toArray();
    int axes = plain.length;
    int together = elementBytes;
    while (axes > 0 && plain[axes - 1] == stored[axes - 1]) {
      axes--;
      together *= shape[plain[axes]];
    }
    width = together;
    lengths = Arrays.stream(plain, 0, axes).map(a -> shape[a]).toArray();
    int[] strideOf = new int[rank];
    int stride = 1;
    for (int i = axes - 1; i >= 0; i--) {
      strideOf[stored[i]] = stride;
      stride *= shape[stored[i]];
    }
    strides = Arrays.stream(plain, 0, axes).map(a -> strideOf[a]).toArray();
  }

  /** Axes stored in reverse: the first one fastest. */
  public static Transposition fortran(int elementBytes, int[] shape) {
    int[] order = new int[shape.length];
    Arrays.setAll(order, i -> order.length - 1 - i);
    return new Transposition(elementBytes, shape, order);
  }

  /**
   * The plain array.
   *
   * @return the input if no element has to move
   * @throws CodecException if the input does not have the bytes of the array
   */
  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    Elements.checkSize(stored, bytes);
    Elements.checkSize(stored, size);
    if (lengths.length == 0 || bytes == 0) {
      return stored;
    }
    byte[] output = new byte[size];
    int last = lengths.length - 1;
    int fast = 0;
    while (strides[fast] != 1) {
      fast++;
    }
    Plane plane = new Plane(width, lengths[last], strides[last], lengths[fast], distance(fast));
    walk(0, fast, 0, 0, plane, stored, output);
    return output;
  }

  /** Goes over all axes but the two of the plane. */
  private void walk(
      int axis, int fast, int from, int to, Plane plane, byte[] stored, byte[] output) {
    if (axis == lengths.length - 1) {
      plane.move(stored, from, output, to);
    } else if (axis == fast) {
      walk(axis + 1, fast, from, to, plane, stored, output);
    } else {
      int distance = distance(axis);
      for (int i = 0; i < lengths[axis]; i++) {
        walk(axis + 1, fast, from + i * strides[axis], to + i * distance, plane, stored, output);
      }
    }
  }

  /** Between neighbours on an axis in the plain array, in widths. */
  private int distance(int axis) {
    int distance = 1;
    for (int a = axis + 1; a < lengths.length; a++) {
      distance *= lengths[a];
    }
    return distance;
  }
}
