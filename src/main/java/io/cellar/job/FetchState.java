package io.cellar.job;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.EngineStats;

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

  /** What a fetch that runs is waiting for, if for anything. */
  static FetchState of(Gate gate, BlockEngine engine) {
    FetchState state = gate.state();
    if (state != RUNNING || gate.isHeld()) {
      return state == RUNNING ? OFFLINE : state;
    }
    EngineStats stats = engine.stats();
    if (stats.diskFull()) {
      return WAITING_FOR_SPACE;
    }
    boolean away = stats.hosts().stream().anyMatch(host -> host.pausedUntil().isPresent());
    return away ? WAITING_FOR_HOST : RUNNING;
  }

  /** True when nothing more will happen. */
  public boolean isOver() {
    return this == FINISHED || this == CANCELLED || this == STOPPED;
  }
}
