package io.cellar.engine;

import io.cellar.engine.host.AdaptiveSlots;
import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryRules;
import io.cellar.engine.host.SlotPolicy;
import io.cellar.engine.stage.ConcurrencyStyle;
import io.cellar.source.LocalTrouble;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What can be set in the engine.
 *
 * @param style open requests per host, decode permits, time-outs of the buffers
 * @param diskReaders blocks read from disk at once
 * @param writers blocks written at once
 * @param writeQueueBlocks most blocks that wait to be written
 * @param writeQueueBytes most bytes of those
 * @param bytesInFlight most bytes of blocks between the first byte asked for and the disk
 * @param urgent how visible and nearby blocks are tried again
 * @param bulk how bulk blocks are tried again
 * @param breaker when a host is left alone
 * @param bytesPerSecond limit of the sum of all downloads; empty: none
 * @param knownSlots numbers of open requests that were good for hosts last time
 * @param spaceProbe how often a disk that refused is tried again
 * @param patienceAtClose how long closing waits for accepted writes
 */
public record EngineSettings(
    ConcurrencyStyle style,
    int diskReaders,
    int writers,
    int writeQueueBlocks,
    long writeQueueBytes,
    long bytesInFlight,
    RetryRules urgent,
    RetryRules bulk,
    Breaker.Rules breaker,
    OptionalLong bytesPerSecond,
    Map<String, Integer> knownSlots,
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

  public EngineSettings {
    knownSlots = Map.copyOf(knownSlots);
  }

  /** What the window uses: everything found out, nothing ends by a time-out of a buffer. */
  public static EngineSettings defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    boolean fewFiles = LocalTrouble.openFilesLimit().orElse(MANY_FILES) < MANY_FILES;
    return new EngineSettings(
        ConcurrencyStyle.defaults().withoutBufferTimeouts(),
        fewFiles ? FEW : Math.clamp(cores, 2, 8),
        fewFiles ? FEW : WRITERS,
        64,
        256 * MIB,
        Math.min(512 * MIB, Runtime.getRuntime().maxMemory() / 4),
        RetryRules.URGENT,
        RetryRules.BULK,
        Breaker.Rules.defaults(),
        OptionalLong.empty(),
        Map.of(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }

  /**
   * The same with a fixed number of open requests, nothing reserved; 0: found out for each host.
   */
  public EngineSettings withParallel(int requests) {
    return withStyle(style.withReadWorkers(requests));
  }

  /** The same in another style. */
  public EngineSettings withStyle(ConcurrencyStyle other) {
    return with(d -> d.style = other);
  }

  /** The same with what was learned about hosts. */
  public EngineSettings withKnownSlots(Map<String, Integer> known) {
    return with(d -> d.knownSlots = known);
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

  int decodePermits() {
    return style.numComputeWorkers() > 0
        ? style.numComputeWorkers()
        : Runtime.getRuntime().availableProcessors();
  }

  RetryRules retryRules(Tier tier) {
    return tier == Tier.BULK ? bulk : urgent;
  }

  SlotPolicy slotPolicy(String host) {
    return style.numReadWorkers() > 0
        ? SlotPolicy.fixed(style.numReadWorkers())
        : new AdaptiveSlots(knownSlots.getOrDefault(host, AdaptiveSlots.START));
  }

  private EngineSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.end();
  }

  /** A copy that can be changed before it is a value again. */
  private static final class Draft {
    private ConcurrencyStyle style;
    private int diskReaders;
    private int writers;
    private int writeQueueBlocks;
    private long writeQueueBytes;
    private long bytesInFlight;
    private RetryRules urgent;
    private RetryRules bulk;
    private Breaker.Rules breaker;
    private OptionalLong bytesPerSecond;
    private Map<String, Integer> knownSlots;
    private Duration spaceProbe;
    private Duration patienceAtClose;

    Draft(EngineSettings from) {
      style = from.style;
      diskReaders = from.diskReaders;
      writers = from.writers;
      writeQueueBlocks = from.writeQueueBlocks;
      writeQueueBytes = from.writeQueueBytes;
      bytesInFlight = from.bytesInFlight;
      urgent = from.urgent;
      bulk = from.bulk;
      breaker = from.breaker;
      bytesPerSecond = from.bytesPerSecond;
      knownSlots = from.knownSlots;
      spaceProbe = from.spaceProbe;
      patienceAtClose = from.patienceAtClose;
    }

    EngineSettings end() {
      return new EngineSettings(
          style,
          diskReaders,
          writers,
          writeQueueBlocks,
          writeQueueBytes,
          bytesInFlight,
          urgent,
          bulk,
          breaker,
          bytesPerSecond,
          knownSlots,
          spaceProbe,
          patienceAtClose);
    }
  }
}
