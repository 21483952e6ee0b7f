package io.cellar.source.precomputed;

import io.cellar.codec.Murmur3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes shard files. */
record ShardWriter(
    int preshift,
    boolean murmur,
    int minishardBits,
    int shardBits,
    boolean gzipIndex,
    boolean gzipData) {

  /** The value of {@code sharding}. */
  String json() {
    return """
    {"@type": "neuroglancer_uint64_sharded_v1", "preshift_bits": %d, "hash": "%s",
     "minishard_bits": %d, "shard_bits": %d,
     "minishard_index_encoding": "%s", "data_encoding": "%s"}\
    """
        .formatted(
            preshift,
            murmur ? "murmurhash3_x86_128" : "identity",
            minishardBits,
            shardBits,
            gzipIndex ? "gzip" : "raw",
            gzipData ? "gzip" : "raw");
  }

  /** The files by their name without extension. */
  Map<String, byte[]> write(Map<Long, byte[]> chunks) throws IOException {
    Map<Long, Map<Integer, List<Long>>> shards = new TreeMap<>();
    for (long id : chunks.keySet()) {
      long hash = murmur ? Murmur3.hash(id >>> preshift) : id >>> preshift;
      int minishard = (int) (hash & ~(-1L << minishardBits));
      long shard = shardBits == 0 ? 0 : hash << 64 - minishardBits - shardBits >>> 64 - shardBits;
      shards
          .computeIfAbsent(shard, _ -> new TreeMap<>())
          .computeIfAbsent(minishard, _ -> new ArrayList<>())
          .add(id);
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<Long, Map<Integer, List<Long>>> shard : shards.entrySet()) {
      files.put(name(shard.getKey()), shard(shard.getValue(), chunks));
    }
    return files;
  }

  private String name(long shard) {
    int digits = Math.max(1, (int) Math.ceil(shardBits / 4.0));
    return ("%0" + digits + "x").formatted(shard);
  }

  /** Data of all minishards with a gap before each chunk, and their indices behind. */
  private byte[] shard(Map<Integer, List<Long>> minishards, Map<Long, byte[]> chunks)
      throws IOException {
    ByteBuffer table = numbers(2 << minishardBits);
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (Map.Entry<Integer, List<Long>> minishard : minishards.entrySet()) {
      List<Long> ids = minishard.getValue().stream().sorted(Comparator.naturalOrder()).toList();
      int n = ids.size();
      ByteBuffer index = numbers(3 * n);
      long last = 0;
      long end = 0;
      for (int i = 0; i < n; i++) {
        rest.write(new byte[i % 3]);
        byte[] data = gzipData ? gzip(chunks.get(ids.get(i))) : chunks.get(ids.get(i));
        index.putLong(8 * i, ids.get(i) - last);
        index.putLong(8 * (n + i), rest.size() - end);
        index.putLong(8 * (2 * n + i), data.length);
        rest.write(data);
        last = ids.get(i);
        end = rest.size();
      }
      table.putLong(16 * minishard.getKey(), rest.size());
      rest.write(gzipIndex ? gzip(index.array()) : index.array());
      table.putLong(16 * minishard.getKey() + 8, rest.size());
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(table.array());
    rest.writeTo(file);
    return file.toByteArray();
  }

  private static ByteBuffer numbers(int count) {
    return ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
