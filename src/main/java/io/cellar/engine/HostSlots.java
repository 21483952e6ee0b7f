package io.cellar.engine;

import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RateLimit;
import io.cellar.engine.stage.Capacity;
import io.cellar.engine.stage.CapacityUse;
import io.cellar.source.LocalTrouble;
import io.cellar.thread.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Gives out slots: which flight may open a request at which host, and when. Guarded by the {@link
 * Desk}; every request runs on a virtual thread of its own.
 */
final class HostSlots {
  /** A view is at work for so long after it has moved. */
  private static final Duration VIEW_RESTS = Duration.ofSeconds(2);

  /** Bulk work may fill so much of the bytes in flight, so that a view always gets some. */
  private static final double BULK_SHARE = 0.75;

  private final EngineParts tools;
  private final InFlight flights;
  private final Consumer<InFlightBlock> transfer;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Capacity bytes;
  private final LocalLimit local = new LocalLimit(LocalTrouble.openFilesLimit());
  private EngineSettings settings;
  private Optional<RateLimit> rate;
  private Optional<Long> viewMoved = Optional.empty();
  private boolean rateAlarmSet;

  /**
   * A station.
   *
   * @param transfer run on a virtual thread for each flight that gets a slot
   */
  HostSlots(EngineParts tools, InFlight flights, Consumer<InFlightBlock> transfer) {
    this.tools = tools;
    this.flights = flights;
    this.transfer = transfer;
    this.settings = tools.settings();
    this.rate = rateLimit(settings);
    this.bytes = new Capacity("bytes in flight", "bytes", tools.settings().bytesInFlight());
  }

  private Optional<RateLimit> rateLimit(EngineSettings of) {
    return of.bytesPerSecond().isPresent()
        ? Optional.of(new RateLimit(of.bytesPerSecond().getAsLong(), tools.time().nanos()))
        : Optional.empty();
  }

  /** Other limits from now on: open requests of each host, bytes per second of all together. */
  void limits(int parallel, OptionalLong bytesPerSecond) {
    EngineSettings before = settings;
    settings = before.withParallel(parallel).withBytesPerSecond(bytesPerSecond);
    if (before.style().numReadWorkers() != parallel) {
      hosts.values().forEach(host -> host.slots(settings.slotPolicy(host.name())));
    }
    if (!before.bytesPerSecond().equals(bytesPerSecond)) {
      rate = rateLimit(settings);
    }
    dispatch();
  }

  /** The host of a name; all that is asked of it counts together. */
  Host host(String name) {
    return hosts.computeIfAbsent(
        name,
        n ->
            new Host(
                n,
                settings.slotPolicy(n),
                new Breaker(tools.settings().breaker()),
                new WaitingLine(flights::stillWanted)));
  }

  Collection<Host> hosts() {
    return hosts.values();
  }

  CapacityUse bytes() {
    return bytes.use();
  }

  /** A flight joins the line of its host. */
  void admit(InFlightBlock flight) {
    Host host = flight.fileset().host().orElseThrow();
    flights.enter(flight, Phase.HOST_LINE);
    host.line().place(flight);
    dispatch(host);
  }

  /** A view has moved: its slots are kept for a while. */
  void viewMoved() {
    viewMoved = Optional.of(tools.time().nanos());
    tools.time().after(VIEW_RESTS.plusMillis(1), () -> tools.desk().decide(() -> dispatch()));
  }

  /** Ends what a moved view no longer shows, unless it is more than half done. */
  void endStale() {
    for (Host host : hosts.values()) {
      for (InFlightBlock flight : List.copyOf(host.open())) {
        if (flight.fraction() <= 0.5) {
          flights.stillWanted(flight);
        }
      }
    }
  }

  /** A transfer no longer needs its slot. To be followed by a dispatch. */
  void giveSlot(InFlightBlock flight) {
    flight.fileset().host().orElseThrow().open().remove(flight);
    flight.runner = null;
  }

  /** Nothing of a flight is held in memory any more. To be followed by a dispatch. */
  void giveBytes(InFlightBlock flight) {
    bytes.give(flight.bytes());
  }

