package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.host.Breaker;
import io.cellar.source.Deadlines;
import io.cellar.source.SourceException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches hosts that are away: probes them in time, and tells those who will not wait any longer.
 * Guarded by the {@link EngineLock}.
 */
final class HostWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The time that one answer may take is granted beyond the patience of those who wait. */
  private static final Duration ONE_ANSWER = Deadlines.DEFAULT.firstByte();

  private final EngineParts parts;
  private final InFlight inFlight;
  private final HostSlots hosts;
  private final Set<Host> watched = new HashSet<>();

  HostWatch(EngineParts parts, InFlight inFlight, HostSlots hosts) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.hosts = hosts;
  }

  /** The host answered something. */
  void answered(Host host) {
    parts.meters().settled.increment();
    host.content();
    isThere(host);
  }

  /**
   * A block did not come. Evidence that its host is away is only that nothing came, or an answer of
   * which {@link #saysAway} is true; all else that a host sends is about the one request, and shows
   * that the host is there.
   */
  void failed(InFlightBlock block, SourceException error) {
    Host host = block.host();
    if (error instanceof SourceException.Unavailable busy && !saysAway(busy)) {
      note(host, error);
      if (busy.retryAfter().isEmpty()) {
        host.content();
      }
      isThere(host);
    } else if (error instanceof SourceException.Unavailable || saysNothing(block, error)) {
      failed(host, error);
    } else {
      cutShort(block, error);
    }
  }

  /**
   * Whether an answer says that the host serves no requests of any kind: there are too many of
   * them, or nobody is behind a gateway.
   */
  static boolean saysAway(SourceException.Unavailable error) {
    return switch (error.status()) {
      case 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** Whether nothing came of an answer. */
  static boolean saysNothing(InFlightBlock block, SourceException error) {
    return (error instanceof SourceException.Unreachable away && !away.brokeOff())
        || (error instanceof SourceException.TimedOut && block.received() == 0);
  }

  /**
   * An answer broke off or stood still half-way. Whoever begins one is there, but may have gone
   * since: only what was asked when nobody seemed to be there says more.
   */
  private void cutShort(InFlightBlock block, SourceException error) {
    Host host = block.host();
    note(host, error);
    if (host.breaker().isProbe(block.startedNanos)) {
      isThere(host);
    } else if (error instanceof SourceException.TimedOut) {
      host.silent();
    } else {
      signOfLife(host);
    }
  }

  private void isThere(Host host) {
    signOfLife(host);
    boolean wasAway = host.breaker().isOpen();
    host.breaker().succeeded(parts.time().nanos());
    if (wasAway) {
      parts.lock().later(() -> LOG.info("{} answers again", host.name()));
      host.problem = "";
      host.cause = "";
    }
  }

  /** Something came from the host, be it good or bad. */
  void signOfLife(Host host) {
    host.signOfLife(parts.time().nanos());
  }

  /** The host did not answer, or said that it cannot. */
  private void failed(Host host, SourceException error) {
    long now = parts.time().nanos();
    Breaker breaker = host.breaker();
    boolean wasOpen = breaker.isOpen();
    if (error instanceof SourceException.Unavailable) {
      signOfLife(host);
    } else {
      host.silent();
    }
    note(host, error);
    breaker.failed(now);
    if (error instanceof SourceException.TimedOut && saidNothing(host, now)) {
      breaker.open(now);
    }
    if (breaker.isOpen()) {
      if (!wasOpen) {
        warn("{} is left alone for a while: {}", host.name(), Messages.words(error));
      }
      probeInTime(host);
    }
  }

  /** Nothing came from it in the time of one answer: more requests would only hang as well. */
  private static boolean saidNothing(Host host, long now) {
    return now - host.lastSign() >= ONE_ANSWER.toNanos()
        && host.open().stream().noneMatch(block -> block.received() > 0);
  }

  /** Something came that is no block; who was left alone has not come back by that. */
  void nonsenseCame(Host host) {
    signOfLife(host);
    if (host.breaker().isOpen()) {
      host.breaker().failed(parts.time().nanos());
      probeInTime(host);
    }
  }

  private void note(Host host, SourceException error) {
    host.problem = Messages.words(error);
    host.cause = error.brief();
    if (shedsLoad(error)) {
      host.slots().overloaded(parts.time().nanos());
    }
  }

  /** A log may lie on a disk that keeps its writer waiting. */
  private void warn(String message, String host, String why) {
    parts.lock().later(() -> LOG.warn(message, host, why));
  }

  /** The host is not there at all. */
  void away(Host host) {
    host.breaker().open(parts.time().nanos());
    warn("{} does not answer: {}", host.name(), host.problem);
    probeInTime(host);
  }

  /** The host asked to be left alone. */
  void leaveAlone(Host host, Duration wish) {
    long now = parts.time().nanos();
    for (Tier tier : Tier.values()) {
      Duration pause = parts.settings().retryRules(tier).believed(wish);
      host.pause(tier, now, now + pause.toNanos());
      parts.time().after(pause, () -> parts.lock().decide(() -> hosts.dispatch(host)));
    }
    watch(host);
  }

  private void probeInTime(Host host) {
    long wait = Math.max(0, host.breaker().probeAt() - parts.time().nanos());
    parts
        .time()
        .after(Duration.ofNanos(wait), () -> parts.lock().decide(() -> hosts.dispatch(host)));
    watch(host);
  }

  /** A pause of a block that may never come: of a host that is away another is the next probe. */
  Duration behindProbe(Host host, Duration pause) {
    Duration next = Duration.ofNanos(host.breaker().probeAt() - parts.time().nanos());
    return host.breaker().isOpen() && next.compareTo(pause) >= 0 ? next.plusSeconds(1) : pause;
  }

  /** Looks every second whether somebody's patience is at its end, while something is expected. */
  void watch(Host host) {
    if (watched.add(host)) {
      parts.time().after(LOOK, () -> parts.lock().decide(() -> look(host)));
    }
  }

  private void look(Host host) {
    watched.remove(host);
    if (!hosts.hosts().contains(host)) {
      return;
    }
    long now = parts.time().nanos();
    if (host.away(now)) {
      endPatience(host, now, host.awaySince(), Duration.ZERO, host.problem);
    }
    if (host.awaited() && now - host.lastSign() >= ONE_ANSWER.toNanos()) {
      endPatience(host, now, host.lastSign(), ONE_ANSWER, host.silence());
    }
    if (host.away(now) || host.awaited()) {
      watch(host);
    }
  }

  private void endPatience(Host host, long now, long since, Duration granted, String why) {
    for (InFlightBlock block : inFlight.select(f -> waitsFor(f, host))) {
      for (Request request : block.requests()) {
        Duration waited = Duration.ofNanos(-Math.max(request.askedNanos - now, since - now));
        if (waited.minus(granted).compareTo(request.requester().waitForHost()) >= 0) {
          String message =
              "%s did not answer for %d s: %s. %s was not fetched"
                  .formatted(host.name(), waited.toSeconds(), why, block);
          inFlight.leave(
              block,
              request,
              new BlockUnavailableException(block.key(), Reason.HOST_UNREACHABLE, message, null));
        }
      }
    }
  }

  private static boolean waitsFor(InFlightBlock block, Host host) {
    return block.fileset().host().filter(h -> h == host).isPresent()
        && switch (block.phase()) {
          case HOST_LINE, PAUSING, DOWNLOADING, PARKED -> true;
          default -> false;
        };
  }

  private static boolean shedsLoad(SourceException error) {
    return switch (error) {
      case SourceException.Unavailable busy -> busy.status() == 429 || busy.status() == 503;
      case SourceException.TimedOut late -> true;
      case SourceException.Unreachable reset -> true;
      default -> false;
    };
  }
}
