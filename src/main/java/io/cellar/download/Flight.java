package io.cellar.download;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One block on its way, and all who want it. Guarded by the {@link Desk}, but for the figures of
 * the transfer, which the network writes.
 */
final class Flight {
  private final BlockKey key;
  private final OpenFileset fileset;
  private final boolean renewal;
  private final List<Claim> claims = new ArrayList<>(1);

  private Phase phase = Phase.LANDED;

  /** Rises with every change of phase, so that an alarm knows whether it still concerns anybody. */
  private long leg;

  /** Which place in a waiting line is the valid one; see {@link WaitingLine}. */
  int place;

  /** The line in which it waits, and the tier under which it is counted there; else null. */
  WaitingLine line;

  Tier waitingAs;

  /** Runs while the phase is DOWNLOADING. */
  Thread runner;

  /** The transfer was told to end. */
  boolean interrupted;

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

  /** Why it pauses, and until when. */
  Optional<BlockState.Failed> trouble = Optional.empty();

  private volatile long received;
  private volatile long expected = -1;

  /**
   * A flight.
   *
   * @param renewal whether it asks the server though the block is on disk: then it carries renewal
   *     claims only, and others another flight of the same block
   */
  Flight(BlockKey key, OpenFileset fileset, boolean renewal) {
    this.key = key;
    this.fileset = fileset;
    this.renewal = renewal;
  }

  BlockKey key() {
    return key;
  }

  OpenFileset fileset() {
    return fileset;
  }

  /** Whether it replaces a block that is on disk, which stays what it is until then. */
  boolean renewal() {
    return renewal;
  }

  /** Stored coordinates of the whole block. */
  Roi roi() {
    return fileset.reader().grid().roi(key.index());
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

  /** True from the moment that its block is asked for on the wire. */
  boolean onTheWireOrHere() {
    return switch (phase) {
      case DOWNLOADING, VERIFYING, STORING, LANDED -> true;
      case DISK_LINE, READING, HOST_LINE, ELSEWHERE, PAUSING, PARKED -> false;
    };
  }

  void enter(Phase next) {
    phase = next;
    leg++;
  }

  long leg() {
    return leg;
  }

  List<Claim> claims() {
    return claims;
  }

  boolean wantsVoxels() {
    for (Claim claim : claims) {
      if (claim.wantsVoxels()) {
        return true;
      }
    }
    return false;
  }

  /** This party's claim of one kind. */
  Optional<Claim> claimOf(EngineParty party, Predicate<Claim> kind) {
    return claims.stream().filter(c -> c.party() == party).filter(kind).findFirst();
  }

  /** The best of all claims that are not stale; of all when all are. */
  Priority priority() {
    Priority best = null;
    for (Claim claim : claims) {
      if (!claim.stale() && (best == null || claim.priority().compareTo(best) < 0)) {
        best = claim.priority();
      }
    }
    return best != null
        ? best
        : claims.stream().map(Claim::priority).min(Priority::compareTo).orElseThrow();
  }

  /** The tier of the best claim; bulk when nobody wants it any more. */
  Tier tier() {
    return claims.isEmpty() ? Tier.BULK : priority().tier();
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

  /** What the world is told. */
  BlockState state() {
    return switch (phase) {
      case DISK_LINE, HOST_LINE, PARKED -> BlockState.QUEUED;
      case ELSEWHERE -> new BlockState.Queued(true);
      case READING -> new BlockState.Downloading(-1);
      case DOWNLOADING -> new BlockState.Downloading(fraction());
      case VERIFYING, STORING -> new BlockState.Downloading(1);
      case PAUSING -> trouble.<BlockState>map(t -> t).orElse(BlockState.QUEUED);
      case LANDED -> BlockState.NOT_CACHED;
    };
  }

  @Override
  public String toString() {
    return "block " + roi() + " of " + fileset.name();
  }
}
