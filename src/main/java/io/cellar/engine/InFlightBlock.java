package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.RawBlock;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockWriter.Publication;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One block on its way, and all who want it. Changed under the {@link EngineLock}, but for the
 * figures of the transfer, which the network writes; its state, and whether anybody wants voxels,
 * can be asked without it.
 */
final class InFlightBlock {
  /**
   * What has come.
   *
   * @param held the block's lock; empty when it is still to be taken
   */
  record Body(RawBlock raw, Optional<BlockLock> held) {}

  /**
   * A verified block as it is stored.
   *
   * @param held the block's lock, to be closed by whoever stores it; empty when he takes it too
   */
  record File(byte[] bytes, Provenance provenance, Optional<BlockLock> held) {

    static File of(RawBlock raw, byte[] bytes, Instant came, Optional<BlockLock> held) {
      return new File(bytes, new Provenance(raw.url(), raw.etag(), came), held);
    }

    /** What the store takes, under a lock that may be another than {@link #held}. */
    Publication publication(BlockKey key, BlockLock lock) {
      return new Publication(key.index(), bytes, provenance, lock);
    }
  }

  /** Comes after all that somebody wants. */
  private static final Priority UNWANTED = Priority.bulk(Double.POSITIVE_INFINITY);

  private final BlockKey key;
  private final OpenFileset fileset;
  private final boolean refresh;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private volatile Phase phase = Phase.LANDED;
  private BlockState told = BlockState.NOT_CACHED;

  /** Rises with every change of phase, so that an alarm knows whether it still concerns anybody. */
  private long leg;

  /** Which of its places in lines is the valid one; see {@link Station}. */
  int place;

  /**
   * The station in whose line it waits, and the tier under which it is counted there; else null.
   */
  Station line;

  Tier waitingAs;

  /** Downloads it. */
  Thread runner;

  /** The transfer was told to end. */
  volatile boolean interrupted;

  /** When the transfer began. */
  long startedNanos;

  /** Since when another program has been fetching it. */
  Optional<Long> elsewhereSince = Optional.empty();

  /** The other program's lock is not waited for any longer. */
  boolean ignoreLock;

  /** Times that the disk was looked at in vain although the block's status was there. */
  int vainReads;

  /** Tries that ended in a failure that counts. */
  int tries;

  /** Of those, bodies that were not the block. */
  int invalid;

  /** Bytes that came over the network. */
  long fetchedBytes;

  /** What is to be decoded; until a worker takes it. */
  Body body;

  /** What is to be stored; while the phase is STORING. */
  File file;

  /** When it came into the line of the decode permits or the write queue, or further on in it. */
  long queuedNanos;

  /** Why it pauses, and until when. */
  volatile Optional<BlockState.Failed> trouble = Optional.empty();

  private volatile long received;
  private volatile long expected = -1;

  /**
   * A block that nobody wants yet.
   *
   * @param refresh whether it asks the server though the block is on disk: then it carries such
   *     requests only, and others another entry of the same block
   */
  InFlightBlock(BlockKey key, OpenFileset fileset, boolean refresh) {
    this.key = key;
    this.fileset = fileset;
    this.refresh = refresh;
  }

  BlockKey key() {
    return key;
  }

  OpenFileset fileset() {
    return fileset;
  }

  /** The host of its source; only of a block that has one. */
  Host host() {
    return fileset.host().orElseThrow();
  }

  /** Whether it replaces a block that is on disk, which stays what it is until then. */
  boolean refresh() {
    return refresh;
  }

  /** Stored coordinates of the whole block. */
  Roi roi() {
    return fileset.reader().grid().roi(key.index());
  }

  /** What has come, which the block does not hold any more then. */
  Body takeBody() {
    Body taken = body;
    body = null;
    return taken;
  }

  /** Where it is asked from, in words. */
  String address() {
    return fileset.source().map(s -> s.address(roi())).orElse("the disk");
  }

  /** Bytes of the voxels, as a measure of what is held while it is on its way. */
  long bytes() {
    return roi().voxels() * fileset.reader().geometry().dtype().bytes();
  }

  Phase phase() {
    return phase;
  }

  /** True from the moment that its bytes have come over the network. */
  boolean isHere() {
    return switch (phase) {
      case DECODE_LINE, DECODING, STORING -> true;
      default -> false;
    };
  }

