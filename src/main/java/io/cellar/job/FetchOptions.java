package io.cellar.job;

import io.cellar.engine.BlockEngine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a region is fetched.
 *
 * @param order which blocks first
 * @param requests most requests of this fetch that are open at once; 0: no limit of its own
 * @param bytesPerSecond limit of this fetch; empty: none
 * @param waitForHost how long a host may be away before the fetch ends
 * @param choices what else is chosen
 */
public record FetchOptions(
    BlockOrder order,
    int requests,
    OptionalLong bytesPerSecond,
    Duration waitForHost,
    Set<Choice> choices) {

  /** What is done only if it is chosen. */
  public enum Choice {
    /** Ask anew for blocks that failed before; else they count as failed. */
    RETRY_FAILED,
    /** Ask anew for blocks that were absent before; else they count as absent. */
    RETRY_ABSENT,
    /** When the disk is full, wait until there is space; else the fetch ends. */
    WAIT_FOR_SPACE,
    /**
     * Write files of the fill value for blocks that are empty in the source, so that other programs
     * find them; else these need no file.
     */
    WRITE_EMPTY,
    /** Do nothing before it is told to. */
    START_PAUSED
  }

  public FetchOptions {
    choices = Set.copyOf(choices);
    RequestWindow.check(requests);
    if (choices.contains(Choice.WAIT_FOR_SPACE) && !waitForHost.equals(BlockEngine.WITHOUT_END)) {
      throw new IllegalArgumentException(
          "who waits for space without end waits for hosts without end too, not " + waitForHost);
    }
  }

  /** For the window: waits for hosts and space as long as it takes. */
  public static FetchOptions patient(BlockOrder order) {
    return unlimited(order, BlockEngine.WITHOUT_END).with(Choice.WAIT_FOR_SPACE, true);
  }

  /** For the command line: ends when the disk is full, or a host stays away for so long. */
  public static FetchOptions impatient(BlockOrder order, Duration waitForHost) {
    return unlimited(order, waitForHost);
  }

  private static FetchOptions unlimited(BlockOrder order, Duration waitForHost) {
    return new FetchOptions(
        order, 0, OptionalLong.empty(), waitForHost, Set.of(Choice.RETRY_FAILED));
  }

  /** The same at a limited rate. */
  public FetchOptions withRate(OptionalLong bytesPerSecond) {
    return withLimits(requests, bytesPerSecond);
  }

  /** The same with other limits; see {@link RegionFetch#limits}. */
  public FetchOptions withLimits(int requests, OptionalLong bytesPerSecond) {
    return new FetchOptions(order, requests, bytesPerSecond, waitForHost, choices);
  }

  /** The same with another treatment of blocks that could not be had before. */
  public FetchOptions withRetry(boolean failed, boolean absent) {
    return with(Choice.RETRY_FAILED, failed).with(Choice.RETRY_ABSENT, absent);
  }

  /** The same, begun paused or not. */
  public FetchOptions withStartPaused(boolean paused) {
    return with(Choice.START_PAUSED, paused);
  }

  /** The same, with or without files for blocks that are empty in the source. */
  public FetchOptions withWriteEmpty(boolean write) {
    return with(Choice.WRITE_EMPTY, write);
  }

  private FetchOptions with(Choice choice, boolean chosen) {
    Set<Choice> others = EnumSet.noneOf(Choice.class);
    others.addAll(choices);
    if (chosen) {
      others.add(choice);
    } else {
      others.remove(choice);
    }
    return new FetchOptions(order, requests, bytesPerSecond, waitForHost, others);
  }

  /** Whether blocks that failed before are asked for anew. */
  public boolean retryFailed() {
    return choices.contains(Choice.RETRY_FAILED);
  }

  /** Whether blocks that were absent before are asked for anew. */
  public boolean retryAbsent() {
    return choices.contains(Choice.RETRY_ABSENT);
  }

  /** Whether a full disk is waited for. */
  public boolean waitForSpace() {
    return choices.contains(Choice.WAIT_FOR_SPACE);
  }

  /** Whether files are written for blocks that are empty in the source. */
  public boolean writeEmpty() {
    return choices.contains(Choice.WRITE_EMPTY);
  }

  /** Whether it is begun paused. */
  public boolean startPaused() {
    return choices.contains(Choice.START_PAUSED);
  }
}
