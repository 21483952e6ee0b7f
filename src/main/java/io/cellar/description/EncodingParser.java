package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockEncoding.Compression;
import java.util.Locale;
import java.util.Optional;

/** Reads how blocks are written: {@code chunks}, {@code compression}, {@code compression_opts}. */
final class EncodingParser {
  private final Fields fields;

  EncodingParser(Fields fields) {
    this.fields = fields;
  }

  /** The encoding; empty when it has problems, which have been noted. */
  Optional<BlockEncoding> parse(Optional<Axes> axes) {
    Optional<long[]> chunks = Shapes.perAxis(fields, "chunks", axes, 1);
    Optional<Compression> compression =
        fields.has("compression")
            ? fields.text("compression").flatMap(this::compression)
            : Optional.of(Compression.NONE);
    Optional<Long> level = fields.whole("compression_opts");
    if (level.isPresent() && compression.isPresent()) {
      checkLevel(compression.get(), level.get());
    }
    return compression.map(c -> new BlockEncoding(chunks, c, Math.clamp(level.orElse(-1L), -1, 9)));
  }

  private Optional<Compression> compression(String text) {
    for (Compression compression : Compression.values()) {
      boolean named = compression.name().toLowerCase(Locale.ROOT).equals(text);
      if (named && compression != Compression.NONE) {
        return Optional.of(compression);
      }
    }
    fields.problem(
        "compression", "expected gzip, lzf or szip, or none at all, found " + Quoting.quote(text));
    return Optional.empty();
  }

  private void checkLevel(Compression compression, long level) {
    switch (compression) {
      case NONE -> fields.problem("compression_opts", "is given without compression");
      case LZF -> fields.problem("compression_opts", "is given, but lzf has no options");
      case GZIP -> {
        if (level < 0 || level > 9) {
          fields.problem("compression_opts", "expected a gzip level from 0 to 9, found " + level);
        }
      }
      case SZIP -> {
        // szip's options are not used: such blocks are written with gzip
      }
    }
  }
}
