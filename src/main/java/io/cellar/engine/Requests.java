package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.Request.Kind;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/** Where requesters ask, ask again, and leave. */
final class Requests {
  /** A view that has moved gets so long to say what it still wants. */
  private static final Duration SETTLING = Duration.ofMillis(50);

  private final EngineParts parts;
  private final OpenFilesets filesets;
  private final InFlight inFlight;
  private final BlockFlow flow;
  private boolean closed;

  Requests(EngineParts parts, OpenFilesets filesets, InFlight inFlight, BlockFlow flow) {
    this.parts = parts;
    this.filesets = filesets;
    this.inFlight = inFlight;
    this.flow = flow;
  }

  /** One who wants blocks. */
  private final class EngineRequester implements Requester {
    private final RequesterState state;

    EngineRequester(RequesterState state) {
      this.state = state;
    }

    @Override
    public BlockRequest request(BlockKey key, Priority priority) {
      return parts.lock().decide(() -> ask(state, key, priority, Kind.VOXELS));
    }

    @Override
    public StoreRequest store(BlockKey key, Priority priority) {
      return parts.lock().decide(() -> ask(state, key, priority, Kind.STORE));
    }

    @Override
    public StoreRequest store(BlockKey key) {
      return parts.lock().decide(() -> ask(state, key, parts.turns().next(state), Kind.STORE));
    }

    @Override
    public Optional<BlockRequest> refresh(BlockKey key, Priority priority) {
      return parts
          .lock()
          .decide(
              () ->
                  filesets
                      .of(key.fileset())
                      .filter(fileset -> fileset.refreshDue(key.index()) && !comes(key))
                      .map(fileset -> ask(state, key, priority, Kind.REFRESH)));
    }

    @Override
    public void newView() {
      parts
          .lock()
          .decide(
              () -> {
                state.generation++;
                flow.hosts().viewMoved();
                parts.time().after(SETTLING, () -> parts.lock().decide(flow.hosts()::endStale));
              });
    }

    @Override
    public void hold(boolean on) {
      parts
          .lock()
          .decide(
              () -> {
                state.held = on;
                if (on) {
                  parts.turns().takenBack(state);
                  inFlight
                      .select(b -> b.phase() != Phase.DOWNLOADING && !b.isHere())
                      .forEach(
                          b -> leave(b, BlockUnavailableException.held(b.key(), state), r -> true));
                }
              });
    }

    @Override
    public void close() {
      parts
          .lock()
          .decide(
              () -> {
                state.closed = true;
                state.held = true; // what comes to nothing after all is not asked for again
                inFlight.select(b -> true).forEach(this::leave);
              });
    }

    private void leave(InFlightBlock block) {
      leave(
          block,
          new CancellationException(block + ": " + state + " left"),
          request -> !block.isHere() || request.kind() != Kind.STORE);
    }

    private void leave(InFlightBlock block, Throwable told, Predicate<Request> which) {
      for (Request request : block.requests()) {
        if (request.requester() == state && which.test(request)) {
          inFlight.leave(block, request, told);
        }
      }
    }
  }

  Requester requester(String name, Duration waitForHost) {
    return new EngineRequester(new RequesterState(name, waitForHost));
  }

  /** Nothing is taken any more. Only while deciding. */
  void close() {
    closed = true;
  }

  private Request ask(RequesterState requester, BlockKey key, Priority priority, Kind kind) {
    Optional<InFlightBlock> block = inFlight.of(key, kind == Kind.REFRESH);
    Optional<Request> earlier = block.flatMap(b -> b.requestOf(requester, kind));
    if (earlier.isPresent()) {
      repeat(block.get(), earlier.get(), priority);
      return earlier.get();
    }
    Request request =
        new Request(requester, key, kind, priority, parts.time().nanos(), this::cancelled);
    Optional<Throwable> refusal = refusal(request);
    if (refusal.isPresent()) {
      parts.lock().later(() -> request.fail(refusal.get()));
    } else {
      join(block, request);
    }
    return request;
  }

  /** True when a block comes from the server anyway. */
  private boolean comes(BlockKey key) {
    return inFlight
        .of(key, false)
        .filter(b -> b.phase() != Phase.DISK_LINE && b.phase() != Phase.READING)
        .isPresent();
  }

  private void cancelled(Request request) {
    parts
        .lock()
        .decide(
            () ->
                inFlight
                    .of(request.key(), request.refresh())
                    .ifPresent(
                        b ->
                            inFlight.leave(
                                b, request, new CancellationException(b + ": cancelled"))));
  }

  private void repeat(InFlightBlock block, Request request, Priority priority) {
    Priority before = block.priority();
    request.repeat(priority);
    if (block.priority().compareTo(before) < 0) {
      flow.promote(block, before.tier());
    }
  }

  private void join(Optional<InFlightBlock> present, Request request) {
    if (present.isPresent()) {
      InFlightBlock block = present.get();
      Priority before = block.priority();
      block.requests().add(request);
      if (block.priority().compareTo(before) < 0) {
        flow.promote(block, before.tier());
      }
      if (block.phase() == Phase.PARKED && !request.requester().waitsForDisk()) {
        flow.toHost(block);
      }
    } else {
      OpenFileset fileset = filesets.of(request.key().fileset()).orElseThrow();
      InFlightBlock block = inFlight.begin(request.key(), fileset, request.refresh());
      block.requests().add(request);
      flow.begin(block);
    }
  }

  /** Why a block is not asked for at all. */
  private Optional<Throwable> refusal(Request request) {
    RequesterState requester = request.requester();
    BlockKey key = request.key();
    if (closed || requester.closed) {
      return Optional.of(
          new CancellationException(
              closed ? "the download engine was closed" : requester + " is closed"));
    }
    Optional<OpenFileset> open = filesets.of(key.fileset()).filter(f -> !f.released());
    if (open.isEmpty()) {
      return Optional.of(new CancellationException("fileset " + key.fileset() + " is not open"));
    }
    if (requester.held) {
      return Optional.of(BlockUnavailableException.held(key, requester));
    }
    if (request.refresh()) {
      return Optional.empty();
    }
    OpenFileset fileset = open.get();
    if (fileset.source().isPresent() && fileset.isAbsent(key.index())) {
      return Optional.of(
          new BlockUnavailableException(
              key,
              Reason.ABSENT,
              "block %s of %s does not exist on the server"
                  .formatted(fileset.reader().grid().roi(key.index()), fileset.name()),
              null));
    }
    return parts
        .failures()
        .standing(key, fileset.online(), parts.time().nanos())
        .map(error -> error);
  }
}
