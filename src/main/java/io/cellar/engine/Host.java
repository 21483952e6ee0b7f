package io.cellar.engine;

import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryBudget;
import io.cellar.engine.host.SlotPolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One server, and everything that is asked of it. Guarded by the {@link EngineLock}. */
final class Host {
  /** Whoever does not answer for so long is in trouble. */
  private static final Duration MUTE = Duration.ofSeconds(10);

  private final String name;
  private final boolean server;
  private SlotPolicy slots;
  private int allowed;
  private final Breaker breaker;
  private final RetryBudget budget = new RetryBudget();
  private final Station station;

  /** The host asked to be left alone: until when, for each tier. */
  private final Map<Tier, Long> pausedUntil = new EnumMap<>(Tier.class);

  private long pausedSince;

  /** Nothing but wishes to be left alone has come since the pause began. */
  private boolean complains;

  /** When it last gave a sign of life; while nothing is asked of it, when it was asked again. */
  private volatile long lastSign;

  /** What was asked after the last sign of life has failed. */
  private volatile boolean failing;

  private double usualNanos;

  /** What it said last when something went wrong: with the address, and in few words. */
  String problem = "";

  String cause = "";

  /**
   * A host of which nothing is known.
   *
   * @param server false when there is none: blocks are computed on this computer
   * @param stillWanted asked of a block whose turn it is, see {@link Station}
   */
  Host(
      String name,
      boolean server,
      SlotPolicy slots,
      Breaker.Rules breaker,
      Predicate<InFlightBlock> stillWanted) {
    this.name = name;
    this.server = server;
    this.slots = slots;
    this.breaker = new Breaker(breaker);
    this.station =
        new Station(
            server ? "slots of " + name : "coarser levels",
            "requests",
            () -> this.slots.slots(),
            stillWanted);
  }

  String name() {
    return name;
  }

  /** False when it is this computer, which computes. */
  boolean isServer() {
    return server;
  }

  SlotPolicy slots() {
    return slots;
  }

  /** Another policy from now on; what is open goes on. */
  void slots(SlotPolicy other) {
    other.allow(allowed);
    slots = other;
  }

  /** So many requests may be open, if the host takes them. */
  void allow(int most) {
    allowed = Math.max(allowed, most);
    slots.allow(allowed);
  }

  Breaker breaker() {
    return breaker;
  }

  RetryBudget budget() {
    return budget;
  }

  /** Its slots, and who waits for one. */
  Station station() {
    return station;
  }

  /** Blocks that have a slot, oldest first. */
  Set<InFlightBlock> open() {
    return station.inside();
  }

  /** Open requests by the present tier of their blocks. */
  Map<Tier, Integer> openByTier() {
    Map<Tier, Integer> counts = new EnumMap<>(Tier.class);
    for (InFlightBlock block : open()) {
      counts.merge(block.tier(), 1, Integer::sum);
    }
    return counts;
  }

  /** Leaves the host alone; never shortens a pause. */
  void pause(Tier tier, long nowNanos, long untilNanos) {
    if (!paused(nowNanos) && !complains) {
      pausedSince = nowNanos;
    }
    complains = true;
    pausedUntil.merge(tier, untilNanos, (a, b) -> a - b >= 0 ? a : b);
  }

  /** Whatever kept it from being asked, one request may go now. */
  void tryNow(long nowNanos) {
    pausedUntil.clear();
    breaker.probeNow(nowNanos);
  }

  /** True while requests of a tier wait because the host asked for it. */
  boolean paused(Tier tier, long nowNanos) {
    Long until = pausedUntil.get(tier);
    return until != null && until - nowNanos > 0;
  }

  /** Nanoseconds until requests of a tier may go again; 0 when they may. */
  long pauseLeft(Tier tier, long nowNanos) {
    return paused(tier, nowNanos) ? pausedUntil.get(tier) - nowNanos : 0;
  }

  /** True while the host is not asked, or only probed: it does not answer or asked for it. */
  boolean away(long nowNanos) {
    return breaker.isOpen() || paused(nowNanos);
  }

  /** Since when it has been away; only while it is. */
  long awaySince() {
    return breaker.isOpen() ? breaker.openSince() : pausedSince;
  }

  /** It answered, with anything but a wish to be left alone. */
  void content() {
    complains = false;
  }

  /** A request is about to be sent, and has its slot. */
  void asked(long nowNanos) {
    if (open().size() == 1 && !failing) {
      lastSign = nowNanos;
    }
  }

  /** Something came from it, be it good or bad. Also without the lock. */
  void signOfLife(long nowNanos) {
    lastSign = nowNanos;
    failing = false;
  }

  /** A request came to nothing. */
  void silent() {
    failing = true;
  }

  /** True while something is expected of it. */
  boolean awaited() {
    return failing || !open().isEmpty();
  }

  /** When it last gave a sign of life; only while something is expected of it. */
  long lastSign() {
    return lastSign;
  }

  /**
   * For how long it has not answered anything that is asked of it now, not even with a first byte;
   * empty while that is not long.
   */
  Optional<Duration> mute(long nowNanos) {
    boolean bytes = open().stream().anyMatch(block -> block.received() > 0);
    long asked = open().stream().mapToLong(f -> nowNanos - f.startedNanos).max().orElse(0);
    Duration since = Duration.ofNanos(Math.min(asked, nowNanos - lastSign));
    return bytes || since.compareTo(MUTE) < 0 ? Optional.empty() : Optional.of(since);
  }

  /** Why nothing came since, in words. */
  String silence() {
    return failing ? problem : "it accepts connections, but no whole answer has come";
  }

  /** Notes how long a download took. */
  void took(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + (nanos - usualNanos) / 8;
  }

  /** How long a download usually takes; 0 when nothing is known. */
  long usualNanos() {
    return (long) usualNanos;
  }

  private boolean paused(long nowNanos) {
    for (long until : pausedUntil.values()) {
      if (until - nowNanos > 0) {
        return true;
      }
    }
    return false;
  }
}
