package io.cellar.engine;

import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.source.BlockSource;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.store.BlockLock;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Verifies and decodes what has come, the most urgent first, no more at once than there are cores.
 * Runs on the platform threads that write as well: the one that has decoded a block goes on with
 * writing it.
 */
final class Decoding {

  /** What comes of it is told here; not while deciding. */
  interface Listener {

    /**
     * It is what was asked for.
     *
     * @param voxels of the whole block, not cropped
     * @param file what is to be stored
     */
    void decoded(InFlightBlock block, Block voxels, InFlightBlock.File file);

    /** It is not, or cannot be decoded. */
    void failed(InFlightBlock block, StageResult result);
  }

  private final EngineParts parts;
  private final InFlight inFlight;
  private final Executor workers;
  private final Listener listener;
  private final Station permits;

  Decoding(EngineParts parts, InFlight inFlight, Executor workers, Listener listener) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.workers = workers;
    this.listener = listener;
    int count = parts.settings().decodePermits();
    // What is here is decoded even if nobody wants it any more: its bytes are paid for.
    this.permits = new Station("decode permits", "blocks", () -> count, block -> true);
  }

  Station station() {
    return permits;
  }

  /**
   * A block whose body has come joins the line. Only while deciding.
   *
   * @param held the block's lock; empty when it is still to be taken
   */
  void join(InFlightBlock block, RawBlock raw, Optional<BlockLock> held) {
    inFlight.enter(block, Phase.DECODE_LINE);
    block.queuedNanos = parts.time().nanos();
    permits.join(block);
    block.body = new InFlightBlock.Body(raw, held);
    dispatch();
  }

  /** A block does not need its permit any more, if it had one. Only while deciding. */
  void give(InFlightBlock block) {
    if (permits.give(block)) {
      dispatch();
    }
  }

  private void dispatch() {
    Optional<InFlightBlock> next;
    while ((next = permits.admit()).isPresent()) {
      InFlightBlock block = next.get();
      inFlight.enter(block, Phase.DECODING);
      parts.lock().startLater(() -> workers.execute(() -> decode(block)), e -> refuse(block, e));
    }
  }

  /** There is no thread for it. */
  private void refuse(InFlightBlock block, Throwable error) {
    InFlightBlock.Body body = block.takeBody();
    parts
        .lock()
        .later(
            () -> {
              body.held().ifPresent(BlockLock::close);
              listener.failed(block, new StageResult.Failed(error));
            });
  }

  private void decode(InFlightBlock block) {
    InFlightBlock.Body body = block.takeBody();
    Block voxels;
    InFlightBlock.File file;
    try {
      voxels = decode(block, body.raw());
      file = file(block, voxels, body);
    } catch (Exception | Error e) {
      body.held().ifPresent(BlockLock::close);
      listener.failed(block, new StageResult.Failed(e));
      return;
    }
    listener.decoded(block, voxels, file);
  }

  private Block decode(InFlightBlock block, RawBlock raw) throws SourceException {
    long began = parts.time().nanos();
    parts.timers().record(Timers.POP_READBUFFER, began - block.queuedNanos);
    BlockSource source = block.fileset().source().orElseThrow();
    try {
      Block voxels = source.decode(block.roi(), raw);
      parts.timers().record(Timers.USERFUNCTION, parts.time().nanos() - began);
      return voxels;
    } catch (SourceException e) {
      source.forget(block.roi());
      throw e;
    } catch (RuntimeException | Error e) {
      throw noted(e);
    }
  }

  private InFlightBlock.File file(InFlightBlock block, Block voxels, InFlightBlock.Body body)
      throws StoreException {
    RawBlock raw = body.raw();
    try {
      byte[] bytes =
          raw.hdf5() ? raw.body() : block.fileset().writer().orElseThrow().encode(voxels);
      Provenance from = new Provenance(raw.url(), raw.etag(), parts.time().now());
      return new InFlightBlock.File(bytes, from, body.held());
    } catch (StoreException e) {
      parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, e);
      throw e;
    } catch (RuntimeException | Error e) {
      throw noted(e);
    }
  }

  /** Neither a server nor a disk can be blamed for it. */
  private RuntimeException noted(Throwable error) {
    parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, error);
    return error instanceof RuntimeException e
        ? e
        : new IllegalStateException("decoding failed: " + error, error);
  }
}
