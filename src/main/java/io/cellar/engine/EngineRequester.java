package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One who wants blocks. Its fields are guarded by the {@link EngineLock}. */
final class EngineRequester implements Requester {
  private final String name;
  private final Duration waitForHost;
  private final Requests reception;
  private final Set<Request> requests = new HashSet<>();
  private long generation;
  private boolean closed;
  private boolean held;

  EngineRequester(String name, Duration waitForHost, Requests reception) {
    this.name = name;
    this.waitForHost = waitForHost;
    this.reception = reception;
  }

  @Override
  public BlockRequest request(BlockKey key, Priority priority) {
    return reception.ask(this, key, priority, VoxelRequest.class, VoxelRequest::new);
  }

  @Override
  public StoreRequest store(BlockKey key, Priority priority) {
    return reception.ask(this, key, priority, Request.class, Request::new);
  }

  @Override
  public Optional<BlockRequest> renew(BlockKey key, Priority priority) {
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

  void cancel(Request request) {
    reception.leave(request);
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

  Set<Request> requests() {
    return requests;
  }

  void forget(Request request) {
    requests.remove(request);
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
