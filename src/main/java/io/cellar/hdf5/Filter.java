package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;

/**
 * One step of a filter pipeline.
 *
 * @param kind what it does
 * @param parameters client data of the pipeline message
 */
record Filter(Kind kind, int[] parameters) {

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

  static Filter of(FilterInfo info) throws Hdf5Exception {
    for (Kind kind : Kind.values()) {
      if (kind.id == info.getId()) {
        return new Filter(kind, info.getData());
      }
    }
    throw new Hdf5Exception(
        Problem.UNSUPPORTED,
        "filter %d (%s); only %s are read"
            .formatted(
                info.getId(),
                name(info),
                String.join(", ", Arrays.stream(Kind.values()).map(Kind::label).toList())));
  }

  private static String name(FilterInfo info) {
    return switch (info.getId()) {
      case 4 -> "szip";
      case 5 -> "nbit";
      case 6 -> "scaleoffset";
      default -> info.getName();
    };
  }
}
