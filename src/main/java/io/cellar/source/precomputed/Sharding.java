package io.cellar.source.precomputed;

import io.cellar.codec.Murmur3;
import io.cellar.source.chunked.FormatException;

/**
 * How chunks are spread over shard files (google/neuroglancer, precomputed, "Sharded format").
 *
 * @param preshift so many low bits of a chunk's id do not count, 0 to 64
 * @param murmur whether ids are hashed by MurmurHash3; else they are taken as they are
 * @param minishardBits bits of the hash that number the minishard, 0 to {@link
 *     #MOST_MINISHARD_BITS}
 * @param shardBits bits of the hash above those, which number the shard
 * @param gzipIndex whether minishard indices are gzip
 * @param gzipData whether chunks are gzip besides their own encoding
 */
record Sharding(
    int preshift,
    boolean murmur,
    int minishardBits,
    int shardBits,
    boolean gzipIndex,
    boolean gzipData) {
  /** With more, places in a shard file would not fit into 63 bits. */
  static final int MOST_MINISHARD_BITS = 58;

  private static final String TYPE = "neuroglancer_uint64_sharded_v1";

  /** Where the entry of a chunk lies. */
  record Place(long shard, long minishard) {}

  static Sharding of(InfoValue value) throws FormatException {
    if (!value.get("@type").text().equals(TYPE)) {
      throw value.get("@type").problem("sharding of another type than " + TYPE + " is not read");
    }
    int minishardBits = (int) value.get("minishard_bits").integer(0, MOST_MINISHARD_BITS);
    return new Sharding(
        (int) value.get("preshift_bits").integer(0, 64),
        isMurmur(value.get("hash")),
        minishardBits,
        (int) value.get("shard_bits").integer(0, 64 - minishardBits),
        isGzip(value.get("minishard_index_encoding")),
        isGzip(value.get("data_encoding")));
  }

  private static boolean isMurmur(InfoValue value) throws FormatException {
    return switch (value.word()) {
      case "identity" -> false;
      case "murmurhash3_x86_128" -> true;
      default -> throw value.problem("the hash " + value.quoted() + " is not known");
    };
  }

  private static boolean isGzip(InfoValue value) throws FormatException {
    return switch (value.isAbsent() ? "raw" : value.word()) {
      case "raw" -> false;
      case "gzip" -> true;
      default -> throw value.problem(value.quoted() + " instead of \"raw\" or \"gzip\"");
    };
  }

  /** Where the entry of a chunk lies. */
  Place place(long id) {
    long shifted = shifted(id, preshift);
    long hash = murmur ? Murmur3.hash(shifted) : shifted;
    return new Place(
        lowBits(shifted(hash, minishardBits), shardBits), lowBits(hash, minishardBits));
  }

  private static long shifted(long value, int bits) {
    return bits == 64 ? 0 : value >>> bits;
  }

  private static long lowBits(long value, int bits) {
    return bits == 64 ? value : value & (1L << bits) - 1;
  }

  /** The name of a shard's file without its extension. */
  String name(long shard) {
    String digits = Long.toHexString(shard);
    return "0".repeat(Math.max(0, (shardBits + 3) / 4 - digits.length())) + digits;
  }

  /** How many minishards a shard has. */
  long minishards() {
    return 1L << minishardBits;
  }

  /** Bytes of the table of minishards at the beginning of a shard. */
  long indexBytes() {
    return ShardIndexPage.ENTRY_BYTES << minishardBits;
  }
}
