package io.cellar.job.folder;

import io.cellar.input.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the files of shards that have ended say; each is read once. Thread-safe. */
final class ShardEnds {
  private static final int LONGEST = 1 << 20;
  private static final End NOTHING = new End(ShardCounts.NONE, JobResults.NONE);

  private final Path folder;
  private final Map<Path, End> known = new HashMap<>();

  ShardEnds(Path folder) {
    this.folder = folder;
  }

  /** What has become of the blocks of a shard, and what its worker found out besides. */
  record End(ShardCounts counts, JobResults results) {
    End plus(End other) {
      return new End(counts.plus(other.counts), results.plus(other.results));
    }
  }

  /** The text of such a file. */
  static byte[] text(String attempt, ShardCounts counts, JobResults results) {
    Map<String, Object> json = new HashMap<>(counts.json());
    json.put("attempt", attempt);
    if (!results.all().isEmpty()) {
      json.put("results", results.json());
    }
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Those of some shards together, the results in their order. */
  End sum(List<Long> shards, String ending) throws IOException {
    End sum = NOTHING;
    for (long n : shards.stream().sorted().toList()) {
      sum = sum.plus(end(n, ending));
    }
    return sum;
  }

  /** What a shard ended with; nothing when its file cannot be read, which is no harm. */
  synchronized End end(long n, String ending) throws IOException {
    Path file = folder.resolve(n + "." + ending);
    End end = known.get(file);
    if (end == null) {
      try {
        JsonObject json = JsonObject.read(file, LONGEST);
        end = new End(ShardCounts.of(json), JobResults.of(json.object("results")));
      } catch (NoSuchFileException | IllegalArgumentException _) {
        return NOTHING;
      }
      known.put(file, end);
    }
    return end;
  }

  /** A failed shard is tried again. */
  synchronized void forget(long n) {
    known.remove(folder.resolve(n + ".failed"));
  }

  /** The attempt that each of some failed shards ended with; the failures of that one count. */
  Map<Long, String> attempts(List<Long> failed) throws IOException {
    Map<Long, String> attempts = new HashMap<>();
    for (long n : failed) {
      try {
        attempts.put(n, JsonObject.read(folder.resolve(n + ".failed"), LONGEST).text("attempt"));
      } catch (NoSuchFileException | IllegalArgumentException _) {
        continue; // tried again in this moment, or spoilt: then its failures are not told
      }
    }
    return attempts;
  }
}
