package io.cellar.job.work;

import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.Part;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A worker's part of the limits of its job, which all workers that download keep to together. Each
 * says which part it takes, and takes only what the others leave: who takes more says so first and
 * looks then whether another did so in the same moment; who takes less keeps to it before it says
 * so. One thread uses it.
 */
final class LimitShare {
  /** What a worker does that has no part yet, for people. */
  static final String WAITS = "waiting for its part of the limits";

  /** The workers that were asked for have appeared by then, or others have their parts. */
  static final Duration START = Duration.ofSeconds(15);

  private final String id;
  private final int requests;
  private final OptionalLong rate;
  private final int asked;
  private Part before = Part.NONE;
  private Part part = Part.NONE;
  private int looksToPass;

  /**
   * No part at first.
   *
   * @param id of the worker
   */
  LimitShare(String id, JobSpec spec) {
    this(id, spec.requests(), spec.bytesPerSecond(), spec.workers());
  }

  private LimitShare(String id, int requests, OptionalLong rate, int asked) {
    this.id = id;
    this.requests = requests;
    this.rate = rate;
    this.asked = asked;
  }

  /** For a worker that downloads nothing. */
  static LimitShare none(String id) {
    return new LimitShare(id, 0, OptionalLong.empty(), 1);
  }

  /** Whether the job has limits. */
  boolean isLimited() {
    return requests > 0 || rate.isPresent();
  }

  /** Whether shards may be taken. */
  boolean isGranted() {
    return (requests == 0 || part.requests() > 0) && (rate.isEmpty() || part.bytesPerSecond() > 0);
  }

  /** What it takes at most, as the others are told. */
  Part part() {
    return part;
  }

  /** Most requests; 0: no limit. Means nothing unless a part is granted. */
  int requests() {
    return part.requests();
  }

  /** Most bytes per second; empty: no limit. */
  OptionalLong bytesPerSecond() {
    return rate.isPresent() ? OptionalLong.of(Math.max(1, part.bytesPerSecond())) : rate;
  }

  /**
   * Looks which part it should take.
   *
   * @param others what the others say
   * @param busy whether it holds shards, for which it keeps something
   * @param age how long the worker has been there
   * @return whether that is more than before; then it is to be told the others, and {@link #settle}
   *     says whether it may be used
   */
  boolean propose(List<WorkerStatus> others, boolean busy, Duration age) {
    before = part;
    if (looksToPass > 0) {
      looksToPass--;
      return false;
    }
    Part wanted = wanted(others, busy, age);
    int freeRequests = (int) Math.max(0, requests - takenRequests(others));
    long freeRate = Math.max(0, rate.orElse(0) - takenRate(others));
    Part next =
        new Part(
            Math.min(wanted.requests(), Math.max(part.requests(), freeRequests)),
            Math.min(wanted.bytesPerSecond(), Math.max(part.bytesPerSecond(), freeRate)));
    // Who has none yet begins with a whole one: the others will leave it soon.
    part = isGranted() || next.equals(wanted) ? next : Part.NONE;
    return part.requests() > before.requests() || part.bytesPerSecond() > before.bytesPerSecond();
  }

  /** Whether it is another part than before {@link #propose}. */
  boolean hasChanged() {
    return !part.equals(before);
  }

  /**
   * After the others were told that it takes more: leaves it at the part before if another took
   * what was free in the same moment.
   *
   * @return whether it has the part
   */
  boolean settle(List<WorkerStatus> others) {
    boolean fits =
        (requests == 0 || takenRequests(others) + part.requests() <= requests)
            && (rate.isEmpty() || takenRate(others) + part.bytesPerSecond() <= rate.getAsLong());
    if (!fits) {
      part = before;
      looksToPass = rank(others); // so that not all try again in the same moment
    }
    return fits;
  }

  private Part wanted(List<WorkerStatus> others, boolean busy, Duration age) {
    int living = others.size() + 1;
    int all = age.compareTo(START) < 0 ? Math.max(living, asked) : living;
    int sharers = requests == 0 ? all : Math.min(all, requests);
    int rank = rank(others);
    if (rank >= sharers && !(busy && isGranted())) {
      return Part.NONE;
    }
    int most = requests == 0 ? 0 : Math.max(1, requests / all + (rank < requests % all ? 1 : 0));
    if (rate.isEmpty()) {
      return new Part(most, 0);
    }
    long exact = rate.getAsLong() / sharers + (rank < rate.getAsLong() % sharers ? 1 : 0);
    return new Part(most, Math.max(1, exact));
  }

  private int rank(List<WorkerStatus> others) {
    return (int) others.stream().filter(other -> other.id().compareTo(id) < 0).count();
  }

  private static long takenRequests(List<WorkerStatus> others) {
    return others.stream().mapToLong(other -> other.part().requests()).sum();
  }

  private static long takenRate(List<WorkerStatus> others) {
    return others.stream().mapToLong(other -> other.part().bytesPerSecond()).sum();
  }
}
