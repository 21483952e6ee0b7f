package io.cellar.engine;

import io.cellar.engine.stage.Capacity;
import io.cellar.engine.stage.CapacityUse;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Looks on disk first. A few platform threads, the most urgent flight first; a flight that nobody
 * wants voxels of is only looked up, not read.
 */
final class DiskReads {
  private final EngineParts tools;
  private final InFlight flights;
  private final BiConsumer<InFlightBlock, StageResult> next;
  private final WaitingLine line;
  private final Capacity readers;
  private final ExecutorService threads;

  /**
   * A station.
   *
   * @param next told, while deciding, how a look ended
   */
  DiskReads(EngineParts tools, InFlight flights, BiConsumer<InFlightBlock, StageResult> next) {
    this.tools = tools;
    this.flights = flights;
    this.next = next;
    this.line = new WaitingLine(flights::stillWanted);
    int count = tools.settings().diskReaders();
    this.readers = new Capacity("disk readers", "blocks", count);
    this.threads = Threads.pool("cellar-disk-", count);
  }

  WaitingLine line() {
    return line;
  }

  CapacityUse use() {
    return readers.use();
  }

  /** A flight joins the line. Only while deciding. */
  void admit(InFlightBlock flight) {
    flights.enter(flight, Phase.DISK_LINE);
    line.place(flight);
    dispatch();
  }

  /** Gives all free readers to those whose turn it is. Only while deciding. */
  void dispatch() {
    for (Tier tier : Tier.values()) {
      Optional<InFlightBlock> head;
      while (readers.inUse() < readers.limit() && (head = line.head(tier)).isPresent()) {
        InFlightBlock flight = head.get();
        readers.tryTake(1);
        flights.enter(flight, Phase.READING);
        tools.desk().later(() -> threads.execute(() -> look(flight)));
      }
    }
  }

  void close() {
    threads.shutdown();
  }

  private void look(InFlightBlock flight) {
    StageResult outcome = lookup(flight);
    tools
        .desk()
        .decide(
            () -> {
              readers.give(1);
              next.accept(flight, outcome);
              dispatch();
            });
  }

  private void readFromDisk(InFlightBlock flight) {
    tools.counters().readFromDisk.increment();
    tools.counters().meters.read(flight.fileset().id());
  }

  private static StageResult found(InFlightBlock flight, Optional<Block> voxels) {
    flight.fileset().store().clearStaleLock(flight.key().index());
    return new StageResult.Found(voxels);
  }

  private StageResult lookup(InFlightBlock flight) {
    try {
      if (!flight.wantsVoxels()) {
        boolean there = flight.fileset().store().isAvailable(flight.key().index());
        return there ? found(flight, Optional.empty()) : new StageResult.Missing();
      }
      Optional<Block> voxels = flight.fileset().store().read(flight.key().index());
      voxels.ifPresent(v -> readFromDisk(flight));
      return voxels.isPresent() ? found(flight, voxels) : new StageResult.Missing();
    } catch (StoreException | RuntimeException | Error e) {
      return new StageResult.Unreadable(e);
    }
  }
}
