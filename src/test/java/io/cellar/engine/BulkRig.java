package io.cellar.engine;

import io.cellar.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** A {@link Rig} for tests in other packages. */
public final class BulkRig implements AutoCloseable {
  private final Rig rig;

  public BulkRig(int blocks) {
    this(new Rig(blocks));
  }

  private BulkRig(Rig rig) {
    this.rig = rig;
  }

  /** With so many slots at the host. */
  public static BulkRig parallel(int blocks, int slots) {
    return new BulkRig(new Rig(blocks, EngineSettings.defaults().withParallel(slots)));
  }

  /** With settings of its own. */
  public BulkRig(int blocks, EngineSettings settings) {
    this(new Rig(blocks, settings));
  }

  /** With a source whose address is proved. */
  public static BulkRig proved(int blocks) {
    return new BulkRig(Rig.proved(blocks));
  }

  /** The source stores nothing of some blocks. */
  public void empty(long... blocks) {
    for (long index : blocks) {
      rig.source.script(index, Rig.empty());
    }
  }

  public DownloadEngine engine() {
    return rig.engine;
  }

  public VirtualTime time() {
    return rig.time;
  }

  public FakeStore store() {
    return rig.store;
  }

  public int fileset() {
    return rig.fileset;
  }

  public void putOnDisk(long index) {
    rig.store.files.put(index, new byte[] {(byte) index});
  }

  public void absent(long index) {
    rig.source.script(index, Rig.absent());
  }

  public void refused(long index) {
    rig.source.script(
        index,
        (box, progress) -> {
          throw new SourceException.Refused("HTTP 418", null);
        });
  }

  /** Whatever is asked of some blocks is answered so, the rest is good. */
  public void always(Set<Long> blocks, SourceException answer) {
    rig.source.always(
        (box, progress) -> {
          if (blocks.contains(rig.source.index(box))) {
            throw answer;
          }
          return rig.source.body(box);
        });
  }

  public void deny() {
    rig.source.always(
        (box, progress) -> {
          throw new SourceException.AccessDenied("HTTP 403");
        });
  }

  public void unreachable() {
    rig.source.always(Rig.unreachable());
  }

  /** A share of all answers are bad, in one way or another, the rest are good. */
  public void flaky(double share, long seed) {
    Random random = new Random(seed);
    rig.source.always(
        (box, progress) -> {
          double luck;
          synchronized (random) {
            luck = random.nextDouble() / share;
          }
          if (luck < 0.25) {
            throw new SourceException.Unreachable("broke off", "connection broken", null);
          } else if (luck < 0.5) {
            throw new SourceException.Unavailable("HTTP 503", 503, Optional.empty());
          }
          return luck < 1 ? "<html>".getBytes(StandardCharsets.US_ASCII) : rig.source.body(box);
        });
  }

  /** So many answers for a block are not the block. */
  public void invalid(long index, int times) {
    for (int i = 0; i < times; i++) {
      rig.source.script(index, (box, progress) -> new byte[] {});
    }
  }

  /** A block's first answer is not the block, and comes when it is let go. */
  public void invalid(long index, CountDownLatch until) {
    rig.source.script(
        index,
        (box, progress) -> {
          until.await();
          return new byte[] {};
        });
  }

  /** This computer runs short at each request. */
  public void shortOfFiles() {
    rig.source.always(Rig.shortOfFiles());
  }

  /** A block whose answers wait until they are let go. */
  public void hold(CountDownLatch until) {
    rig.source.always(
        (box, progress) -> {
          until.await();
          return rig.source.body(box);
        });
  }

  /** Each answer takes one permit. */
  public void hold(Semaphore answers) {
    rig.source.always(
        (box, progress) -> {
          answers.acquire();
          return rig.source.body(box);
        });
  }

  /** The blocks that were asked for, in order. */
  public List<Long> askedBlocks() {
    return List.copyOf(rig.source.asked);
  }

  /** Requests that wait in the engine and are not open. */
  public int queued() {
    return rig.engine.stats().queued().get(Tier.BULK);
  }

  public int mostOpen() {
    return rig.source.mostOpen.get();
  }

  public int open() {
    return rig.source.open.get();
  }

  /**
   * Another fileset of the engine, whose server listens at another port of the same host and does
   * not answer.
   *
   * @return its number
   */
  public int openUnreachable(FakeStore store) {
    FakeSource dead = new FakeSource(store, "http://fake:81").always(Rig.unreachable());
    return rig.engine.open(store, Optional.of(store), Optional.of(dead), 0);
  }

  public void stall() {
    rig.source.always(Rig.never());
  }

  /** Somebody wants the block on disk. */
  public StoreRequest store(long index) {
    return rig.engine.requester("bulk").store(rig.key(index), Priority.bulk((double) index));
  }

  /** What happens while a block is decoded, told its number. */
  public void onDecode(LongConsumer decoding) {
    rig.source.decoding = decoding;
  }

  public void onWrite(FakeStore.Trouble trouble) {
    rig.store.writing = trouble;
  }

  public int asked() {
    return rig.source.asked.size();
  }

  public long timesAsked(long index) {
    return rig.source.timesAsked(index);
  }

  public void advance(Duration by) {
    rig.time.advance(by);
  }

  public void advanceUntil(BooleanSupplier condition) {
    rig.advanceUntil(condition);
  }

  public static void until(BooleanSupplier condition) {
    Rig.until(condition);
  }

  @Override
  public void close() {
    rig.close();
  }
}
