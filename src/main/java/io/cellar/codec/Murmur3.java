package io.cellar.codec;

/**
 * MurmurHash3 x86_128 of a number, with the seed 0, by which the precomputed format spreads chunks
 * over shards (Neuroglancer, "Sharded format").
 */
public final class Murmur3 {
  private static final int C1 = 0x239b961b;
  private static final int C2 = 0xab0e9789;
  private static final int C3 = 0x38b34ae5;

  private Murmur3() {}

  /**
   * The first eight bytes of the hash as a little-endian number.
   *
   * @param key hashed as eight little-endian bytes
   */
  public static long hash(long key) {
    int h1 = Integer.rotateLeft((int) key * C1, 15) * C2;
    int h2 = Integer.rotateLeft((int) (key >>> 32) * C2, 16) * C3;
    h1 ^= Long.BYTES;
    h2 ^= Long.BYTES;
    int h3 = Long.BYTES;
    int h4 = Long.BYTES;

    h1 += h2 + h3 + h4;
    h2 = mix(h2 + h1);
    h3 = mix(h3 + h1);
    h4 = mix(h4 + h1);
    h1 = mix(h1) + h2 + h3 + h4;
    return (h2 + h1 & 0xffffffffL) << 32 | h1 & 0xffffffffL;
  }

  /** Spreads each bit over all. */
  private static int mix(int value) {
    int h = value;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
