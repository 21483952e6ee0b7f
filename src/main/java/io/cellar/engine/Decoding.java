package io.cellar.engine;

import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.source.BlockSource;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.store.BlockLock;
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
     * @param voxels of the whole block, not cropped; empty when nobody wanted them
     * @param file what is to be stored
     */
    void decoded(InFlightBlock block, Optional<Block> voxels, InFlightBlock.File file);

    /** It is not, or cannot be decoded. */
    void failed(InFlightBlock block, StageResult result);
  }

  private final EngineParts parts;
  private final InFlight inFlight;
  private final Executor workers;
  private final Listener listener;
  private final Station permits;
  private long begun;
  private long ended;

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

  /** Blocks that have got a permit. Only while deciding. */
  long begun() {
    return begun;
  }

  /** Of those, the ones that have given it back, be they good or bad. Only while deciding. */
  long ended() {
    return ended;
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
      ended++;
      dispatch();
    }
  }

  /** A block has passed that needs neither. Only while deciding. */
  void passed() {
    begun++;
    ended++;
  }

  private void dispatch() {
    Optional<InFlightBlock> next;
    while ((next = permits.admit()).isPresent()) {
      InFlightBlock block = next.get();
      begun++;
      inFlight.enter(block, Phase.DECODING);
      parts.lock().startLater(() -> workers.execute(() -> decode(block)), e -> refuse(block, e));
    }
  }

  /** There is no thread for it. */
  private void refuse(InFlightBlock block, Throwable error) {
    InFlightBlock.Body body = block.takeBody();
    parts.lock().later(() -> refuse(block, body, error));
  }

  private void decode(InFlightBlock block) {
    InFlightBlock.Body body = block.takeBody();
    long began = parts.time().nanos();
    parts.timers().record(Timers.POP_READBUFFER, began - block.queuedNanos);
    Optional<Block> voxels;
    InFlightBlock.File file;
    try {
      voxels = voxels(block, body.raw());
      file = file(block, voxels, body);
    } catch (SourceException e) {
      block.fileset().source().orElseThrow().forget(block.roi());
      refuse(block, body, e);
      return;
    } catch (StoreException | RuntimeException e) {
      parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, e);
      refuse(block, body, e);
      return;
    } catch (Error e) {
      parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, e);
      refuse(block, body, new IllegalStateException("decoding failed: " + e, e));
      return;
    }
    parts.timers().record(Timers.USERFUNCTION, parts.time().nanos() - began);
    listener.decoded(block, voxels, file);
  }

  /** Empty when the file that came is good, and nobody wants its voxels. */
  private static Optional<Block> voxels(InFlightBlock block, RawBlock raw) throws SourceException {
    BlockSource source = block.fileset().source().orElseThrow();
    if (raw.hdf5() && !block.wantsVoxels()) {
      source.verify(block.roi(), raw);
      return Optional.empty();
    }
    return Optional.of(source.decode(block.roi(), raw));
  }

  private InFlightBlock.File file(
      InFlightBlock block, Optional<Block> voxels, InFlightBlock.Body body) throws StoreException {
    RawBlock raw = body.raw();
    byte[] bytes =
        raw.hdf5()
            ? raw.body()
            : block.fileset().writer().orElseThrow().encode(voxels.orElseThrow());
    return InFlightBlock.File.of(raw, bytes, parts.time().now(), body.held());
  }

  private void refuse(InFlightBlock block, InFlightBlock.Body body, Throwable error) {
    body.held().ifPresent(BlockLock::close);
    listener.failed(block, new StageResult.Failed(error));
  }
}
