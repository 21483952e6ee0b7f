package io.cellar.job.folder;

import io.cellar.input.Json;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A shard that was downloaded for workers that download nothing themselves: what the file of such a
 * shard says until it is ended.
 *
 * @param attempt names the attempt at the shard among all; it ends with this one
 * @param counts what has become of its blocks
 * @param without places, in the order of the grid, of blocks that are rightly not on disk: empty in
 *     the source, absent from it, or failed and counted so
 * @param results what was found out besides
 */
public record Offer(String attempt, ShardCounts counts, BitSet without, JobResults results) {
  private static final String WITHOUT = "offered_without";

  public Offer {
    without = (BitSet) without.clone();
  }

  @Override
  public BitSet without() {
    return (BitSet) without.clone();
  }

  byte[] text() {
    Map<String, Object> json = new HashMap<>(counts.json());
    json.put("attempt", attempt);
    json.put(WITHOUT, HexFormat.of().formatHex(without.toByteArray()));
    json.put("results", results.json());
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** True when a file is an offer: others say what has become of a shard that is tried again. */
  static boolean is(JsonObject json) {
    return json.has(WITHOUT);
  }

  static Offer of(JsonObject json) {
    return new Offer(
        json.text("attempt"),
        ShardCounts.of(json),
        BitSet.valueOf(HexFormat.of().parseHex(json.text(WITHOUT))),
        JobResults.of(json.object("results")));
  }
}
