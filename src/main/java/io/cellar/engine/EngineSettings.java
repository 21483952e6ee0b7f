package io.cellar.engine;

import io.cellar.engine.host.AdaptiveSlots;
import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryRules;
import io.cellar.engine.host.SlotPolicy;
import io.cellar.source.LocalTrouble;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What can be set in the engine.
 *
 * @param parallel open requests of each host, nothing reserved; 0: found out for each host
 * @param decodePermits blocks verified and decoded at once
 * @param diskReaders blocks read from disk at once
 * @param writers blocks written at once
 * @param writeQueueBlocks most blocks that wait to be written
 * @param writeQueueBytes most bytes of those
 * @param bytesInFlight most bytes of blocks between the first byte asked for and the disk
 * @param urgent how visible and nearby blocks are tried again
 * @param bulk how bulk blocks are tried again
 * @param breaker when a host is left alone
 * @param bytesPerSecond limit of the sum of all downloads; empty: none
 * @param spaceProbe how often a disk that refused is tried again
 * @param patienceAtClose how long closing waits for accepted writes
 */
public record EngineSettings(
    int parallel,
    int decodePermits,
    int diskReaders,
    int writers,
    int writeQueueBlocks,
    long writeQueueBytes,
    long bytesInFlight,
    RetryRules urgent,
    RetryRules bulk,
    Breaker.Rules breaker,
    OptionalLong bytesPerSecond,
    Duration spaceProbe,
    Duration patienceAtClose) {

  private static final long MIB = 1L << 20;

  /**
   * Writers wait for the disk, not for cores: an fsync of one block overlaps those of the others.
   */
  private static final int WRITERS = 8;

  /** With fewer open files than this, few threads read and write at once. */
  private static final int MANY_FILES = 128;

  private static final int FEW = 2;

  /** What the window uses: everything found out, as many decode permits as cores. */
  public static EngineSettings defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    boolean fewFiles = LocalTrouble.openFilesLimit().orElse(MANY_FILES) < MANY_FILES;
    return new EngineSettings(
        0,
        cores,
        fewFiles ? FEW : Math.clamp(cores, 2, 8),
        fewFiles ? FEW : WRITERS,
        64,
        256 * MIB,
        Math.min(512 * MIB, Runtime.getRuntime().maxMemory() / 4),
        RetryRules.URGENT,
        RetryRules.BULK,
        Breaker.Rules.defaults(),
        OptionalLong.empty(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }

  /**
   * The same with a fixed number of open requests, nothing reserved; 0: found out for each host.
   */
  public EngineSettings withParallel(int requests) {
    return with(d -> d.parallel = requests);
  }

  /** The same with another number of blocks that are decoded at once. */
  public EngineSettings withDecodePermits(int permits) {
    return with(d -> d.decodePermits = permits);
  }

  /** The same with a limit of all downloads together. */
  public EngineSettings withBytesPerSecond(OptionalLong limit) {
    return with(d -> d.bytesPerSecond = limit);
  }

  /** The same with other rules for leaving a host alone. */
  public EngineSettings withBreaker(Breaker.Rules rules) {
    return with(d -> d.breaker = rules);
  }

  /** The same with another write queue. */
  public EngineSettings withWriteQueue(int threads, int blocks, long bytes) {
    return with(
        d -> {
          d.writers = threads;
          d.writeQueueBlocks = blocks;
          d.writeQueueBytes = bytes;
        });
  }

  /** The same with another bound of what is held between network and disk. */
  public EngineSettings withBytesInFlight(long bytes) {
    return with(d -> d.bytesInFlight = bytes);
  }

  /** The same with another end of patience. */
  public EngineSettings withPatienceAtClose(Duration patience) {
    return with(d -> d.patienceAtClose = patience);
  }

  RetryRules retryRules(Tier tier) {
    return tier == Tier.BULK ? bulk : urgent;
  }

  SlotPolicy slotPolicy() {
    return parallel > 0 ? SlotPolicy.fixed(parallel) : new AdaptiveSlots(AdaptiveSlots.START);
  }

  private EngineSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.end();
  }

  /** A copy that can be changed before it is a value again. */
  private static final class Draft {
    private int parallel;
    private int decodePermits;
    private int diskReaders;
    private int writers;
    private int writeQueueBlocks;
    private long writeQueueBytes;
    private long bytesInFlight;
    private RetryRules urgent;
    private RetryRules bulk;
    private Breaker.Rules breaker;
    private OptionalLong bytesPerSecond;
    private Duration spaceProbe;
    private Duration patienceAtClose;

    Draft(EngineSettings from) {
      parallel = from.parallel;
      decodePermits = from.decodePermits;
      diskReaders = from.diskReaders;
      writers = from.writers;
      writeQueueBlocks = from.writeQueueBlocks;
      writeQueueBytes = from.writeQueueBytes;
      bytesInFlight = from.bytesInFlight;
      urgent = from.urgent;
      bulk = from.bulk;
      breaker = from.breaker;
      bytesPerSecond = from.bytesPerSecond;
      spaceProbe = from.spaceProbe;
      patienceAtClose = from.patienceAtClose;
    }

    EngineSettings end() {
      return new EngineSettings(
          parallel,
          decodePermits,
          diskReaders,
          writers,
          writeQueueBlocks,
          writeQueueBytes,
          bytesInFlight,
          urgent,
          bulk,
          breaker,
          bytesPerSecond,
          spaceProbe,
          patienceAtClose);
    }
  }
}
