package io.cellar.engine;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What one requester asks of one block. Mutable fields are guarded by the engine's {@link
 * EngineLock}; the futures are completed outside of it.
 */
final class Request implements BlockRequest {

  /** What is asked for; a requester has at most one request of each kind for a block. */
  enum Kind {
    /** That the block be on disk. */
    STORE,
    /** Its voxels, from wherever they come. */
    VOXELS,
    /** Its voxels from the server, though it is on disk. */
    REFRESH
  }

  private final RequesterState requester;
  private final BlockKey key;
  private final Kind kind;
  private final Consumer<Request> onCancel;
  private final CompletableFuture<Stored> stored = new CompletableFuture<>();
  private final CompletableFuture<Block> block = new CompletableFuture<>();

  /** When the requester asked for it first. */
  final long askedNanos;

  private Priority priority;
  private long generation;
  private volatile Block voxels;

  Request(
      RequesterState requester,
      BlockKey key,
      Kind kind,
      Priority priority,
      long askedNanos,
      Consumer<Request> onCancel) {
    this.requester = requester;
    this.key = key;
    this.kind = kind;
    this.priority = priority;
    this.askedNanos = askedNanos;
    this.onCancel = onCancel;
    this.generation = requester.generation;
  }

  @Override
  public BlockKey key() {
    return key;
  }

  @Override
  public CompletableFuture<Stored> stored() {
    return stored;
  }

  @Override
  public CompletableFuture<Block> block() {
    return block;
  }

  @Override
  public void cancel() {
    onCancel.accept(this);
  }

  RequesterState requester() {
    return requester;
  }

  Kind kind() {
    return kind;
  }

  /** Whether it wants the block from the server though it is on disk. */
  boolean refresh() {
    return kind == Kind.REFRESH;
  }

  Priority priority() {
    return priority;
  }

  /** True when the requester's view has moved since and the block was not asked for again. */
  boolean stale() {
    return generation < requester.generation;
  }

  /** Asked for again: one from an older view takes the new priority, else the better counts. */
  void repeat(Priority asked) {
    if (stale() || asked.compareTo(priority) < 0) {
      priority = asked;
    }
    generation = requester.generation;
  }

  /** Whether it waits for voxels; also without the lock. */
  boolean wantsVoxels() {
    return kind != Kind.STORE && voxels == null && !block.isDone();
  }

  /** Takes the voxels, which are not wanted any more then; {@link #show} hands them over. */
  void deliver(Block found) {
    voxels = found;
  }

  /** Hands over the voxels that were delivered. Not while deciding. */
  void show() {
    if (voxels != null) {
      block.complete(voxels);
    }
  }

  /** It is on disk. Not while deciding. */
  void succeed(Stored how) {
    show();
    stored.complete(how);
  }

  /** It will never be. Not while deciding. */
  void fail(Throwable cause) {
    block.completeExceptionally(cause);
    stored.completeExceptionally(cause);
  }
}
