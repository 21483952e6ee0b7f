package io.cellar.job.style;

import io.cellar.engine.EngineSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a job is done at once, and by whom. The fields have the names, and but for one the
 * defaults, of rios' {@code ConcurrencyStyle}; what they mean here:
 *
 * <p>The stages of the time-outs are those of the engine ({@link io.cellar.engine}): the read
 * buffer is the line of bodies that are here and wait for a decode permit, the compute buffer is
 * the write queue. They are watched by {@link StageTimeouts}. Each can be switched off, which is an
 * empty value here, {@code null} in JSON and {@code None} in the text. Off is also the default of
 * {@code readBufferPopTimeout}, which is 10 s in rios: for the network the deadlines of each
 * request and the retries rule, and who wants less patience says so.
 *
 * @param numReadWorkers downloads at a time from each host; 0: found out while running. Read by the
 *     engine of whoever downloads, see {@link #settings}
 * @param numComputeWorkers {@code CW_THREADS}: blocks that are verified and decoded at a time, read
 *     by {@link #settings}; {@code CW_SUBPROC}: child processes, read by {@link #children}
 * @param computeWorkerKind where the workers run
 * @param computeWorkersRead whether each worker downloads for itself; if not, this computer
 *     downloads for all of them, and they work {@code --offline} on what has come. Empty: what is
 *     usual for the kind. Read by {@link #workersRead} and {@link #downloadsForWorkers}
 * @param singleBlockComputeWorkers one block a shard, so that each task is one block; read by
 *     {@link #blocksPerShard}
 * @param haveSharedTemp always true: the job's folder is what its workers share
 * @param readBufferInsertTimeout most that a body may wait in the decode line while none gets on
 * @param readBufferPopTimeout most that may pass without an answer while something is asked for and
 *     there is nothing to decode
 * @param computeBufferInsertTimeout most that a decoded block may wait for a place in the write
 *     queue while none gets one
 * @param computeBufferPopTimeout most that may pass without a decoded block while some are being
 *     decoded and there is nothing to write
 * @param computeBarrierTimeout time for the first heartbeat of a worker, before the job says that
 *     none has appeared; read by whoever starts or awaits workers
 */
public record ConcurrencyStyle(
    int numReadWorkers,
    int numComputeWorkers,
    WorkerKind computeWorkerKind,
    Optional<Boolean> computeWorkersRead,
    boolean singleBlockComputeWorkers,
    boolean haveSharedTemp,
    Optional<Duration> readBufferInsertTimeout,
    Optional<Duration> readBufferPopTimeout,
    Optional<Duration> computeBufferInsertTimeout,
    Optional<Duration> computeBufferPopTimeout,
    Optional<Duration> computeBarrierTimeout) {

  public static final String READ_WORKERS = "numReadWorkers";
  public static final String COMPUTE_WORKERS = "numComputeWorkers";
  public static final String KIND = "computeWorkerKind";
  public static final String WORKERS_READ = "computeWorkersRead";
  public static final String SINGLE_BLOCK = "singleBlockComputeWorkers";
  public static final String SHARED_TEMP = "haveSharedTemp";
  public static final String READ_INSERT = "readBufferInsertTimeout";
  public static final String READ_POP = "readBufferPopTimeout";
  public static final String COMPUTE_INSERT = "computeBufferInsertTimeout";
  public static final String COMPUTE_POP = "computeBufferPopTimeout";
  public static final String BARRIER = "computeBarrierTimeout";

  /** One process, everything found out while running. */
  public static final ConcurrencyStyle DEFAULT =
      new ConcurrencyStyle(
          0,
          0,
          WorkerKind.NONE,
          Optional.empty(),
          false,
          true,
          Optional.of(Duration.ofSeconds(10)),
          Optional.empty(),
          Optional.of(Duration.ofSeconds(10)),
          Optional.of(Duration.ofSeconds(20)),
          Optional.of(Duration.ofSeconds(600)));

  /**
   * A style that keeps all rules but the one that depends on the computer, see {@link
   * #requireProcessors}.
   *
   * @throws StyleException with the first rule that is broken
   */
  public ConcurrencyStyle(
      int numReadWorkers,
      int numComputeWorkers,
      WorkerKind computeWorkerKind,
      Optional<Boolean> computeWorkersRead,
      boolean singleBlockComputeWorkers,
      boolean haveSharedTemp,
      Optional<Duration> readBufferInsertTimeout,
      Optional<Duration> readBufferPopTimeout,
      Optional<Duration> computeBufferInsertTimeout,
      Optional<Duration> computeBufferPopTimeout,
      Optional<Duration> computeBarrierTimeout) {
    this.numReadWorkers = numReadWorkers;
    this.numComputeWorkers = numComputeWorkers;
    this.computeWorkerKind = computeWorkerKind;
    this.computeWorkersRead = computeWorkersRead;
    this.singleBlockComputeWorkers = singleBlockComputeWorkers;
    this.haveSharedTemp = haveSharedTemp;
    this.readBufferInsertTimeout = readBufferInsertTimeout;
    this.readBufferPopTimeout = readBufferPopTimeout;
    this.computeBufferInsertTimeout = computeBufferInsertTimeout;
    this.computeBufferPopTimeout = computeBufferPopTimeout;
    this.computeBarrierTimeout = computeBarrierTimeout;
    StyleRules.check(this);
  }

  /**
   * The style of a JSON object; what it does not name has its default.
   *
   * @param fields by the names of the components: integers, truth values, the kind's text,
   *     time-outs in seconds; {@code null} where a component may be empty
   * @throws StyleException for an unknown field, a value of a wrong type, a broken rule
   */
  public static ConcurrencyStyle of(Map<String, ?> fields) {
    return new StyleFields(fields).style();
  }

  /** All fields in their order, as {@link #of} takes them. */
  public Map<String, Object> fields() {
    return StyleFields.of(this);
  }

  /**
   * Refuses more threads than a computer has processors. To be asked where a job is given; a worker
   * that joins on a smaller computer takes what it has, see {@link #settings}.
   *
   * @param processors of this computer
   * @return this
   * @throws StyleException if there are not so many
   */
  public ConcurrencyStyle requireProcessors(int processors) {
    StyleRules.checkProcessors(this, processors);
    return this;
  }

  /** Whether each worker downloads for itself: as was said, else as is usual for the kind. */
  public boolean workersRead() {
    return computeWorkersRead.orElse(computeWorkerKind.readsByDefault());
  }

  /** Whether this computer downloads for workers in other processes, which work offline. */
  public boolean downloadsForWorkers() {
    return computeWorkerKind.isSeparate() && !workersRead();
  }

  /**
   * How many child processes are to be started.
   *
   * @param processors of this computer: the number of children that take one block at a time, since
   *     none can be given for these
   */
  public int children(int processors) {
    if (computeWorkerKind != WorkerKind.SUBPROC) {
      return 0;
    }
    return singleBlockComputeWorkers ? processors : numComputeWorkers;
  }

  /**
   * How many blocks make a shard.
   *
   * @param usual where a shard is not one block
   */
  public int blocksPerShard(int usual) {
    return singleBlockComputeWorkers ? 1 : usual;
  }

  /**
   * What the engine of a process that downloads is given: its slots and, with threads, its decode
   * permits.
   *
   * @param usual what else applies
   * @param processors of this computer; no more blocks are decoded at a time
   */
  public EngineSettings settings(EngineSettings usual, int processors) {
    EngineSettings settings = usual.withParallel(numReadWorkers);
    return computeWorkerKind == WorkerKind.THREADS
        ? settings.withDecodePermits(Math.min(numComputeWorkers, processors))
        : settings;
  }

  /** Seconds without trailing zeros; prints as a plain number. */
  public static BigDecimal seconds(Duration time) {
    BigDecimal exact =
        BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
    BigDecimal plain = exact.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Every field, such as {@code ConcurrencyStyle(numReadWorkers=0, …)}; times in seconds. */
  @Override
  public String toString() {
    return StyleFields.text(this);
  }
}
