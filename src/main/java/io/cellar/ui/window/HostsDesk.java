package io.cellar.ui.window;

import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.engine.SourceMode;
import io.cellar.input.Redaction;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.status.HostTrouble;
import io.cellar.ui.status.StatusLine;
import io.cellar.ui.words.HostWords;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells of hosts that the volumes on show need and that are in trouble: in the status line, and
 * over the panes that wait. Counts the seconds to the next try while there is one to be counted,
 * and only then. JavaFX thread.
 */
final class HostsDesk {
  private final WindowActions actions;
  private final WindowSource source;
  private final StatusLine status;
  private final Supplier<List<SlicePane>> panes;

  /** True while the next second is waited for. */
  private boolean ticking;

  private boolean closed;

  HostsDesk(
      WindowActions actions,
      WindowSource source,
      StatusLine status,
      Supplier<List<SlicePane>> panes) {
    this.actions = actions;
    this.source = source;
    this.status = status;
    this.panes = panes;
  }

  /** Tells how the hosts are now. */
  void refresh(EngineStats stats) {
    Instant now = Instant.now();
    Set<String> needed =
        source.volumes().stream()
            .filter(v -> v.sourceMode() != SourceMode.CACHE_ONLY)
            .map(OpenVolume::hosts)
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    List<HostStats> troubled =
        stats.hosts().stream()
            .filter(h -> h.condition() != Condition.FINE && needed.contains(h.host()))
            .toList();
    Optional<HostTrouble> trouble =
        troubled.stream().findFirst().map(h -> trouble(h, troubled.size() - 1, now));
    status.trouble(trouble);
    panes.get().forEach(pane -> pane.waitsFor(trouble.filter(t -> pane.isWaiting())));
    if (troubled.stream().anyMatch(h -> HostWords.isCounting(h, now))) {
      tick();
    }
  }

  /** Looks again in a second; without an animation, which would make sixty frames of it. */
  private void tick() {
    if (!ticking && !closed) {
      ticking = true;
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Pulse::later)
          .execute(
              () -> {
                ticking = false;
                if (!closed) {
                  refresh(actions.downloads());
                }
              });
    }
  }

  private HostTrouble trouble(HostStats host, int others, Instant now) {
    String text = HostWords.trouble(host, now);
    return new HostTrouble(
        others == 0 ? text : Words.of("host.others", text, others),
        Words.of("host.details", host.host(), Redaction.message(host.problem())),
        host.condition() == Condition.PROBING,
        () -> tryNow(host),
        () -> {
          source.choose(SourceMode.CACHE_ONLY);
          refresh(actions.downloads());
        });
  }

  private void tryNow(HostStats host) {
    actions.tryNow(host.host());
    refresh(actions.downloads());
  }

  /** Counts no more. */
  void close() {
    closed = true;
  }
}
