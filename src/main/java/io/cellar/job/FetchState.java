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

  /**
   * What a fetch that runs is waiting for, if for anything. Never waits for the engine.
   *
   * @param before what was told last of a fetch that runs: told again while the engine decides
   */
  static FetchState of(Gate gate, BlockEngine engine, FetchState before) {
    FetchState state = gate.state();
    if (state != RUNNING || gate.isHeld()) {
      return state == RUNNING ? OFFLINE : state;
    }
    return engine.statsAtOnce().map(FetchState::waitingFor).orElse(before);
  }

  private static FetchState waitingFor(EngineStats stats) {
    if (stats.diskFull()) {
      return WAITING_FOR_SPACE;
    }
    boolean away = stats.hosts().stream().anyMatch(host -> host.pausedUntil().isPresent());
    return away ? WAITING_FOR_HOST : RUNNING;
  }

  /** True for what a fetch that runs is told to be doing. */
  boolean isRunning() {
    return this == RUNNING || this == WAITING_FOR_HOST || this == WAITING_FOR_SPACE;
  }

  /** True when nothing more will happen. */
  public boolean isOver() {
    return this == FINISHED || this == CANCELLED || this == STOPPED;
  }
}
