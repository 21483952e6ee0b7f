package io.cellar.source.zarr;

import io.cellar.codec.Codec;
import io.cellar.codec.Crc32c;
import io.cellar.codec.Gzip;
import io.cellar.source.chunked.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The {@code codecs} of a Zarr v3 array: any that reorder the array, one that makes bytes of it,
 * any that change the bytes (Zarr v3 specification, codecs).
 *
 * @param type with the order of bytes
 * @param chunk the chunk that {@code chain} makes, along the axes of the array
 * @param order of the axes in it
 */
record CodecsV3(
    StoredType type, long[] chunk, int[] order, ByteChain chain, Optional<Sharding> sharding) {

  /**
   * Reads the chain of an array.
   *
   * @param sizes where {@code chunk} is told
   */
  static CodecsV3 read(Json codecs, StoredType type, Json sizes, long[] chunk)
      throws FormatException {
    return read(codecs, type, sizes, chunk, ChunkLayout.identity(chunk.length), false);
  }

  private static CodecsV3 read(
      Json codecs, StoredType type, Json sizes, long[] chunk, int[] outer, boolean isInner)
      throws FormatException {
    int[] order = outer;
    List<Json> list = codecs.list();
    int i = 0;
    for (; i < list.size(); i++) {
      String name = ArrayV3.name(list.get(i));
      if (name.equals("transpose")) {
        order = ChunkLayout.then(order, transposition(list.get(i), chunk.length));
      } else if (!name.equals("bitround") && !name.equals("numcodecs.bitround")) {
        break;
      }
    }
    if (i == list.size()) {
      throw codecs.refuse("has no array-to-bytes codec", "\"bytes\" or \"sharding_indexed\"");
    }
    Json toBytes = list.get(i);
    List<Json> after = list.subList(i + 1, list.size());
    String name = ArrayV3.name(toBytes);
    return switch (name) {
      // "endian" is what drafts of the specification called it.
      case "bytes", "endian" -> bytes(toBytes, after, type, sizes, chunk, order);
      case "sharding_indexed" -> {
        if (isInner) {
          throw toBytes.refuse("is a shard within a shard, which is not read", "\"bytes\"");
        }
        yield shards(toBytes, after, type, chunk, order);
      }
      default ->
          throw toBytes.refuse(
              "is \"%s\", which is not read here".formatted(name),
              "transpose, bytes or sharding_indexed");
    };
  }

  private static CodecsV3 bytes(
      Json codec, List<Json> after, StoredType type, Json sizes, long[] chunk, int[] order)
      throws FormatException {
    StoredType stored = type.withOrder(isBigEndian(codec, type.bytes()));
    ByteChain chain = new ByteChain(ArrayMetadata.chunkBytes(sizes, chunk, type));
    for (Json next : after) {
      Compressors.addV3(ArrayV3.configuration(next), next, ArrayV3.name(next), chain);
    }
    return new CodecsV3(stored, chunk, order, chain, Optional.empty());
  }

  private static boolean isBigEndian(Json codec, int width) throws FormatException {
    Json endian = ArrayV3.configuration(codec).get("endian");
    if (endian.isNull() && width == 1) {
      return false;
    }
    return switch (endian.optionalText().orElse("")) {
      case "little" -> false;
      case "big" -> true;
      default -> throw endian.refuse(endian.kind(), "\"little\" or \"big\"");
    };
  }

  private static int[] transposition(Json codec, int rank) throws FormatException {
    Json json = ArrayV3.configuration(codec).get("order");
    if (json.isText() && json.text().equals("C")) {
      return ChunkLayout.identity(rank);
    }
    if (json.isText() && json.text().equals("F")) {
      return ChunkLayout.reversed(rank);
    }
    long[] axes = json.integers(0);
    long[] sorted = axes.clone();
    Arrays.sort(sorted);
    boolean permutes = axes.length == rank;
    for (int d = 0; permutes && d < rank; d++) {
      permutes = sorted[d] == d;
    }
    if (!permutes) {
      throw json.refuse(json.kind(), "each of the numbers from 0 to " + (rank - 1) + " once");
    }
    return Arrays.stream(axes).mapToInt(Math::toIntExact).toArray();
  }

  private static CodecsV3 shards(
      Json codec, List<Json> after, StoredType type, long[] shard, int[] order)
      throws FormatException {
    Json configuration = ArrayV3.configuration(codec);
    Json sizes = configuration.get("chunk_shape");
    long[] inner = sizes.integers(1);
    int rank = shard.length;
    if (inner.length != rank) {
      throw sizes.refuse("has %d numbers".formatted(inner.length), rank + " numbers");
    }
    long[] chunk = new long[rank];
    long[] chunks = new long[rank];
    for (int i = 0; i < rank; i++) {
      if (shard[order[i]] % inner[i] != 0) {
        throw sizes.refuse(
            "does not divide the shard of " + shard[order[i]] + " voxels along its axis " + i,
            "whole chunks in a shard");
      }
      chunk[order[i]] = inner[i];
      chunks[i] = shard[order[i]] / inner[i];
    }
    Sharding.check(sizes, chunks);
    CodecsV3 within = read(configuration.get("codecs"), type, sizes, chunk, order, true);
    List<Json> index = configuration.get("index_codecs").list();
    boolean hasChecksum = checkIndex(configuration.get("index_codecs"), index);
    Sharding sharding =
        new Sharding(
            shard,
            order,
            chunks,
            isAtEnd(configuration.get("index_location")),
            isBigEndian(index.getFirst(), Long.BYTES),
            hasChecksum,
            around(after));
    return new CodecsV3(
        within.type, within.chunk, within.order, within.chain, Optional.of(sharding));
  }

  private static boolean checkIndex(Json json, List<Json> codecs) throws FormatException {
    boolean known = !codecs.isEmpty() && codecs.size() <= 2;
    known = known && ArrayV3.name(codecs.getFirst()).matches("bytes|endian");
    known = known && (codecs.size() == 1 || ArrayV3.name(codecs.get(1)).equals("crc32c"));
    if (!known) {
      List<String> names = new ArrayList<>();
      for (Json codec : codecs) {
        names.add(ArrayV3.name(codec));
      }
      throw json.refuse("is " + names + ", which is not read", "bytes, or bytes and crc32c");
    }
    return codecs.size() == 2;
  }

  private static boolean isAtEnd(Json json) throws FormatException {
    return switch (json.isNull() ? "end" : json.text()) {
      case "end" -> true;
      case "start" -> false;
      default -> throw json.refuse(json.kind(), "\"start\" or \"end\"");
    };
  }

  /** Codecs of whole shards; their size is not known before they are undone. */
  private static List<Codec> around(List<Json> codecs) throws FormatException {
    List<Codec> around = new ArrayList<>();
    for (Json codec : codecs) {
      String name = ArrayV3.name(codec);
      around.add(
          switch (name) {
            case "crc32c" -> new Crc32c();
            case "gzip", "numcodecs.gzip" ->
                (stored, _) -> Gzip.decodeAtMost(stored, Sharding.MOST_SHARD_BYTES);
            default ->
                throw codec.refuse(
                    "is \"%s\" around whole shards, which is not read".formatted(name),
                    "nothing, crc32c or gzip after sharding_indexed");
          });
    }
    return around;
  }
}