  /** So many bytes have come: they count against the rate of all downloads. */
  void received(long amount) {
    rate.ifPresent(limit -> limit.take(amount, tools.time().nanos()));
  }

  /** Gives out what is free at all hosts. */
  void dispatch() {
    hosts.values().forEach(this::dispatch);
  }

  /** Gives out what is free at one host. */
  void dispatch(Host host) {
    long now = tools.time().nanos();
    Optional<InFlightBlock> next;
    while (rateAllows(now)
        && local.admits(open())
        && host.breaker().permits(now, host.open().size())
        && (next = next(host, now)).isPresent()) {
      launch(host, next.get(), now);
    }
    if (viewAtWork(host, now)) {
      RoomMaker.makeRoom(host, now);
    }
  }

  /** Requests that are open at all hosts. */
  int open() {
    return hosts.values().stream().mapToInt(host -> host.open().size()).sum();
  }

  /** How many requests this computer takes. */
  LocalLimit local() {
    return local;
  }

  private boolean rateAllows(long now) {
    long wait = rate.map(limit -> limit.waitNanos(now)).orElse(0L);
    if (wait > 0 && !rateAlarmSet) {
      rateAlarmSet = true;
      tools.time().after(Duration.ofNanos(wait), () -> tools.desk().decide(() -> rateAlarm()));
    }
    return wait == 0;
  }

  private void rateAlarm() {
    rateAlarmSet = false;
    dispatch();
  }

  private Optional<InFlightBlock> next(Host host, long now) {
    boolean viewAtWork = viewAtWork(host, now);
    boolean bulkWaits = host.line().size(Tier.BULK) > 0 && !host.paused(Tier.BULK, now);
    Map<Tier, Integer> open = host.openByTier();
    for (Tier tier : Tier.values()) {
      if (host.line().size(tier) == 0
          || host.paused(tier, now)
          || !SlotRules.admit(tier, open, host.slots().slots(), viewAtWork, bulkWaits)) {
        continue;
      }
      Optional<InFlightBlock> head = head(host, tier);
      if (head.isPresent()) {
        long upTo = tier == Tier.BULK ? (long) (bytes.limit() * BULK_SHARE) : bytes.limit();
        return head.filter(flight -> bytes.tryTake(flight.bytes(), upTo));
      }
    }
    return Optional.empty();
  }

  /**
   * The flight whose turn it is; bulk flights whose disk takes nothing are put aside on the way.
   */
  private Optional<InFlightBlock> head(Host host, Tier tier) {
    Optional<InFlightBlock> head = host.line().head(tier);
    while (tier == Tier.BULK
        && head.isPresent()
        && head.get().fileset().diskProblem().isPresent()) {
      putAside(head.get(), head.get().fileset().diskProblem().get());
      head = host.line().head(tier);
    }
    return head;
  }

  /** Who waits without end is parked until the disk takes blocks again, the others are told. */
  private void putAside(InFlightBlock flight, Throwable problem) {
    for (Request claim : List.copyOf(flight.claims())) {
      if (!claim.requester().waitsForDisk()) {
        flights.leave(flight, claim, BlockUnavailableException.notWritten(flight, problem));
      }
    }
    if (!flight.claims().isEmpty()) {
      flights.enter(flight, Phase.PARKED);
      flight.fileset().parked().add(flight);
    }
  }

  private void launch(Host host, InFlightBlock flight, long now) {
    flight.resetTransfer();
    flight.interrupted = false;
    flight.startedNanos = now;
    flight.runner = Threads.virtual("cellar-fetch", () -> transfer.accept(flight));
    flights.enter(flight, Phase.DOWNLOADING);
    host.asked(now);
    host.open().add(flight);
    host.slots().started(now, host.open().size());
    tools.desk().later(flight.runner::start);
  }

  private boolean viewAtWork(Host host, long now) {
    return host.slots().reserves()
        && (host.line().size(Tier.VISIBLE) > 0
            || viewMoved.filter(t -> now - t < VIEW_RESTS.toNanos()).isPresent());
  }
}