  void enter(Phase next) {
    phase = next;
    leg++;
  }

  /** The state if it has changed since it was last told, which it is now. */
  Optional<BlockState> news() {
    BlockState now = state();
    boolean same = now.equals(told);
    told = now;
    return same ? Optional.empty() : Optional.of(now);
  }

  long leg() {
    return leg;
  }

  List<Request> requests() {
    return requests;
  }

  boolean wantsVoxels() {
    for (Request request : requests) {
      if (request.wantsVoxels()) {
        return true;
      }
    }
    return false;
  }

  /** This requester's request of one kind. */
  Optional<Request> requestOf(RequesterState requester, Request.Kind kind) {
    return requests.stream()
        .filter(r -> r.requester() == requester && r.kind() == kind)
        .findFirst();
  }

  /** The best of all requests that are not stale; of all when all are. */
  Priority priority() {
    if (requests.size() == 1) {
      return requests.getFirst().priority();
    }
    Priority best = UNWANTED;
    Priority bestStale = UNWANTED;
    for (Request request : requests) {
      if (request.stale()) {
        bestStale = min(bestStale, request.priority());
      } else {
        best = min(best, request.priority());
      }
    }
    return best == UNWANTED ? bestStale : best;
  }

  private static Priority min(Priority a, Priority b) {
    return b.compareTo(a) < 0 ? b : a;
  }

  /** The tier of the best request; bulk when nobody wants it any more. */
  Tier tier() {
    return priority().tier();
  }

  /** A new transfer begins. */
  void resetTransfer() {
    received = 0;
    expected = -1;
  }

  /** Told by the network, on any thread. */
  void progress(long receivedNow, long expectedNow) {
    received = receivedNow;
    expected = expectedNow;
  }

  long received() {
    return received;
  }

  /** Share of the bytes that have come, 0 to 1; -1 when the size is not known. */
  double fraction() {
    long whole = expected;
    return whole > 0 ? Math.min(1.0, received / (double) whole) : -1;
  }

  /** What the world is told while it is on its way; empty when it is not any more. */
  Optional<BlockState> onItsWay() {
    // Looked at once: it may land at any moment.
    Phase now = phase;
    return now == Phase.LANDED ? Optional.empty() : Optional.of(state(now));
  }

  /** What the world is told. */
  BlockState state() {
    return state(phase);
  }

  private BlockState state(Phase now) {
    return switch (now) {
      case DISK_LINE, HOST_LINE, PARKED -> BlockState.QUEUED;
      case ELSEWHERE -> new BlockState.Queued(true);
      case READING -> new BlockState.Downloading(-1);
      case DOWNLOADING -> new BlockState.Downloading(fraction());
      case DECODE_LINE, DECODING, STORING -> new BlockState.Downloading(1);
      case PAUSING -> trouble.<BlockState>map(t -> t).orElse(BlockState.QUEUED);
      case LANDED -> BlockState.NOT_CACHED;
    };
  }

  /** What is said when it is not on disk, and nothing may be requested. */
  BlockUnavailableException offline() {
    String why =
        fileset.source().isPresent()
            ? "nothing is requested in the mode Cache only"
            : "there is no source to get it from";
    return new BlockUnavailableException(
        key, Reason.OFFLINE, this + " is not on disk, and " + why, null);
  }

  /** What is said when it came, or would have come, and could not be written. */
  BlockUnavailableException notWritten(Throwable cause) {
    Reason reason = cause instanceof StoreException.DiskFull ? Reason.DISK_FULL : Reason.FAILED;
    return new BlockUnavailableException(
        key, reason, this + " was not written: " + Messages.words(cause), cause);
  }

  /** The part of the whole block that lies in the view. */
  Block inView(Block whole) {
    Roi roi = roi();
    Roi inView = roi.intersect(fileset.reader().geometry().storedView());
    return Blocks.crop(whole, inView.minus(roi.start()));
  }

  /** What those are told who want it on disk, when it is. */
  Stored stored() {
    return fetchedBytes > 0 ? new Stored(true, fetchedBytes) : Stored.CACHED;
  }

  @Override
  public String toString() {
    return "block " + roi() + " of " + fileset.name();
  }
}
