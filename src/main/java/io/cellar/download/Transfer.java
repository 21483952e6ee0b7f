package io.cellar.download;

import io.cellar.download.stage.Timers;
import io.cellar.source.BlockSource;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockReader;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One block from the network to the disk: lock, look again, fetch, verify, show, publish, unlock.
 * Runs on a virtual thread of its own, which waits in turn for the network, for a decode permit and
 * for the writers.
 */
final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  /** A block whose status is there but that could not be read so often is fetched all the same. */
  private static final int VAIN_READS = 2;

  /** A host that has sent so many bytes more is at work, however long the whole body takes. */
  private static final long SIGN_OF_LIFE = 64 * 1024;

  private static final BlockLock UNLOCKED = () -> {};

  private final Tools tools;
  private final Router router;
  private final Decoders decoders;
  private final Writers writers;

  Transfer(Tools tools, Router router, Decoders decoders, Writers writers) {
    this.tools = tools;
    this.router = router;
    this.decoders = decoders;
    this.writers = writers;
  }

  /** Runs a flight that has got a slot; the router is told how it ended. */
  void run(Flight flight) {
    Outcome outcome = attempt(flight);
    router.transferred(flight, outcome);
  }

  private Outcome attempt(Flight flight) {
    if (tools.desk().decide(() -> flight.interrupted)) {
      return new Outcome.Interrupted();
    }
    try {
      Optional<BlockLock> lock = lock(flight);
      if (lock.isEmpty()) {
        return new Outcome.Elsewhere();
      }
      try (BlockLock held = lock.get()) {
        return isThereNow(flight) ? new Outcome.OnDisk() : fetch(flight, held);
      }
    } catch (InterruptedException e) {
      return new Outcome.Interrupted();
    } catch (Exception | Error e) {
      return new Outcome.Failed(e);
    }
  }

  /** The block's lock; empty when another program has it and is still to be waited for. */
  private Optional<BlockLock> lock(Flight flight) {
    try {
      Optional<BlockLock> lock =
          flight.fileset().writer().orElseThrow().tryLock(flight.key().index());
      return lock.isEmpty() && flight.ignoreLock ? Optional.of(UNLOCKED) : lock;
    } catch (StoreException e) {
      // The lock only saves a double download; whether the disk works is found out by writing.
      LOG.debug("{} is fetched without a lock", flight, e);
      return Optional.of(UNLOCKED);
    }
  }

  private static boolean isThereNow(Flight flight) {
    BlockReader reader = flight.fileset().reader();
    try {
      return !flight.renewal()
          && flight.vainReads < VAIN_READS
          && reader.isAvailable(flight.key().index());
    } catch (StoreException e) {
      LOG.debug("{} is fetched, since it cannot be looked for", flight, e);
      return false;
    }
  }

  private Outcome fetch(Flight flight, BlockLock held) throws Exception {
    RawBlock raw = receive(flight);
    int rank = router.received(flight, raw.body().length);
    // An interrupt that came too late is for the transfer only, which is over.
    Thread.interrupted();
    Decoders.Verified verified = decoders.verify(flight, raw, rank);
    router.verified(flight, verified.voxels());
    return publish(flight, raw, verified.file(), held);
  }

  private RawBlock receive(Flight flight) throws SourceException, InterruptedException {
    BlockSource source = flight.fileset().source().orElseThrow();
    long began = tools.time().nanos();
    try (Timers.Interval reading = tools.timers().interval(Timers.READING)) {
      RawBlock raw = source.fetch(flight.roi(), meter(flight));
      reading.succeeded();
      tools
          .counters()
          .meters
          .received(
              source.host(),
              flight.fileset().id(),
              tools.time().nanos() - began,
              raw.body().length);
      return raw;
    }
  }

  private Outcome publish(Flight flight, RawBlock raw, byte[] file, BlockLock held)
      throws InterruptedException {
    Provenance provenance = new Provenance(raw.url(), raw.etag(), tools.time().now());
    Writers.Job job =
        new Writers.Job(
            flight.key(),
            flight.fileset(),
            file,
            provenance,
            held,
            false,
            new CompletableFuture<>());
    try {
      writers.accept(job).get();
      return new Outcome.Landed(new Stored(true, raw.body().length));
    } catch (ExecutionException e) {
      return new Outcome.NotStored(e.getCause());
    }
  }

  /** Counts bytes, and tells the world at each quarter. */
  private TransferProgress meter(Flight flight) {
    return (received, expected) -> {
      long more = received - flight.received();
      int before = (int) (4 * flight.fraction());
      flight.progress(received, expected);
      tools.counters().received.add(Math.max(0, more));
      if (more > 0 && received / SIGN_OF_LIFE > (received - more) / SIGN_OF_LIFE) {
        tools.desk().decide(() -> router.signOfLife(flight));
      }
      if ((int) (4 * flight.fraction()) > before) {
        tools.desk().decide(() -> router.progressed(flight));
      }
    };
  }
}
