package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.fail;

import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.volume.BlockKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An engine over a fake store and a fake source, with a clock that stands still. */
final class Rig implements AutoCloseable {
  final VirtualTime time = new VirtualTime();
  final FakeStore store;
  final FakeSource source;
  final DownloadEngine engine;
  final int fileset;

  Rig(int blocks) {
    this(blocks, EngineSettings.defaults());
  }

  Rig(int blocks, EngineSettings settings) {
    this(new FakeStore(blocks), settings);
  }

  private Rig(FakeStore store, EngineSettings settings) {
    this(store, new FakeSource(store, "http://fake:80"), settings);
  }

  /** The same with a source whose address is proved, when it is opened. */
  static Rig proved(int blocks) {
    FakeStore store = new FakeStore(blocks);
    return new Rig(
        store, new FakeSource(store, "http://fake:80").proved(), EngineSettings.defaults());
  }

  /** The same with a source that computes. */
  static Rig computing(int blocks, int atOnce) {
    FakeStore store = new FakeStore(blocks);
    return new Rig(
        store,
        new FakeSource(store, "file:").proved().computing(atOnce),
        EngineSettings.defaults().withBytesPerSecond(OptionalLong.of(1)));
  }

  private Rig(FakeStore store, FakeSource source, EngineSettings settings) {
    this.store = store;
    this.source = source;
    engine = new DownloadEngine(settings.withPatienceAtClose(Duration.ofSeconds(5)), time);
    fileset = engine.open(store, Optional.of(store), Optional.of(source), 0);
  }

  BlockKey key(long index) {
    return new BlockKey(fileset, index);
  }

  /** Lets time pass in small steps until something holds. */
  void advanceUntil(BooleanSupplier condition) {
    until(
        () -> {
          time.advance(Duration.ofMillis(50));
          return condition.getAsBoolean();
        });
  }

  /** Lets time pass until a future is done, and gives its result. */
  <T> T advanceTo(CompletableFuture<T> future) throws Exception {
    advanceUntil(future::isDone);
    return get(future);
  }

  /** Waits, in real time, until something holds that other threads bring about. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("it did not come about within 20 s");
      }
      LockSupport.parkNanos(200_000);
    }
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  /** What a future failed with. */
  static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      future.get(20, TimeUnit.SECONDS);
      return fail("it succeeded");
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (CancellationException e) {
      return e;
    } catch (TimeoutException e) {
      return fail("it did not complete within 20 s", e);
    }
  }

  static FakeSource.Answer busy(int status, Optional<Duration> retryAfter) {
    return (box, progress) -> {
      throw new SourceException.Unavailable("HTTP " + status, status, retryAfter);
    };
  }

  static FakeSource.Answer absent() {
    return (box, progress) -> {
      throw new SourceException.Absent("HTTP 404");
    };
  }

  static FakeSource.Answer empty() {
    return (box, progress) -> null;
  }

  static FakeSource.Answer unreachable() {
    return (box, progress) -> {
      throw new SourceException.Unreachable("connection refused", "connection refused", null);
    };
  }

  static FakeSource.Answer shortOfFiles() {
    return (box, progress) -> {
      throw LocalTrouble.in(new IOException("Too many open files")).orElseThrow();
    };
  }

  static FakeSource.Answer never() {
    return (box, progress) -> {
      new java.util.concurrent.CountDownLatch(1).await();
      throw new AssertionError();
    };
  }

  @Override
  public void close() {
    engine.close();
  }
}
