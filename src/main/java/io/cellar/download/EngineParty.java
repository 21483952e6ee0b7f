package io.cellar.download;

import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One who wants blocks. Its fields are guarded by the {@link Desk}. */
final class EngineParty implements Party {
  private final String name;
  private final Duration waitForHost;
  private final Reception reception;
  private final Set<Claim> claims = new HashSet<>();
  private long generation;
  private boolean closed;
  private boolean held;

  EngineParty(String name, Duration waitForHost, Reception reception) {
    this.name = name;
    this.waitForHost = waitForHost;
    this.reception = reception;
  }

  @Override
  public BlockTicket request(BlockKey key, Priority priority) {
    return reception.ask(this, key, priority, VoxelClaim.class, VoxelClaim::new);
  }

  @Override
  public StoreTicket store(BlockKey key, Priority priority) {
    return reception.ask(this, key, priority, Claim.class, Claim::new);
  }

  @Override
  public Optional<BlockTicket> renew(BlockKey key, Priority priority) {
    return reception.askAgain(this, key, priority);
  }

  @Override
  public void newView() {
    reception.viewMoved(this);
  }

  @Override
  public void hold(boolean on) {
    reception.hold(this, on);
  }

  @Override
  public void close() {
    reception.leave(this);
  }

  void cancel(Claim claim) {
    reception.leave(claim);
  }

  Duration waitForHost() {
    return waitForHost;
  }

  /** Whether it waits until a disk that takes nothing does so again. */
  boolean waitsForDisk() {
    return waitForHost.equals(BlockEngine.WITHOUT_END);
  }

  long generation() {
    return generation;
  }

  void moveOn() {
    generation++;
  }

  Set<Claim> claims() {
    return claims;
  }

  void forget(Claim claim) {
    claims.remove(claim);
  }

  /** Nothing is asked of a source for it at present. */
  boolean held() {
    return held;
  }

  void held(boolean on) {
    held = on;
  }

  boolean closed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }

  @Override
  public String toString() {
    return name;
  }
}
