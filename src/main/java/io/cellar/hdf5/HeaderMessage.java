package io.cellar.hdf5;

import io.cellar.volume.DType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of an object header that is being written. Types and layouts: HDF5 File Format
 * Specification 3.0, section IV.A.2; the versions chosen are those that every library since 1.8
 * reads.
 *
 * @param type number of the message type
 * @param body its content
 */
record HeaderMessage(int type, byte[] body) {
  private static final int SIGNED = 0x08;
  private static final int NORMALISED = 0x20;

  /** A version 2 object header that holds these messages. */
  static byte[] header(List<HeaderMessage> messages) {
    LittleEndian content = new LittleEndian();
    for (HeaderMessage message : messages) {
      content.u8(message.type).u16(message.body.length).u8(0).bytes(message.body);
    }
    byte[] bytes =
        new LittleEndian()
            .bytes("OHDR".getBytes(StandardCharsets.US_ASCII))
            .u8(2)
            .u8(2) // the size below has four bytes
            .u32(content.size())
            .bytes(content.toBytes())
            .toBytes();
    return new LittleEndian().bytes(bytes).u32(Lookup3.hash(bytes)).toBytes();
  }

  /** Links are stored in the header itself. */
  static HeaderMessage linkInfo() {
    return new HeaderMessage(
        2,
        new LittleEndian()
            .u8(0)
            .u8(0)
            .u64(LittleEndian.UNDEFINED)
            .u64(LittleEndian.UNDEFINED)
            .toBytes());
  }

  static HeaderMessage groupInfo() {
    return new HeaderMessage(10, new byte[2]);
  }

  /** A hard link with a UTF-8 name. */
  static HeaderMessage link(String name, long address) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return new HeaderMessage(
        6,
        new LittleEndian()
            .u8(1)
            .u8(0x11) // character set given, two bytes for the length of the name
            .u8(1)
            .u16(text.length)
            .bytes(text)
            .u64(address)
            .toBytes());
  }

  static HeaderMessage dataspace(long[] shape) {
    LittleEndian body = new LittleEndian().u8(2).u8(shape.length).u8(0).u8(1);
    for (long size : shape) {
      body.u64(size);
    }
    return new HeaderMessage(1, body.toBytes());
  }

  static HeaderMessage datatype(DType dtype) {
    return new HeaderMessage(
        3,
        switch (dtype.kind()) {
          case UNSIGNED -> integer(dtype.bytes(), 0);
          case SIGNED -> integer(dtype.bytes(), SIGNED);
          case FLOAT -> dtype == DType.FLOAT32 ? real(4, 8, 23, 127) : real(8, 11, 52, 1023);
          case BOOL -> bool();
        });
  }

  private static byte[] integer(int bytes, int bits) {
    return new LittleEndian().u8(0x10).u8(bits).u16(0).u32(bytes).u16(0).u16(8 * bytes).toBytes();
  }

  private static byte[] real(int bytes, int exponentBits, int mantissaBits, int bias) {
    return new LittleEndian()
        .u8(0x11)
        .u8(NORMALISED)
        .u8(8 * bytes - 1)
        .u8(0)
        .u32(bytes)
        .u16(0)
        .u16(8 * bytes)
        .u8(mantissaBits)
        .u8(exponentBits)
        .u8(0)
        .u8(mantissaBits)
        .u32(bias)
        .toBytes();
  }

  /** What h5py reads as bool: an enum of int8 with these two names, padded to eight bytes. */
  private static byte[] bool() {
    return new LittleEndian()
        .u8(0x18)
        .u16(2)
        .u8(0)
        .u32(1)
        .bytes(integer(1, SIGNED))
        .bytes("FALSE\0\0\0TRUE\0\0\0\0".getBytes(StandardCharsets.US_ASCII))
        .u8(0)
        .u8(1)
        .toBytes();
  }

  /** The default fill value, written only if it is set. */
  static HeaderMessage fillValue(boolean chunked) {
    return new HeaderMessage(
        5, new LittleEndian().u8(2).u8(chunked ? 3 : 2).u8(2).u8(1).u32(0).toBytes());
  }

  /** Contiguous storage of that many bytes. */
  static HeaderMessage contiguous(long address, long bytes) {
    return new HeaderMessage(8, new LittleEndian().u8(3).u8(1).u64(address).u64(bytes).toBytes());
  }

  /** Chunked storage with a version 1 B-tree. */
  static HeaderMessage chunked(long treeAddress, long[] chunk, int elementBytes) {
    LittleEndian body = new LittleEndian().u8(3).u8(2).u8(chunk.length + 1).u64(treeAddress);
    for (long size : chunk) {
      body.u32(size);
    }
    return new HeaderMessage(8, body.u32(elementBytes).toBytes());
  }

  /** A pipeline of gzip alone. */
  static HeaderMessage gzip(int level) {
    return new HeaderMessage(
        11, new LittleEndian().u8(2).u8(1).u16(1).u16(1).u16(1).u32(level).toBytes());
  }
}
