package io.cellar.download;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/**
 * One party's share in a flight. The plain kind wants the block on disk; {@link VoxelClaim} wants
 * the voxels too. Mutable fields are guarded by the engine's {@link Desk}; the futures are
 * completed outside of it.
 */
class Claim implements StoreTicket {
  private final EngineParty party;
  private final BlockKey key;
  private final CompletableFuture<Stored> stored = new CompletableFuture<>();

  /** When the party last asked for it. */
  final long askedNanos;

  private Priority priority;
  private long generation;

  Claim(EngineParty party, BlockKey key, Priority priority, long askedNanos) {
    this.party = party;
    this.key = key;
    this.askedNanos = askedNanos;
    this.priority = priority;
    this.generation = party.generation();
  }

  @Override
  public final BlockKey key() {
    return key;
  }

  @Override
  public final CompletableFuture<Stored> stored() {
    return stored;
  }

  @Override
  public final void cancel() {
    party.cancel(this);
  }

  final EngineParty party() {
    return party;
  }

  final Priority priority() {
    return priority;
  }

  /** True when the party's view has moved since and the block was not asked for again. */
  final boolean stale() {
    return generation < party.generation();
  }

  /** Asked for again: a claim from an older view takes the new priority, else the better counts. */
  final void renew(Priority asked) {
    if (stale() || asked.compareTo(priority) < 0) {
      priority = asked;
    }
    generation = party.generation();
  }

  /** Whether it wants the block from the server though it is on disk. */
  boolean renewal() {
    return false;
  }

  boolean wantsVoxels() {
    return false;
  }

  /** Hands over the voxels; for those who do not want them nothing happens. */
  void deliver(Block block) {}

  /** It is on disk. */
  final void succeed(Stored how) {
    stored.complete(how);
  }

  /** It will never be. */
  void fail(Throwable cause) {
    stored.completeExceptionally(cause);
  }
}
