package io.cellar.source.zarr;

import io.cellar.codec.Blosc;
import io.cellar.codec.Bzip2;
import io.cellar.codec.Crc32c;
import io.cellar.codec.Gzip;
import io.cellar.codec.Inflation;
import io.cellar.codec.Lz4;
import io.cellar.codec.Xz;
import io.cellar.codec.Zstd;
import io.cellar.source.chunked.FormatException;

/** Compression by name. What its parameters are never matters for reading. */
final class Compressors {
  private static final String READ = "zlib, gzip, zstd, blosc, lz4, bz2 or lzma";

  private Compressors() {}

  /** A codec of numcodecs by its id. */
  static void addNumcodecs(Json json, Json where, String id, ByteChain chain)
      throws FormatException {
    boolean added =
        switch (id) {
          case "zlib" -> chain.addCompressor(new Inflation());
          case "gzip" -> chain.addCompressor(new Gzip());
          case "zstd" -> chain.addCompressor(new Zstd());
          case "blosc" -> chain.addCompressor(new Blosc());
          case "lz4" -> chain.addCompressor(new Lz4());
          case "bz2" -> chain.addCompressor(new Bzip2());
          case "lzma" -> {
            Json format = json.get("format");
            if (!format.isNull() && format.optionalDouble() != 1) {
              throw format.refuse(format.kind() + ", a form of lzma that is not read", "1 (xz)");
            }
            yield chain.addCompressor(new Xz());
          }
          default -> throw where.refuse("is \"%s\", which is not read".formatted(id), READ);
        };
    if (!added) {
      throw twice(where, id);
    }
  }

  /** A bytes-to-bytes codec of Zarr v3. */
  static void addV3(Json configuration, Json where, String name, ByteChain chain)
      throws FormatException {
    boolean added =
        switch (name) {
          case "gzip" -> chain.addCompressor(new Gzip());
          case "zstd" -> chain.addCompressor(new Zstd());
          case "blosc" -> chain.addCompressor(new Blosc());
          case "crc32c" -> {
            chain.addFixed(new Crc32c(), Crc32c.BYTES);
            yield true;
          }
          case "numcodecs.gzip",
              "numcodecs.zstd",
              "numcodecs.blosc",
              "numcodecs.zlib",
              "numcodecs.lz4",
              "numcodecs.bz2",
              "numcodecs.lzma" -> {
            addNumcodecs(configuration, where, name.substring("numcodecs.".length()), chain);
            yield true;
          }
          default ->
              throw where.refuse(
                  "is \"%s\", which is not read".formatted(name),
                  "transpose, bytes, sharding_indexed, crc32c, or one of " + READ);
        };
    if (!added) {
      throw twice(where, name);
    }
  }

  private static FormatException twice(Json where, String name) {
    return where.refuse(
        "is \"%s\", a second compression, which is not read".formatted(name), "one compression");
  }
}
