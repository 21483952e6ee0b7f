package io.cellar.engine;

import io.cellar.engine.host.RateLimit;
import io.cellar.engine.host.SlotPolicy;
import io.cellar.source.BlockSource;
import io.cellar.source.LocalTrouble;
import io.cellar.thread.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Gives out slots: which block may be asked from which host, and when. Guarded by the {@link
 * EngineLock}; every request that is open has a virtual thread.
 */
final class HostSlots {
  /** A view is at work for so long after it has moved. */
  private static final Duration VIEW_RESTS = Duration.ofSeconds(2);

  /** Bulk work may fill so much of the bytes in flight, so that a view always gets some. */
  private static final double BULK_SHARE = 0.75;

  /** Downloads that take no longer than this usually make room by themselves. */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final Consumer<InFlightBlock> transfer;
  private final BiConsumer<InFlightBlock, Throwable> notStarted;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Capacity bytes;
  private final LocalLimit local = new LocalLimit(LocalTrouble.openFilesLimit());
  private EngineSettings settings;
  private Optional<RateLimit> rate;
  private Optional<Long> viewMoved = Optional.empty();
  private boolean rateAlarmSet;

  /**
   * No hosts yet.
   *
   * @param transfer run on a virtual thread for each block that gets a slot
   * @param notStarted told, while deciding, that there can be no thread for a block
   */
  HostSlots(
      EngineParts parts,
      InFlight inFlight,
      Consumer<InFlightBlock> transfer,
      BiConsumer<InFlightBlock, Throwable> notStarted) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.transfer = transfer;
    this.notStarted = notStarted;
    this.settings = parts.settings();
    this.rate = rateLimit(settings);
    this.bytes = new Capacity("bytes in flight", "bytes", parts.settings().bytesInFlight());
  }

  private Optional<RateLimit> rateLimit(EngineSettings of) {
    return of.bytesPerSecond().isPresent()
        ? Optional.of(new RateLimit(of.bytesPerSecond().getAsLong(), parts.time().nanos()))
        : Optional.empty();
  }

  /** Other limits from now on: open requests of each host, bytes per second of all together. */
  void limits(int parallel, OptionalLong bytesPerSecond) {
    EngineSettings before = settings;
    settings = before.withParallel(parallel).withBytesPerSecond(bytesPerSecond);
    if (before.parallel() != parallel) {
      hosts.values().stream()
          .filter(Host::isServer)
          .forEach(host -> host.slots(settings.slotPolicy()));
    }
    if (!before.bytesPerSecond().equals(bytesPerSecond)) {
      rate = rateLimit(settings);
      rateAlarmSet = false; // the alarm that is set goes by the old rate
    }
    dispatch();
  }

  /** The host of a source; all that is asked of it counts together. */
  Host host(BlockSource source) {
    OptionalInt computing = source.computesAtOnce();
    return hosts.computeIfAbsent(
        source.host(),
        name ->
            new Host(
                name,
                computing.isEmpty(),
                computing.isEmpty()
                    ? settings.slotPolicy()
                    : SlotPolicy.fixed(computing.getAsInt()),
                settings.breaker(),
                this::isToBeAsked));
  }

  /** No fileset comes from a host any more; what is still under way there ends by itself. */
  void forget(Host host) {
    hosts.remove(host.name(), host);
  }

  Collection<Host> hosts() {
    return hosts.values();
  }

  EngineStats.CapacityUse bytes() {
    return bytes.use();
  }

  /** A block joins the line of its host. */
  void join(InFlightBlock block) {
    Host host = block.host();
    inFlight.enter(block, Phase.HOST_LINE);
    host.station().join(block);
    dispatch(host);
  }

  /** A view has moved: its slots are kept for a while. */
  void viewMoved() {
    viewMoved = Optional.of(parts.time().nanos());
    parts.time().after(VIEW_RESTS.plusMillis(1), () -> parts.lock().decide(() -> dispatch()));
  }

  /** Ends what a moved view no longer shows, unless it is more than half done. */
  void endStale() {
    for (Host host : hosts.values()) {
      for (InFlightBlock block : List.copyOf(host.open())) {
        if (block.fraction() <= 0.5) {
          inFlight.stillWanted(block);
        }
      }
    }
  }

  /** A transfer no longer needs its slot. To be followed by a dispatch. */
  void giveSlot(InFlightBlock block) {
    block.host().station().give(block);
  }

  /** Nothing of a block is held in memory any more. To be followed by a dispatch. */
  void giveBytes(InFlightBlock block) {
    bytes.give(block.bytes());
  }

  /** So many bytes have come: they count against the rate of all downloads. */
  void received(long amount) {
    rate.ifPresent(limit -> limit.take(amount, parts.time().nanos()));
  }

  /** Gives out what is free at all hosts. */
  void dispatch() {
    hosts.values().forEach(this::dispatch);
  }

  /**
   * Gives out what is free; the calling thread, whose transfer is over, may take one block of its
   * host itself.
   *
   * @return what it is to fetch; it has its slot
   */
  Optional<InFlightBlock> dispatchHere(Host host) {
    long now = parts.time().nanos();
    Optional<InFlightBlock> mine = next(host, now);
    mine.ifPresent(block -> begin(host, block, now, Thread.currentThread()));
    dispatch();
    return mine;
  }

  /** Gives out what is free at one host. */
  void dispatch(Host host) {
    long now = parts.time().nanos();
    for (Optional<InFlightBlock> n = next(host, now); n.isPresent(); n = next(host, now)) {
      launch(host, n.get(), now);
    }
    if (!host.isServer()) {
      letViewGoFirst(host);
    } else if (viewAtWork(host, now)) {
      makeRoom(host, now);
    }
  }

  /** Requests that are open at all hosts. */
  int open() {
    int open = 0;
    for (Host host : hosts.values()) {
      open += host.open().size();
    }
    return open;
  }

  /** How many requests this computer takes. */
  LocalLimit local() {
    return local;
  }

  private boolean rateAllows(long now) {
    long wait = rate.map(limit -> limit.waitNanos(now)).orElse(0L);
    if (wait > 0 && !rateAlarmSet) {
      rateAlarmSet = true;
      parts.time().after(Duration.ofNanos(wait), () -> parts.lock().decide(() -> rateAlarm()));
    }
    return wait == 0;
  }

  private void rateAlarm() {
    rateAlarmSet = false;
    dispatch();
  }

  /** The block whose turn it is at a host, which has a slot then; empty when none may be asked. */
  private Optional<InFlightBlock> next(Host host, long now) {
    if (!host.station().hasPlaceAndLine()
        || host.isServer() && !rateAllows(now)
        || !local.admits(open())
        || !host.breaker().permits(now, host.open().size())) {
      return Optional.empty();
    }
    boolean viewAtWork = viewAtWork(host, now);
    boolean bulkWaits = host.station().waiting(Tier.BULK) > 0 && !host.paused(Tier.BULK, now);
    Map<Tier, Integer> open = viewAtWork ? host.openByTier() : Map.of();
    int slots = host.slots().slots();
    return host.station()
        .admit(
            tier ->
                !host.paused(tier, now)
                    && (!viewAtWork || SlotRules.admit(tier, open, slots, bulkWaits)),
            block -> bytes.tryTake(block.bytes(), mostBytes(block.tier())));
  }

  private long mostBytes(Tier tier) {
    return tier == Tier.BULK ? (long) (bytes.limit() * BULK_SHARE) : bytes.limit();
  }

  /** Whether a block whose turn it is is wanted, and of use: bulk needs a disk that takes it. */
  private boolean isToBeAsked(InFlightBlock block) {
    if (!inFlight.stillWanted(block)) {
      return false;
    }
    Optional<Throwable> problem = block.fileset().diskProblem();
    if (block.tier() == Tier.BULK && problem.isPresent()) {
      putAside(block, problem.get());
      return false;
    }
    return true;
  }

  /** Who waits without end is parked until the disk takes blocks again, the others are told. */
  private void putAside(InFlightBlock block, Throwable problem) {
    for (Request request : block.requests()) {
      if (!request.requester().waitsForDisk()) {
        inFlight.leave(block, request, block.notWritten(problem));
      }
    }
    if (!block.requests().isEmpty()) {
      inFlight.enter(block, Phase.PARKED);
      block.fileset().parked().add(block);
    }
  }

  private void launch(Host host, InFlightBlock block, long now) {
    Thread runner = Threads.virtual("cellar-fetch", () -> transfer.accept(block));
    begin(host, block, now, runner);
    parts.lock().startLater(runner::start, error -> notStarted.accept(block, error));
  }

  private void begin(Host host, InFlightBlock block, long now, Thread runner) {
    block.resetTransfer();
    block.interrupted = false;
    block.startedNanos = now;
    block.runner = runner;
    parts.turns().began(block);
    inFlight.enter(block, Phase.DOWNLOADING);
    host.asked(now);
    host.slots().started(now, host.open().size());
  }

  private boolean viewAtWork(Host host, long now) {
    return host.slots().reserves()
        && (host.station().waiting(Tier.VISIBLE) > 0
            || viewMoved.filter(t -> now - t < VIEW_RESTS.toNanos()).isPresent());
  }

  /**
   * Makes room for a view at a host whose slots are all taken: the youngest of the other requests
   * are sent back to the line, until the view has the slots that are kept for it. What is half
   * done, or will be done in a moment, is left alone.
   */
  private static void makeRoom(Host host, long now) {
    int slots = host.slots().slots();
    if (slots < SlotRules.FEWEST_TO_SHARE
        || host.station().waiting(Tier.VISIBLE) == 0
        || host.open().size() < slots) {
      return;
    }
    long others =
        host.open().stream().filter(f -> f.tier() != Tier.VISIBLE && !f.interrupted).count();
    for (InFlightBlock block : List.copyOf(host.open()).reversed()) {
      if (others <= slots - SlotRules.FOR_VISIBLE) {
        return;
      }
      if (block.tier() != Tier.VISIBLE && !block.interrupted && worthEnding(host, block, now)) {
        InFlight.interrupt(block);
        others--;
      }
    }
  }

  /** What was computed on the way to a block is kept, so that little is lost when it is ended. */
  private static void letViewGoFirst(Host host) {
    if (host.station().waiting(Tier.VISIBLE) > 0) {
      host.open().stream()
          .filter(block -> block.tier() != Tier.VISIBLE && !block.interrupted)
          .toList()
          .forEach(InFlight::interrupt);
    }
  }

  private static boolean worthEnding(Host host, InFlightBlock block, long now) {
    long usual = host.usualNanos();
    if (usual != 0 && usual <= SHORT_NANOS) {
      return false;
    }
    double fraction = block.fraction();
    return fraction >= 0 ? fraction < 0.5 : usual == 0 || now - block.startedNanos < usual / 2;
  }
}
