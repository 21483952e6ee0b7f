package io.cellar.job.work;

import io.cellar.input.Redaction;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.store.ProcessIdentity;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * As who a worker says that it lives.
 *
 * @param id names it among all workers
 * @param kind such as {@code window}, for people
 */
record Heartbeat(String id, String kind) {

  /** Of a worker of this process. */
  static Heartbeat of(String kind) {
    ProcessIdentity self = ProcessIdentity.self();
    String host = self.host().replaceAll("[^A-Za-z0-9-]", "-");
    String name = host.substring(0, Math.min(40, host.length()));
    int random = ThreadLocalRandom.current().nextInt(1 << 24);
    String id = name + "-" + self.pid() + "-" + HexFormat.of().toHexDigits(random, 6);
    return new Heartbeat(id, kind);
  }

  /** What it says, see {@link WorkerStatus}. */
  WorkerStatus status(
      State state,
      ShardCounts open,
      long shards,
      double bytesPerSecond,
      String words,
      Optional<String> error,
      WorkerStatus.Part part) {
    return new WorkerStatus(
        id,
        ProcessIdentity.self(),
        kind,
        state,
        open,
        shards,
        bytesPerSecond,
        words,
        error,
        part,
        Instant.now());
  }

  /** What a worker says that could not even begin. */
  WorkerStatus notStarted(Throwable why) {
    Optional<String> error = Optional.of(words(why));
    return status(State.ENDED, ShardCounts.NONE, -1, 0, "", error, WorkerStatus.Part.NONE);
  }

  /** What happened, in words that may be kept. */
  static String words(Throwable why) {
    return Redaction.message(why.getMessage() == null ? why.toString() : why.getMessage());
  }
}
