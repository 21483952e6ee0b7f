package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An entry of a group. */
sealed interface Link {

  /** Its name within the group. */
  String name();

  /** A link to an object header in this file. */
  record Hard(String name, long address) implements Link {}

  /** A link to a path in this file. */
  record Soft(String name, String target) implements Link {}

  /**
   * A link out of this file, which is never followed.
   *
   * @param target where it leads, for messages
   */
  record External(String name, String target) implements Link {}

  /**
   * Reads a link message. Layout: HDF5 File Format Specification 3.0, section IV.A.2.g. Names are
   * UTF-8, whatever the message says: programs that say ASCII write UTF-8 all the same.
   */
  static Link parse(ByteBuffer message) throws Hdf5Exception {
    ByteBuffer in = message.duplicate().order(message.order());
    if (in.get() != 1) {
      throw new Hdf5Exception(Problem.CORRUPT, "a link of an unknown version");
    }
    int flags = in.get();
    int kind = (flags & 0x08) == 0 ? 0 : Byte.toUnsignedInt(in.get());
    int skipped = ((flags & 0x04) == 0 ? 0 : 8) + ((flags & 0x10) == 0 ? 0 : 1);
    in.position(in.position() + skipped);
    int sizeBytes = 1 << (flags & 3);
    long length = CheckedNodes.number(in, in.position(), sizeBytes);
    in.position(in.position() + sizeBytes);
    String name = text(in, Math.toIntExact(length));
    return switch (kind) {
      case 0 -> new Hard(name, in.getLong());
      case 1 -> new Soft(name, text(in, Short.toUnsignedInt(in.getShort())));
      case 64 -> {
        // A byte of flags, then the file's name and the path in it, each with a NUL behind it.
        String target = text(in, Short.toUnsignedInt(in.getShort()));
        yield new External(name, target.substring(1).replaceFirst("\0", ":").replace("\0", ""));
      }
      default -> new External(name, "something of kind " + kind);
    };
  }

  private static String text(ByteBuffer in, int length) {
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return StandardCharsets.UTF_8.decode(part).toString();
  }
}
