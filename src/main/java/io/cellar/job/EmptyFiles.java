package io.cellar.job;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import io.cellar.volume.BlockKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes files of the fill value for blocks that are empty in the source, on a few threads, since
 * that they are empty is told on threads of the engine.
 */
final class EmptyFiles implements AutoCloseable {
  private static final int WRITERS = 2;

  private final Map<Integer, FetchTarget> targets;
  private final ExecutorService writers = Threads.pool("cellar-bulk-write-", WRITERS);

  /**
   * Threads are started when there is something to write.
   *
   * @param targets of filesets that differ, or are the same in all but their regions
   */
  EmptyFiles(List<FetchTarget> targets) {
    this.targets =
        targets.stream()
            .collect(
                Collectors.toMap(FetchTarget::fileset, Function.identity(), (one, same) -> one));
  }

  /**
   * Writes a block's file.
   *
   * @param then told its bytes, 0 when the block is not empty any more, or else why there is none
   */
  void write(BlockKey block, BiConsumer<Long, BlockUnavailableException> then) {
    FetchTarget target = targets.get(block.fileset());
    Runnable work =
        () -> {
          try {
            then.accept(target.writer().orElseThrow().writeEmpty(block.index()), null);
          } catch (StoreException | RuntimeException e) {
            then.accept(0L, error(block, target, e));
          }
        };
    try {
      writers.execute(work);
    } catch (RejectedExecutionException e) {
      then.accept(0L, error(block, target, e));
    }
  }

  private static BlockUnavailableException error(
      BlockKey block, FetchTarget target, Exception cause) {
    String why =
        "empty block %s of %s was not written: %s"
            .formatted(
                target.reader().grid().roi(block.index()),
                target.reader().name(),
                cause.getMessage());
    Reason reason = cause instanceof StoreException.DiskFull ? Reason.DISK_FULL : Reason.FAILED;
    return new BlockUnavailableException(block, reason, why, cause);
  }

  /** Takes nothing more; what was taken is written. */
  @Override
  public void close() {
    writers.shutdown();
  }
}
