package io.cellar.engine;

import io.cellar.engine.InFlightBlock.File;
import io.cellar.source.LocalTrouble;
import io.cellar.source.RawBlock;
import io.cellar.store.Coverage;
import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where a block goes next: first to the disk, then to its host, and after each stage
 * wherever its result sends it. The state machine of the package's description is written here.
 */
final class BlockFlow implements Transfer.Listener, Decoding.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(BlockFlow.class);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final DiskReads disk;
  private final HostSlots hosts;
  private final ExecutorService workers;
  private final Decoding decoding;
  private final WriteQueue writing;
  private final ForeignLockWatch foreignLocks;
  private final FailurePolicy policy;

  BlockFlow(EngineParts parts, InFlight inFlight) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.disk = new DiskReads(parts, inFlight, this::looked);
    this.hosts =
        new HostSlots(
            parts,
            inFlight,
            new Transfer(parts, this)::run,
            (block, error) -> failed(block, new StageResult.Failed(error)));
    EngineSettings settings = parts.settings();
    this.workers = Threads.pool("cellar-store-", settings.decodePermits() + settings.writers());
    this.decoding = new Decoding(parts, inFlight, workers, this);
    this.writing = new WriteQueue(parts, inFlight, workers, this::written, this::toHost);
    this.foreignLocks = new ForeignLockWatch(parts, inFlight, this::toDisk, this::toHost);
    this.policy = new FailurePolicy(parts, inFlight, hosts, this::toHost);
  }

  DiskReads disk() {
    return disk;
  }

  HostSlots hosts() {
    return hosts;
  }

  Decoding decoding() {
    return decoding;
  }

  WriteQueue writing() {
    return writing;
  }

  /** Writes what was accepted, then ends the threads; waits for that, but not without end. */
  void close() {
    disk.close();
    workers.shutdown();
    try {
      long patience = parts.settings().patienceAtClose().toNanos();
      if (!workers.awaitTermination(patience, TimeUnit.NANOSECONDS)) {
        LOG.warn("a write did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A block that is new here, and somebody wants. */
  void begin(InFlightBlock block) {
    if (block.refresh() || isLookedForLater(block)) {
      toHost(block);
    } else {
      toDisk(block);
    }
  }

  /**
   * True when it is enough to look whether a block is on disk under its lock, which is done in any
   * case before it is asked for: nobody waits for voxels, nothing is known of it, and nothing keeps
   * its host from being asked.
   */
  private boolean isLookedForLater(InFlightBlock block) {
    OpenFileset fileset = block.fileset();
    return !block.wantsVoxels()
        && fileset.online()
        && fileset.reader().coverage().get(block.key().index()) == Coverage.State.UNKNOWN
        && fileset.diskProblem().isEmpty()
        && !fileset.released()
        && !block.host().away(parts.time().nanos());
  }

  /** A block that may be on disk, or that is there now. */
  void toDisk(InFlightBlock block) {
    disk.join(block);
  }

  /** A block that must come from its source, unless everybody has left meanwhile. */
  void toHost(InFlightBlock block) {
    dropHeld(block);
    OpenFileset fileset = block.fileset();
    Optional<BlockUnavailableException> refusal = fileset.refusal(block.key());
    if (block.requests().isEmpty()) {
      inFlight.end(block, BlockState.NOT_CACHED);
    } else if (fileset.released()) {
      inFlight.fail(block, fileset.closed(), BlockState.NOT_CACHED);
    } else if (!fileset.online()) {
      BlockUnavailableException offline = block.offline();
      inFlight.fail(block, offline, BlockState.NOT_CACHED);
    } else if (refusal.isPresent()) {
      inFlight.fail(block, refusal.get(), BlockState.NOT_CACHED);
    } else if (isBeingRefreshed(block)) {
      foreignLocks.wait(block);
    } else {
      hosts.join(block);
      policy.asked(block);
    }
  }

  /** Those who are on hold leave before anything is asked for. */
  private void dropHeld(InFlightBlock block) {
    for (Request request : block.requests()) {
      if (request.requester().held) {
        inFlight.drop(
            block, request, BlockUnavailableException.held(block.key(), request.requester()));
      }
    }
  }

  /** True when the new file of a block that went missing is here already; else there is no need. */
  private boolean isBeingRefreshed(InFlightBlock block) {
    if (block.refresh()) {
      return false;
    }
    inFlight.of(block.key(), true).ifPresent(inFlight::cancelRefresh);
    return inFlight.of(block.key(), true).filter(InFlightBlock::isHere).isPresent();
  }

  /** The priority of a block has risen. */
  void promote(InFlightBlock block, Tier before) {
    if (block.line != null) {
      block.line.join(block);
    }
    switch (block.phase()) {
      case DISK_LINE -> disk.dispatch();
      // Some slots and some memory are kept for the better tiers, so it may be its turn now.
      case HOST_LINE -> hosts.dispatch(block.host());
      case PAUSING, PARKED -> {
        if (block.tier().compareTo(before) < 0) {
          toHost(block);
        }
      }
      default -> {}
    }
  }

  /** How a look at the disk ended. Only while deciding. */
  void looked(InFlightBlock block, StageResult result) {
    Coverage coverage = block.fileset().reader().coverage();
    long index = block.key().index();
    switch (result) {
      case StageResult.Found(Optional<Block> voxels) -> {
        parts.failures().found(block.key());
        boolean empty = coverage.get(index) == Coverage.State.EMPTY;
        if (!empty) {
          note(coverage, index, Coverage.State.AVAILABLE);
        }
        voxels.ifPresent(found -> inFlight.deliver(block, found));
        if (voxels.isEmpty() && block.wantsVoxels()) {
          toDisk(block);
        } else {
          inFlight.land(block, empty ? Stored.EMPTY : block.stored());
        }
      }
      case StageResult.Missing() -> {
        if (coverage.get(index) == Coverage.State.AVAILABLE) {
          coverage.set(index, Coverage.State.UNKNOWN);
        }
        toHost(block);
      }
      case StageResult.Unreadable(Throwable cause) when block.fileset().online() -> {
        String why = cause.getMessage();
        parts
            .lock()
            .later(() -> LOG.warn("{} cannot be read from disk, it is downloaded: {}", block, why));
        toHost(block);
      }
      case StageResult.Unreadable(Throwable cause) -> policy.unreadable(block, cause);
      default -> throw new IllegalStateException("a look at the disk ended with " + result);
    }
  }

  @Override
  public Optional<InFlightBlock> transferred(InFlightBlock block, StageResult result) {
    return parts
        .lock()
        .decide(
            () -> {
              Thread.interrupted(); // One that came too late was for this block only.
              if (result instanceof StageResult.Received received) {
                received(block, received);
              } else {
                end(block, result);
              }
              return hosts.dispatchHere(block.host());
            });
  }

  /** What is known to be good, and nobody wants to see, goes straight to the writers. */
  private void received(InFlightBlock block, StageResult.Received received) {
    RawBlock raw = received.raw();
    int bytes = raw.body().length;
    block.fetchedBytes = bytes;
    if (block.host().isServer()) {
      hosts.received(bytes);
    }
    boolean straight = received.verified() && !block.wantsVoxels();
    if (!straight) {
      decoding.join(block, raw, received.held());
    }
    policy.answered(block);
    hosts.giveSlot(block);
    if (straight) {
      decoding.passed();
      came(block, File.of(raw, raw.body(), parts.time().now(), received.held()));
      writing.handOver();
    }
  }

  /** A block is good: it is to be written. */
  private void came(InFlightBlock block, File file) {
    policy.blockCame(block);
    if (block.host().isServer()) {
      parts.meters().fetched.increment();
    }
    writing.join(block, file);
  }

  /**
   * Those who want the voxels get them before they are written; the thread that decoded goes on
   * with writing.
   */
  @Override
  public void decoded(InFlightBlock block, Optional<Block> voxels, File file) {
    Optional<Block> inView = block.wantsVoxels() ? voxels.map(block::inView) : Optional.empty();
    List<InFlightBlock> toWrite =
        parts
            .lock()
            .decide(
                () -> {
                  decoding.give(block);
                  inView.ifPresent(found -> inFlight.deliver(block, found));
                  came(block, file);
                  return writing.claim();
                });
    writing.write(toWrite);
  }

  @Override
  public void failed(InFlightBlock block, StageResult result) {
    parts
        .lock()
        .decide(
            () -> {
              end(block, result);
              hosts.dispatch();
            });
  }

  private void end(InFlightBlock block, StageResult result) {
    if (result instanceof StageResult.Empty) {
      policy.emptyCame(block);
    }
    hosts.giveSlot(block);
    hosts.giveBytes(block);
    decoding.give(block);
    conclude(block, result);
  }

  private void conclude(InFlightBlock block, StageResult result) {
    switch (result) {
      case StageResult.OnDisk() -> {
        parts.meters().settled.increment();
        block.vainReads++;
        toDisk(block);
      }
      case StageResult.Empty() -> {
        if (block.wantsVoxels()) {
          toDisk(block);
        } else {
          inFlight.land(block, Stored.EMPTY);
        }
      }
      case StageResult.LockedElsewhere() -> foreignLocks.wait(block);
      case StageResult.Interrupted() -> toHost(block);
      case StageResult.Failed(Throwable cause) when block.interrupted -> toHost(block);
      case StageResult.Failed(Throwable cause) -> policy.failed(block, cause);
      default -> throw new IllegalStateException("a transfer ended with " + result);
    }
  }

  /** A block is on disk, or is not for a reason. Only while deciding. */
  private void written(InFlightBlock block, Optional<Throwable> failure) {
    hosts.giveBytes(block);
    if (failure.isEmpty()) {
      hosts.local().wentWell();
      note(block.fileset().reader().coverage(), block.key().index(), Coverage.State.AVAILABLE);
      if (block.wantsVoxels()) {
        toDisk(block);
      } else {
        inFlight.land(block, block.stored());
      }
    } else if (LocalTrouble.in(failure.get()).isPresent()) {
      policy.failed(block, failure.get());
    } else {
      notStored(block, failure.get());
    }
    hosts.dispatch();
  }

  /** Those who have the voxels keep them; all are told that the block is not on disk. */
  private void notStored(InFlightBlock block, Throwable cause) {
    BlockUnavailableException error = block.notWritten(cause);
    for (Request request : block.requests()) {
      if (!request.wantsVoxels()) {
        inFlight.leave(block, request, error);
      }
    }
    toHost(block);
  }

  private static void note(Coverage coverage, long index, Coverage.State state) {
    if (coverage.get(index) != state) {
      coverage.set(index, state);
    }
  }
}
