package io.cellar.engine;

import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filesets that are open: what is known of their blocks, how to forget it so that they are
 * tried anew, and where they may come from. Changed under the {@link EngineLock}.
 */
final class OpenFilesets {
  private final EngineParts parts;
  private final InFlight inFlight;
  private final BlockFlow flow;
  private final Map<Integer, OpenFileset> filesets = new ConcurrentHashMap<>();
  private int last;

  OpenFilesets(EngineParts parts, InFlight inFlight, BlockFlow flow) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.flow = flow;
  }

  /** Makes a fileset known; gives its number. */
  int open(BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source) {
    int id = ++last;
    Optional<Host> host = source.map(flow.hosts()::host);
    host.filter(Host::isServer).ifPresent(h -> h.allow(source.get().mostRequests()));
    filesets.put(id, new OpenFileset(id, reader, writer, source, host));
    return id;
  }

  /** The fileset of a number; also without the lock. */
  Optional<OpenFileset> of(int id) {
    return Optional.ofNullable(filesets.get(id));
  }

  Collection<OpenFileset> all() {
    return filesets.values();
  }

  void forget(int id) {
    OpenFileset gone = filesets.remove(id);
    parts.failures().forgetFileset(id);
    Optional<Host> host = Optional.ofNullable(gone).flatMap(OpenFileset::host);
    host.filter(h -> all().stream().noneMatch(f -> f.host().equals(host)))
        .ifPresent(flow.hosts()::forget);
  }

  /** What is known of a block now; also without the lock. */
  BlockState state(BlockKey key) {
    return inFlight.state(key).orElseGet(() -> resting(key));
  }

  private BlockState resting(BlockKey key) {
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return BlockState.NOT_CACHED;
    }
    Optional<BlockState> kept = fileset.kept(key.index());
    if (kept.isPresent()) {
      return kept.get();
    }
    if (fileset.isAbsent(key.index())) {
      return BlockState.ABSENT;
    }
    return parts.failures().state(key, fileset.online()).orElse(BlockState.NOT_CACHED);
  }

  /** Lets a block that failed, is absent or could not be refreshed be tried anew. */
  void tryAnew(BlockKey key) {
    parts.failures().forget(key);
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null) {
      return;
    }
    fileset.askAgain(key.index());
    if (fileset.kept(key.index()).isEmpty()) {
      fileset.reader().coverage().set(key.index(), Coverage.State.UNKNOWN);
    }
    parts.notifier().tell(key, state(key));
  }

  /**
   * Lets all blocks that failed be tried anew: those that are noted, those that are only marked in
   * a coverage, and those that pause before another try, which are tried now.
   */
  void tryAllAnew() {
    parts.failures().keys().forEach(this::tryAnew);
    for (OpenFileset fileset : filesets.values()) {
      if (!fileset.released()) {
        fileset
            .reader()
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
    inFlight.select(b -> b.phase() == Phase.PAUSING && b.host() == host).forEach(flow::toHost);
    flow.hosts().dispatch(host);
  }

  /**
   * Chooses where the blocks of a fileset come from. What the new mode forbids ends at once: what
   * waits is told, what is on the wire is ended, and what is already here is let reach the disk.
   *
   * @throws IllegalArgumentException if it has no source and the mode needs one
   */
  void choose(OpenFileset fileset, SourceMode mode) {
    fileset.choose(mode);
    for (InFlightBlock block : inFlight.select(b -> b.fileset() == fileset)) {
      if (block.refresh()) {
        if (mode != SourceMode.REFRESH) {
          inFlight.cancelRefresh(block);
        }
      } else if (mode == SourceMode.CACHE_ONLY) {
        end(block);
      }
    }
    parts.notifier().tellMode(fileset.id(), mode);
  }

  private void end(InFlightBlock block) {
    switch (block.phase()) {
      case HOST_LINE, PAUSING, PARKED, ELSEWHERE ->
          inFlight.fail(block, block.offline(), BlockState.NOT_CACHED);
      // Comes back as interrupted, and is told then.
      case DOWNLOADING -> InFlight.interrupt(block);
      case DISK_LINE, READING, DECODE_LINE, DECODING, STORING, LANDED -> {}
    }
  }
}
