package io.cellar.faults;

import io.cellar.engine.EngineSettings;
import io.cellar.engine.EngineTime;
import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryRules;
import io.cellar.source.Deadlines;
import io.cellar.store.DiskHooks;
import io.cellar.store.StoreOptions;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a {@link Client} is put together.
 *
 * @param deadlines of its requests
 * @param parallel open requests
 * @param retries for blocks of all tiers
 * @param breaker when it leaves a host alone
 * @param store how it treats its cache
 * @param disk told of each change of the disk
 * @param time its clock
 */
record ClientOptions(
    Deadlines deadlines,
    int parallel,
    RetryRules retries,
    Breaker.Rules breaker,
    StoreOptions store,
    DiskHooks.Hook disk,
    Supplier<EngineTime> time) {

  /** One second to the first byte, one of silence, two in all. */
  static final Deadlines BRISK =
      new Deadlines(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          1 << 30);

  /** Usual deadlines and tries, but short pauses and a breaker that probes soon. */
  static ClientOptions usual() {
    return new ClientOptions(
        Deadlines.DEFAULT,
        8,
        new RetryRules(8, 3, Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(3)),
        new Breaker.Rules(
            20, 20, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(2)),
        StoreOptions.cache(),
        _ -> {},
        EngineTime::system);
  }

  ClientOptions withDeadlines(Deadlines value) {
    return new ClientOptions(value, parallel, retries, breaker, store, disk, time);
  }

  ClientOptions withParallel(int value) {
    return new ClientOptions(deadlines, value, retries, breaker, store, disk, time);
  }

  ClientOptions withRetries(RetryRules value) {
    return new ClientOptions(deadlines, parallel, value, breaker, store, disk, time);
  }

  ClientOptions withBreaker(Breaker.Rules value) {
    return new ClientOptions(deadlines, parallel, retries, value, store, disk, time);
  }

  ClientOptions withStore(StoreOptions value) {
    return new ClientOptions(deadlines, parallel, retries, breaker, value, disk, time);
  }

  ClientOptions withDisk(DiskHooks.Hook value) {
    return new ClientOptions(deadlines, parallel, retries, breaker, store, value, time);
  }

  ClientOptions withTime(Supplier<EngineTime> value) {
    return new ClientOptions(deadlines, parallel, retries, breaker, store, disk, value);
  }

  EngineSettings engine() {
    EngineSettings d = EngineSettings.defaults();
    return new EngineSettings(
        parallel,
        d.decodePermits(),
        d.diskReaders(),
        d.writers(),
        d.writeQueueBlocks(),
        d.writeQueueBytes(),
        d.bytesInFlight(),
        retries,
        retries,
        breaker,
        d.bytesPerSecond(),
        Duration.ofMillis(100),
        Duration.ofSeconds(10));
  }
}
