package io.cellar.engine;

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
  private final EngineParts parts;
  private final Map<Integer, OpenFileset> filesets;
  private final InFlight inFlight;
  private final BlockFlow flow;

  BlockStates(
      EngineParts parts, Map<Integer, OpenFileset> filesets, InFlight inFlight, BlockFlow flow) {
    this.parts = parts;
    this.filesets = filesets;
    this.inFlight = inFlight;
    this.flow = flow;
  }

  /** What is known of a block now; also without the lock. */
  BlockState of(BlockKey key) {
    return inFlight.state(key).orElseGet(() -> resting(key));
  }

  /** What is known of a block that is not in flight. */
  private BlockState resting(BlockKey key) {
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return BlockState.NOT_CACHED;
    }
    if (fileset.store().coverage().get(key.index()) == Coverage.State.AVAILABLE) {
      return BlockState.AVAILABLE;
    }
    if (Requests.isAbsent(fileset, key)) {
      return BlockState.ABSENT;
    }
    return parts.failures().state(key, fileset.online()).orElse(BlockState.NOT_CACHED);
  }

  /** Lets a block that failed, is absent or could not be renewed be tried anew. */
  void tryAnew(BlockKey key) {
    parts.failures().forget(key);
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return;
    }
    fileset.askAgain(key.index());
    fileset.refreshed().remove(key.index());
    Coverage coverage = fileset.store().coverage();
    if (coverage.get(key.index()) != Coverage.State.AVAILABLE) {
      coverage.set(key.index(), Coverage.State.UNKNOWN);
    }
    parts.notifier().tell(key, of(key));
  }

  /**
   * Lets all blocks that failed be tried anew: those that are noted, those that are only marked in
   * a coverage, and those that pause before another try, which are tried now.
   */
  void tryAllAnew() {
    parts.failures().keys().forEach(this::tryAnew);
    for (OpenFileset fileset : List.copyOf(filesets.values())) {
      if (!fileset.released()) {
        fileset
            .store()
            .coverage()
            .all(Coverage.State.FAILED)
            .forEach(index -> tryAnew(new BlockKey(fileset.id(), index)));
      }
    }
    inFlight.select(block -> block.phase() == Phase.PAUSING).forEach(flow::toHost);
  }

  /** Asks a host now, whatever it is left alone for; also what pauses before another try. */
  void tryNow(String name) {
    flow.hosts().hosts().stream().filter(h -> h.name().equals(name)).forEach(this::tryNow);
  }

  private void tryNow(Host host) {
    host.tryNow(parts.time().nanos());
    inFlight
        .select(f -> f.phase() == Phase.PAUSING && f.fileset().host().equals(Optional.of(host)))
        .forEach(flow::toHost);
    flow.hosts().dispatch(host);
  }
}
