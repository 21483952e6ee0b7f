package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of a filter pipeline.
 *
 * @param kind what it does
 * @param parameters client data of the pipeline message
 */
record Filter(Kind kind, int[] parameters) {
  /** Filters from this number on are not the format's own; they have names. */
  private static final int FIRST_REGISTERED = 256;

  /** The filters that are read, by their registered numbers. */
  enum Kind {
    GZIP(1),
    SHUFFLE(2),
    FLETCHER32(3),
    LZF(32000);

    private final int id;

    Kind(int id) {
      this.id = id;
    }

    /** Name as h5py spells it. */
    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** True when the output is of another size than the input. */
    boolean compresses() {
      return this == GZIP || this == LZF;
    }
  }

  /**
   * The filters of a pipeline message, in the order in which they were applied. Layout: HDF5 File
   * Format Specification 3.0, section IV.A.2.l.
   *
   * @throws Hdf5Exception {@code UNSUPPORTED} if one of them is none of {@link Kind}
   */
  static List<Filter> list(ByteBuffer message) throws Hdf5Exception {
    boolean old = message.get(0) == 1;
    int count = message.get(1);
    int at = old ? 8 : 2;
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = Short.toUnsignedInt(message.getShort(at));
      boolean named = old || id >= FIRST_REGISTERED;
      int nameLength = named ? Short.toUnsignedInt(message.getShort(at + 2)) : 0;
      at += named ? 4 : 2;
      int[] parameters = new int[Short.toUnsignedInt(message.getShort(at + 2))];
      at += 4;
      ByteBuffer name = message.slice(at, nameLength);
      at += old ? (nameLength + 7) / 8 * 8 : nameLength;
      for (int p = 0; p < parameters.length; p++) {
        parameters[p] = message.getInt(at + 4 * p);
      }
      at += 4 * (parameters.length + (old ? parameters.length % 2 : 0));
      filters.add(new Filter(kind(id, name), parameters));
    }
    return filters;
  }

  private static Kind kind(int id, ByteBuffer name) throws Hdf5Exception {
    for (Kind kind : Kind.values()) {
      if (kind.id == id) {
        return kind;
      }
    }
    String plugIn = id < FIRST_REGISTERED ? "" : " where the filter's plug-in is installed";
    throw new Hdf5Exception(
        Problem.UNSUPPORTED,
        "the voxels are stored with the filter %s; only %s are read"
            .formatted(
                name(id, name),
                String.join(", ", Arrays.stream(Kind.values()).map(Kind::label).toList())),
        "h5repack -f GZIP=1 IN.h5 OUT.h5 rewrites them" + plugIn);
  }

  private static String name(int id, ByteBuffer name) {
    return switch (id) {
      case 4 -> "szip";
      case 5 -> "nbit";
      case 6 -> "scaleoffset";
      default -> {
        String text = StandardCharsets.UTF_8.decode(name).toString().replaceAll("\0.*", "");
        yield text.isBlank() ? "number " + id : OpenFile.shown(text) + " (number " + id + ")";
      }
    };
  }
}
