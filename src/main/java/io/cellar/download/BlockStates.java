package io.cellar.download;

import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of blocks, and how to forget it so that they are tried anew. Guarded by the {@link
 * Desk}.
 */
final class BlockStates {
  private final Tools tools;
  private final Map<Integer, OpenFileset> filesets;
  private final Flights flights;
  private final Router router;

  BlockStates(Tools tools, Map<Integer, OpenFileset> filesets, Flights flights, Router router) {
    this.tools = tools;
    this.filesets = filesets;
    this.flights = flights;
    this.router = router;
  }

  /** What is known of a block now. */
  BlockState of(BlockKey key) {
    return flights.of(key).map(Flight::state).orElseGet(() -> resting(key));
  }

  /** What is known of a block that is not in flight. */
  private BlockState resting(BlockKey key) {
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return BlockState.NOT_CACHED;
    }
    if (fileset.reader().coverage().get(key.index()) == Coverage.State.AVAILABLE) {
      return BlockState.AVAILABLE;
    }
    if (Reception.isAbsent(fileset, key)) {
      return BlockState.ABSENT;
    }
    return tools.failures().state(key, fileset.online()).orElse(BlockState.NOT_CACHED);
  }

  /** Lets a block that failed, is absent or could not be renewed be tried anew. */
  void tryAnew(BlockKey key) {
    tools.failures().forget(key);
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return;
    }
    fileset.askAgain(key.index());
    fileset.renewed().remove(key.index());
    Coverage coverage = fileset.reader().coverage();
    if (coverage.get(key.index()) != Coverage.State.AVAILABLE) {
      coverage.set(key.index(), Coverage.State.UNKNOWN);
    }
    tools.herald().tell(key, of(key));
  }

  /**
   * Lets all blocks that failed be tried anew: those that are noted, those that are only marked in
   * a coverage, and those that pause before another try, which are tried now.
   */
  void tryAllAnew() {
    tools.failures().keys().forEach(this::tryAnew);
    for (OpenFileset fileset : List.copyOf(filesets.values())) {
      if (!fileset.released()) {
        fileset
            .reader()
            .coverage()
            .all(Coverage.State.FAILED)
            .forEach(index -> tryAnew(new BlockKey(fileset.id(), index)));
      }
    }
    flights.select(flight -> flight.phase() == Phase.PAUSING).forEach(router::toHost);
  }

  /** Asks a host now, whatever it is left alone for; also what pauses before another try. */
  void tryNow(String name) {
    router.hosts().hosts().stream().filter(h -> h.name().equals(name)).forEach(this::tryNow);
  }

  private void tryNow(Host host) {
    host.tryNow(tools.time().nanos());
    flights
        .select(f -> f.phase() == Phase.PAUSING && f.fileset().host().equals(Optional.of(host)))
        .forEach(router::toHost);
    router.hosts().dispatch(host);
  }
}
