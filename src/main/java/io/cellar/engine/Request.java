package io.cellar.engine;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/**
 * One requester's share in a flight. The plain kind wants the block on disk; {@link VoxelRequest}
 * wants the voxels too. Mutable fields are guarded by the engine's {@link EngineLock}; the futures
 * are completed outside of it.
 */
class Request implements StoreRequest {
  private final EngineRequester requester;
  private final BlockKey key;
  private final CompletableFuture<Stored> stored = new CompletableFuture<>();

  /** When the requester last asked for it. */
  final long askedNanos;

  private Priority priority;
  private long generation;

  Request(EngineRequester requester, BlockKey key, Priority priority, long askedNanos) {
    this.requester = requester;
    this.key = key;
    this.askedNanos = askedNanos;
    this.priority = priority;
    this.generation = requester.generation();
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
    requester.cancel(this);
  }

  final EngineRequester requester() {
    return requester;
  }

  final Priority priority() {
    return priority;
  }

  /** True when the requester's view has moved since and the block was not asked for again. */
  final boolean stale() {
    return generation < requester.generation();
  }

  /** Asked for again: a claim from an older view takes the new priority, else the better counts. */
  final void renew(Priority asked) {
    if (stale() || asked.compareTo(priority) < 0) {
      priority = asked;
    }
    generation = requester.generation();
  }

  /** Whether it wants the block from the server though it is on disk. */
  boolean refresh() {
    return false;
  }

  boolean wantsVoxels() {
    return false;
  }

  /** Takes the voxels, which are not wanted any more then; {@link #show} hands them over. */
  void deliver(Block voxels) {}

  /** Hands over the voxels that were delivered. Not while deciding. */
  void show() {}

  /** It is on disk. Not while deciding. */
  final void succeed(Stored how) {
    show();
    stored.complete(how);
  }

  /** It will never be. */
  void fail(Throwable cause) {
    stored.completeExceptionally(cause);
  }
}
