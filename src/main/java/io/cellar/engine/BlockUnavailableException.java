package io.cellar.engine;

import io.cellar.source.SourceException;
import io.cellar.volume.BlockKey;

/**
 * A block cannot be had. The message names the block and the reason; the cause is the root cause.
 */
public final class BlockUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** Proved not to exist on the server. */
    ABSENT,
    /** Not on disk and nowhere to get it from: a local fileset, or offline. */
    OFFLINE,
    /** 401 or 403. */
    ACCESS_DENIED,
    /** None of the first answers of the volume was a block: its address seems wrong. */
    WRONG_ADDRESS,
    /**
     * The requester is on hold, and the block was not on its way yet; see {@link Requester#hold}.
     */
    HELD,
    /** The host did not answer for as long as the caller would wait. */
    HOST_UNREACHABLE,
    /** The disk is full. */
    DISK_FULL,
    /** Tries are used up, or the failure is final. */
    FAILED
  }

  private final transient BlockKey key;
  private final Reason reason;

  public BlockUnavailableException(BlockKey key, Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
    this.reason = reason;
  }

  /** A block of a requester that is on hold. */
  static BlockUnavailableException held(BlockKey key, RequesterState requester) {
    return new BlockUnavailableException(
        key,
        Reason.HELD,
        requester + " is on hold: block " + key.index() + " is not asked for",
        null);
  }

  public BlockKey key() {
    return key;
  }

  /** True when the tries are used up and others, later, may bring the block. */
  public boolean passing() {
    return reason == Reason.FAILED && getCause() instanceof SourceException e && e.passing();
  }

  public Reason reason() {
    return reason;
  }
}
