package io.cellar.job;

/** What a fetch is doing. */
public enum FetchState {
  RUNNING,
  PAUSED,
  /** A host is away; goes on by itself when it answers. */
  WAITING_FOR_HOST,
  /** A disk takes no more; goes on by itself when it does. */
  WAITING_FOR_SPACE,
  /** Nothing may be requested at present; goes on by itself when it may. */
  OFFLINE,
  /** Every block has come to its end, be it good or bad. */
  FINISHED,
  CANCELLED,
  /** Ended early for a reason that concerns all blocks. */
  STOPPED;

  /** True when nothing more will happen. */
  public boolean isOver() {
    return this == FINISHED || this == CANCELLED || this == STOPPED;
  }
}
