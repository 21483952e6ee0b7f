package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one file, in memory or mapped. Every access is checked against the file's length, so
 * that an address from a damaged file can only fail.
 *
 * @param segment all bytes of the file
 * @param looked told of all that is looked at, except the data of a contiguous dataset; null where
 *     nobody wants to know
 */
record FileBytes(MemorySegment segment, LookedAt looked) {

  FileBytes(MemorySegment segment) {
    this(segment, null);
  }

  static FileBytes of(byte[] bytes) {
    return of(bytes, bytes.length, null);
  }

  /**
   * A file at the start of an array.
   *
   * @param length of the file
   */
  static FileBytes of(byte[] bytes, int length, LookedAt looked) {
    return new FileBytes(MemorySegment.ofArray(bytes).asSlice(0, length).asReadOnly(), looked);
  }

  long size() {
    return segment.byteSize();
  }

  /** The same file from some byte on. */
  FileBytes from(long start) {
    return start == 0 ? this : new FileBytes(segment.asSlice(start), looked);
  }

  /** True when the whole range lies within the file. */
  boolean contains(long address, long length) {
    return address >= 0 && length >= 0 && length <= size() - address;
  }

  /** A part of the file, not copied. */
  MemorySegment slice(long address, long length, String what) throws Hdf5Exception {
    check(address, length, what);
    return part(address, length);
  }

  /** The data of a contiguous dataset, not copied. */
  MemorySegment data(long address, long length) throws Hdf5Exception {
    check(address, length, "the data");
    return segment.asSlice(address, length);
  }

  /** A part of the file as a little-endian buffer, not copied. */
  ByteBuffer buffer(long address, long length, String what) throws Hdf5Exception {
    check(address, length, what);
    return buffer(address, length);
  }

  /** The same for a range that is known to lie within the file. */
  ByteBuffer buffer(long address, long length) {
    return part(address, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private MemorySegment part(long address, long length) {
    MemorySegment part = segment.asSlice(address, length);
    if (looked != null) {
      looked.add(part.address(), length);
    }
    return part;
  }

  /** A copy of a part of the file. */
  byte[] bytes(long address, int length, String what) throws Hdf5Exception {
    return slice(address, length, what).toArray(ValueLayout.JAVA_BYTE);
  }

  private void check(long address, long length, String what) throws Hdf5Exception {
    if (!contains(address, length)) {
      throw new Hdf5Exception(
          Hdf5Exception.Problem.CORRUPT,
          "%s at address %d with %d bytes lies outside the file of %d bytes"
              .formatted(what, address, length, size()));
    }
  }
}
