package io.cellar.source.n5;

import io.cellar.codec.Blosc;
import io.cellar.codec.Bzip2;
import io.cellar.codec.Codec;
import io.cellar.codec.GzipOrZlib;
import io.cellar.codec.Lz4BlockStream;
import io.cellar.codec.Xz;
import io.cellar.codec.Zstd;
import io.cellar.input.JsonValue;
import io.cellar.source.chunked.FormatException;

/** What undoes the compression of an array's blocks. Its settings do not matter for that. */
final class Compression {
  private Compression() {}

  /**
   * The codec that the attributes name: {@code compression.type}, or {@code compressionType} in old
   * containers.
   */
  static Codec of(Attributes attributes) throws FormatException {
    boolean old = !attributes.has("compression");
    JsonValue type =
        old ? attributes.get("compressionType") : attributes.get("compression").get("type");
    String field = old ? "compressionType" : "compression.type";
    if (!type.isText()) {
      throw attributes.failure("expected the name of a compression", old ? "compression" : field);
    }
    return switch (type.text()) {
      case "raw" -> (stored, bytes) -> stored;
      // "useZlib" tells which; writers do not keep to it, but the first bytes do.
      case "gzip" -> new GzipOrZlib();
      case "bzip2" -> new Bzip2();
      case "xz" -> new Xz();
      case "lz4" -> new Lz4BlockStream();
      case "zstd" -> new Zstd();
      case "blosc" -> new Blosc();
      default ->
          throw attributes.failure(
              "N5 compression " + Attributes.quote(type) + " is not read", field);
    };
  }
}
