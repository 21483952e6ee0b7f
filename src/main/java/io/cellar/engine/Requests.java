package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Where requesters ask, ask again, and leave. */
final class Requests {
  /** A view that has moved gets so long to say what it still wants. */
  private static final Duration SETTLING = Duration.ofMillis(50);

  /** Makes a claim of one kind. */
  interface Kind<C extends Request> {
    C create(EngineRequester requester, BlockKey key, Priority priority, long askedNanos);
  }

  private final EngineParts parts;
  private final Map<Integer, OpenFileset> filesets;
  private final InFlight inFlight;
  private final BlockFlow flow;
  private boolean closed;

  /**
   * A reception.
   *
   * @param filesets the open ones, guarded by the desk
   */
  Requests(
      EngineParts parts, Map<Integer, OpenFileset> filesets, InFlight inFlight, BlockFlow flow) {
    this.parts = parts;
    this.filesets = filesets;
    this.inFlight = inFlight;
    this.flow = flow;
  }

  /** Nobody is received any more. Only while deciding. */
  void close() {
    closed = true;
  }

  /**
   * A requester asks for a block.
   *
   * @param type the kind of claim; a requester has at most one of each kind on a flight
   */
  <C extends Request> C ask(
      EngineRequester requester, BlockKey key, Priority priority, Class<C> type, Kind<C> kind) {
    return parts
        .lock()
        .decide(
            () -> {
              boolean refresh = type == RefreshRequest.class;
              Optional<InFlightBlock> block = inFlight.of(key, refresh);
              Optional<C> earlier =
                  block
                      .flatMap(f -> f.requestOf(requester, c -> c.getClass() == type))
                      .map(type::cast);
              if (earlier.isPresent()) {
                renew(block.get(), earlier.get(), priority);
                return earlier.get();
              }
              C request = kind.create(requester, key, priority, parts.time().nanos());
              Optional<Throwable> refusal = refusal(requester, key, refresh);
              if (refusal.isPresent()) {
                parts.lock().later(() -> request.fail(refusal.get()));
              } else {
                requester.requests().add(request);
                join(block, request);
              }
              return request;
            });
  }

  /** A requester asks for a block once more, unless there is no reason to. */
  Optional<BlockRequest> askAgain(EngineRequester requester, BlockKey key, Priority priority) {
    return parts
        .lock()
        .decide(
            () ->
                Optional.ofNullable(filesets.get(key.fileset()))
                    .filter(fileset -> Refreshes.due(fileset, key.index()) && !comes(key))
                    .map(
                        fileset ->
                            ask(
                                requester,
                                key,
                                priority,
                                RefreshRequest.class,
                                RefreshRequest::new)));
  }

  /** True when a block comes from the server anyway. */
  private boolean comes(BlockKey key) {
    return inFlight
        .of(key)
        .filter(f -> f.phase() != Phase.DISK_LINE && f.phase() != Phase.READING)
        .isPresent();
  }

  /** A requester's view has moved. */
  void viewMoved(EngineRequester requester) {
    parts
        .lock()
        .decide(
            () -> {
              requester.moveOn();
              flow.hosts().viewMoved();
              parts.time().after(SETTLING, () -> parts.lock().decide(flow.hosts()::endStale));
            });
  }

  /** A claim is given up. */
  void leave(Request request) {
    parts.lock().decide(() -> leave(request, "cancelled"));
  }

  /** A requester is put on hold, or goes on. */
  void hold(EngineRequester requester, boolean on) {
    parts
        .lock()
        .decide(
            () -> {
              requester.held(on);
              if (on) {
                List.copyOf(requester.requests()).forEach(this::holdIfWaiting);
              }
            });
  }

  private void holdIfWaiting(Request request) {
    BlockUnavailableException held =
        BlockUnavailableException.held(request.key(), request.requester());
    inFlight
        .of(request.key(), request.refresh())
        .filter(block -> block.phase() != Phase.DOWNLOADING && !block.isHere())
        .ifPresent(block -> inFlight.leave(block, request, held));
  }

  /** A requester goes. */
  void leave(EngineRequester requester) {
    parts
        .lock()
        .decide(
            () -> {
              requester.markClosed();
              List.copyOf(requester.requests())
                  .forEach(request -> leave(request, requester + " left"));
            });
  }

  private void leave(Request request, String why) {
    inFlight
        .of(request.key(), request.refresh())
        .ifPresent(
            block -> inFlight.leave(block, request, new CancellationException(block + ": " + why)));
  }

  private void renew(InFlightBlock block, Request request, Priority priority) {
    Priority before = block.priority();
    request.renew(priority);
    if (block.priority().compareTo(before) < 0) {
      flow.promote(block, before.tier());
    }
  }

  private void join(Optional<InFlightBlock> present, Request request) {
    if (present.isPresent()) {
      InFlightBlock block = present.get();
      Tier before = block.tier();
      boolean better =
          block.requests().isEmpty() || request.priority().compareTo(block.priority()) < 0;
      block.requests().add(request);
      if (better) {
        flow.promote(block, before);
      }
      if (block.phase() == Phase.PARKED && !request.requester().waitsForDisk()) {
        flow.toHost(block);
      }
    } else {
      OpenFileset fileset = filesets.get(request.key().fileset());
      InFlightBlock block = inFlight.begin(request.key(), fileset, request.refresh());
      block.requests().add(request);
      if (block.refresh()) {
        flow.toHost(block);
      } else {
        flow.toDisk(block);
      }
    }
  }

  /** Why a block is not asked for at all. */
  private Optional<Throwable> refusal(EngineRequester requester, BlockKey key, boolean refresh) {
    if (closed || requester.closed()) {
      return Optional.of(
          new CancellationException(
              closed ? "the download engine is closed" : requester + " is closed"));
    }
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null || fileset.released()) {
      return Optional.of(new CancellationException("fileset " + key.fileset() + " is not open"));
    }
    if (requester.held()) {
      return Optional.of(BlockUnavailableException.held(key, requester));
    }
    if (refresh) {
      return Optional.empty();
    }
    if (fileset.source().isPresent() && isAbsent(fileset, key)) {
      return Optional.of(
          new BlockUnavailableException(
              key,
              Reason.ABSENT,
              "block %s of %s does not exist on the server"
                  .formatted(fileset.store().grid().roi(key.index()), fileset.name()),
              null));
    }
    return parts
        .failures()
        .standing(key, fileset.online(), parts.time().nanos())
        .map(error -> error);
  }

  static boolean isAbsent(OpenFileset fileset, BlockKey key) {
    return fileset.trust().wasDenied(key.index())
        || fileset.store().coverage().get(key.index()) == Coverage.State.ABSENT;
  }
}
