package io.cellar.job;

import io.cellar.engine.BlockEngine;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a region is fetched.
 *
 * @param order which blocks first
 * @param window most requests that wait in the engine at once
 * @param bytesPerSecond limit of this fetch; empty: none
 * @param waitForHost how long a host may be away before the fetch ends
 * @param retryFailed ask anew for blocks that failed before; else they count as failed
 * @param retryAbsent ask anew for blocks that were absent before; else they count as absent
 * @param waitForSpace when the disk is full, wait until there is space; else the fetch ends
 * @param writeEmpty write files of the fill value for blocks that are empty in the source, so that
 *     other programs find them; else these need no file
 * @param startPaused do nothing before it is told to
 */
public record FetchOptions(
    BlockOrder order,
    int window,
    OptionalLong bytesPerSecond,
    Duration waitForHost,
    boolean retryFailed,
    boolean retryAbsent,
    boolean waitForSpace,
    boolean writeEmpty,
    boolean startPaused) {

  private static final int WINDOW = 256;

  public FetchOptions {
    if (window < 1) {
      throw new IllegalArgumentException(
          "a window of " + window + " requests; at least 1 is needed");
    }
    if (waitForSpace && !waitForHost.equals(BlockEngine.WITHOUT_END)) {
      throw new IllegalArgumentException(
          "who waits for space without end waits for hosts without end too, not " + waitForHost);
    }
  }

  /** For the window: waits for hosts and space as long as it takes. */
  public static FetchOptions patient(BlockOrder order) {
    return new FetchOptions(
        order,
        WINDOW,
        OptionalLong.empty(),
        BlockEngine.WITHOUT_END,
        true,
        false,
        true,
        false,
        false);
  }

  /** For the command line: ends when the disk is full, or a host stays away for so long. */
  public static FetchOptions impatient(BlockOrder order, Duration waitForHost) {
    return new FetchOptions(
        order, WINDOW, OptionalLong.empty(), waitForHost, true, false, false, false, false);
  }

  /** The same at a limited rate. */
  public FetchOptions withRate(OptionalLong bytesPerSecond) {
    return new FetchOptions(
        order,
        window,
        bytesPerSecond,
        waitForHost,
        retryFailed,
        retryAbsent,
        waitForSpace,
        writeEmpty,
        startPaused);
  }

  /** The same with another treatment of blocks that could not be had before. */
  public FetchOptions withRetry(boolean failed, boolean absent) {
    return new FetchOptions(
        order,
        window,
        bytesPerSecond,
        waitForHost,
        failed,
        absent,
        waitForSpace,
        writeEmpty,
        startPaused);
  }

  /** The same, begun paused or not. */
  public FetchOptions withStartPaused(boolean paused) {
    return new FetchOptions(
        order,
        window,
        bytesPerSecond,
        waitForHost,
        retryFailed,
        retryAbsent,
        waitForSpace,
        writeEmpty,
        paused);
  }

  /** The same, with or without files for blocks that are empty in the source. */
  public FetchOptions withWriteEmpty(boolean write) {
    return new FetchOptions(
        order,
        window,
        bytesPerSecond,
        waitForHost,
        retryFailed,
        retryAbsent,
        waitForSpace,
        write,
        startPaused);
  }
}
