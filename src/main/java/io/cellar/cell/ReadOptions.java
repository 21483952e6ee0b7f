package io.cellar.cell;

import io.cellar.engine.BlockEngine;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link RoiReader} goes about it.
 *
 * @param blocksAhead most blocks that are asked for and not yet copied out, at least 1
 * @param bytesAhead most bytes of those, except that one block is always asked for
 * @param waitForHost how long to wait for a host that is away
 * @param fill what to write where blocks are absent; empty: an absent block is an error
 * @param progress told after each block
 */
public record ReadOptions(
    int blocksAhead,
    long bytesAhead,
    Duration waitForHost,
    Optional<Number> fill,
    ReadProgress progress) {

  /** 64 blocks or 256 MiB ahead, waits without end, absent blocks are errors. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          64, 256L << 20, BlockEngine.WITHOUT_END, Optional.empty(), (done, total) -> {});

  public ReadOptions {
    if (blocksAhead < 1) {
      throw new IllegalArgumentException(blocksAhead + " blocks ahead: expected at least 1");
    }
  }

  public ReadOptions withBlocksAhead(int blocks) {
    return new ReadOptions(blocks, bytesAhead, waitForHost, fill, progress);
  }

  public ReadOptions withWaitForHost(Duration wait) {
    return new ReadOptions(blocksAhead, bytesAhead, wait, fill, progress);
  }

  public ReadOptions withFill(Number value) {
    return new ReadOptions(blocksAhead, bytesAhead, waitForHost, Optional.of(value), progress);
  }

  public ReadOptions withProgress(ReadProgress listener) {
    return new ReadOptions(blocksAhead, bytesAhead, waitForHost, fill, listener);
  }
}
