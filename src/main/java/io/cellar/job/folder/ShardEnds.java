package io.cellar.job.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the files of shards say that have ended, or that were worked on and are to be gone on with;
 * each is read once, and again when it may be another. Spoilt ones say nothing, which is no harm.
 * Thread-safe.
 */
final class ShardEnds {
  private static final int LONGEST = 1 << 20;

  private final Path folder;
  private final Map<Path, ShardEnd> known = new HashMap<>();
  private final Map<Path, Stamped> stamped = new HashMap<>();

  ShardEnds(Path folder) {
    this.folder = folder;
  }

  /**
   * What a file said.
   *
   * @param stamp tells whether it is another meanwhile
   */
  private record Stamped(String stamp, ShardEnd end) {}

  /** What has become of the blocks of several shards, and what was found out besides. */
  record Sum(ShardCounts counts, JobResults results) {
    Sum plus(ShardEnd end) {
      return new Sum(counts.plus(end.counts()), results.plus(end.results()));
    }
  }

  /** Of those that have ended without failures, with some, and those that wait, in this order. */
  Sum sum(ShardNames names) throws IOException {
    Sum sum = new Sum(ShardCounts.NONE, JobResults.NONE);
    for (long n : sorted(names.done())) {
      sum = sum.plus(done(n));
    }
    for (long n : sorted(names.failed())) {
      sum = sum.plus(failed(n));
    }
    for (long n : names.todo()) {
      sum = sum.plus(waiting(n).waiting());
    }
    return sum;
  }

  private static List<Long> sorted(Collection<Long> shards) {
    return shards.stream().sorted().toList();
  }

  /** What never changes any more. */
  private synchronized ShardEnd done(long n) throws IOException {
    Path file = folder.resolve(n + ".done");
    ShardEnd end = known.get(file);
    if (end == null) {
      Optional<ShardEnd> read = read(file).map(ShardEnds::end);
      read.ifPresent(e -> known.put(file, e));
      end = read.orElse(ShardEnd.NONE);
    }
    return end;
  }

  /** What a failed shard ended with. */
  ShardEnd failed(long n) throws IOException {
    return now(folder.resolve(n + ".failed"));
  }

  private ShardEnd waiting(long n) throws IOException {
    return now(folder.resolve(n + ".todo"));
  }

  /** What a file says that may be another one later; nothing when it is gone in this moment. */
  private synchronized ShardEnd now(Path file) throws IOException {
    String stamp;
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (now.size() == 0) {
        return ShardEnd.NONE;
      }
      stamp = now.size() + " " + now.lastModifiedTime();
    } catch (NoSuchFileException _) {
      stamped.remove(file);
      return ShardEnd.NONE;
    }
    Stamped before = stamped.get(file);
    if (before == null || !before.stamp.equals(stamp)) {
      before = new Stamped(stamp, read(file).map(ShardEnds::end).orElse(ShardEnd.NONE));
      stamped.put(file, before);
    }
    return before.end;
  }

  /** What earlier attempts at a shard have come to that a worker holds now. */
  ShardEnd earlier(String name) throws IOException {
    return read(folder.resolve(name))
        .filter(json -> !Offer.is(json))
        .map(ShardEnds::end)
        .orElse(ShardEnd.NONE);
  }

  /** What a shard was offered with; empty when it was not, then it is to be downloaded. */
  Optional<Offer> offer(String name) throws IOException {
    return read(folder.resolve(name)).filter(Offer::is).flatMap(ShardEnds::offer);
  }

  private static Optional<Offer> offer(JsonObject json) {
    try {
      return Optional.of(Offer.of(json));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static ShardEnd end(JsonObject json) {
    try {
      return ShardEnd.of(json);
    } catch (IllegalArgumentException _) {
      return ShardEnd.NONE;
    }
  }

  /** What a file says; empty when nothing, it is gone, or spoilt. */
  private static Optional<JsonObject> read(Path file) throws IOException {
    try {
      return Files.size(file) == 0 ? Optional.empty() : Optional.of(JsonObject.read(file, LONGEST));
    } catch (NoSuchFileException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * The attempts whose failures count: that which each failed shard ended with, and that with which
   * one was given back.
   */
  Map<Long, String> attempts(ShardNames names) throws IOException {
    Map<Long, String> attempts = new HashMap<>();
    for (long n : names.failed()) {
      attempts.put(n, failed(n).attempt());
    }
    for (long n : names.todo()) {
      ShardEnd end = waiting(n);
      if (end.givenBack()) {
        attempts.put(n, end.attempt());
      }
    }
    return attempts;
  }
}
