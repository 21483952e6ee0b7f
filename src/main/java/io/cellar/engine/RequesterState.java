package io.cellar.engine;

import java.time.Duration;

/** What the engine knows of one who wants blocks. Changed under the {@link EngineLock}. */
final class RequesterState {
  private final String name;
  private final Duration waitForHost;

  /** Rises when its view moves; what was asked for before and not again is stale. */
  long generation;

  boolean closed;

  /** Nothing is asked of a source for it at present. */
  boolean held;

  /** The tag of its last request that waits for its turn; see {@link FairTurns}. */
  double lastTurn = FairTurns.NONE;

  RequesterState(String name, Duration waitForHost) {
    this.name = name;
    this.waitForHost = waitForHost;
  }

  Duration waitForHost() {
    return waitForHost;
  }

  /** Whether it waits until a disk that takes nothing does so again. */
  boolean waitsForDisk() {
    return waitForHost.equals(BlockEngine.WITHOUT_END);
  }

  @Override
  public String toString() {
    return name;
  }
}
