package io.cellar.download;

import io.cellar.download.stage.Capacity;
import io.cellar.download.stage.CapacityUse;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Looks on disk first. A few platform threads, the most urgent flight first; a flight that nobody
 * wants voxels of is only looked up, not read.
 */
final class DiskStation {
  private final Tools tools;
  private final Flights flights;
  private final BiConsumer<Flight, Outcome> next;
  private final WaitingLine line;
  private final Capacity readers;
  private final ExecutorService threads;

  /**
   * A station.
   *
   * @param next told, while deciding, how a look ended
   */
  DiskStation(Tools tools, Flights flights, BiConsumer<Flight, Outcome> next) {
    this.tools = tools;
    this.flights = flights;
    this.next = next;
    this.line = new WaitingLine(flights::stillWanted);
    int count = tools.settings().diskReaders();
    this.readers = new Capacity("disk readers", "blocks", count);
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("cellar-disk-", 0).factory());
  }

  WaitingLine line() {
    return line;
  }

  CapacityUse use() {
    return readers.use();
  }

  /** A flight joins the line. Only while deciding. */
  void admit(Flight flight) {
    flights.enter(flight, Phase.DISK_LINE);
    line.place(flight);
    dispatch();
  }

  /** Gives all free readers to those whose turn it is. Only while deciding. */
  void dispatch() {
    for (Tier tier : Tier.values()) {
      Optional<Flight> head;
      while (readers.inUse() < readers.limit() && (head = line.head(tier)).isPresent()) {
        Flight flight = head.get();
        readers.tryTake(1);
        flights.enter(flight, Phase.READING);
        tools.desk().later(() -> threads.execute(() -> look(flight)));
      }
    }
  }

  void close() {
    threads.shutdown();
  }

  private void look(Flight flight) {
    Outcome outcome = lookup(flight);
    tools
        .desk()
        .decide(
            () -> {
              readers.give(1);
              next.accept(flight, outcome);
              dispatch();
            });
  }

  private void readFromDisk(Flight flight) {
    tools.counters().readFromDisk.increment();
    tools.counters().meters.read(flight.fileset().id());
  }

  private static Outcome found(Flight flight, Optional<Block> voxels) {
    flight.fileset().writer().ifPresent(w -> w.clearStaleLock(flight.key().index()));
    return new Outcome.Found(voxels);
  }

  private Outcome lookup(Flight flight) {
    try {
      if (!tools.desk().decide(flight::wantsVoxels)) {
        boolean there = flight.fileset().reader().isAvailable(flight.key().index());
        return there ? found(flight, Optional.empty()) : new Outcome.Missing();
      }
      Optional<Block> voxels = flight.fileset().reader().read(flight.key().index());
      voxels.ifPresent(v -> readFromDisk(flight));
      return voxels.isPresent() ? found(flight, voxels) : new Outcome.Missing();
    } catch (StoreException | RuntimeException | Error e) {
      return new Outcome.Unreadable(e);
    }
  }
}
