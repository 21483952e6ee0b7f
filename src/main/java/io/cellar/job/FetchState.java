package io.cellar.job;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.EngineStats;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a fetch is doing. */
public enum FetchState {
  RUNNING,
  PAUSED,
  /**
   * A host that the fetch needs is away, and nothing arrives from another; goes on by itself when
   * it answers.
   */
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
   * @param targets whose hosts it needs; others of the engine do not concern it
   * @param arriving whether blocks have come within the last seconds
   * @param before what was told last of a fetch that runs: told again while the engine decides
   */
  static FetchState of(
      Gate gate,
      BlockEngine engine,
      List<FetchTarget> targets,
      boolean arriving,
      FetchState before) {
    FetchState state = gate.state();
    if (state != RUNNING || gate.isHeld()) {
      return state == RUNNING ? OFFLINE : state;
    }
    Set<String> hosts =
        targets.stream()
            .flatMap(target -> engine.host(target.fileset()).stream())
            .collect(Collectors.toSet());
    return engine.statsAtOnce().map(stats -> waitingFor(stats, hosts, arriving)).orElse(before);
  }

  private static FetchState waitingFor(EngineStats stats, Set<String> hosts, boolean arriving) {
    if (stats.diskFull()) {
      return WAITING_FOR_SPACE;
    }
    boolean away =
        stats.hosts().stream()
            .anyMatch(host -> hosts.contains(host.host()) && host.pausedUntil().isPresent());
    return away && !arriving ? WAITING_FOR_HOST : RUNNING;
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
