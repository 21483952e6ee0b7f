package io.cellar.hdf5;

import java.io.ByteArrayOutputStream;

/** Bytes being put together; numbers are written little-endian, as all of HDF5's structure is. */
final class LittleEndian {
  /** The address of what does not exist. */
  static final long UNDEFINED = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  LittleEndian u8(int value) {
    out.write(value);
    return this;
  }

  LittleEndian u16(int value) {
    return number(value, 2);
  }

  LittleEndian u32(long value) {
    return number(value, 4);
  }

  LittleEndian u64(long value) {
    return number(value, 8);
  }

  private LittleEndian number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> 8 * i));
    }
    return this;
  }

  LittleEndian bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Zeros up to a length. */
  LittleEndian padTo(int length) {
    while (out.size() < length) {
      out.write(0);
    }
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
