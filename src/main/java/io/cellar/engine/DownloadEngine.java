package io.cellar.engine;

import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.thread.MixedLock;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: puts the parts together, and closes them. The work is done by the {@link Requests}
 * (who asks for what), the {@link OpenFilesets} (what is known of their blocks) and the {@link
 * BlockFlow} (what comes next for a block in flight).
 */
public final class DownloadEngine implements BlockEngine {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadEngine.class);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final BlockFlow flow;
  private final OpenFilesets filesets;
  private final Requests requests;
  private boolean closed;

  /** What did not come to its end in time when it was closed; not waited for again. */
  private final Set<InFlightBlock> late = new HashSet<>();

  private int unwritten;

  /** An engine on the machine's clock. */
  public DownloadEngine(EngineSettings settings) {
    this(settings, EngineTime.system());
  }

  /**
   * An engine on a clock of its own.
   *
   * @param time the clock, closed with the engine
   */
  public DownloadEngine(EngineSettings settings, EngineTime time) {
    this(settings, time, new MixedLock());
  }

  /** An engine that decides under a given lock, so that a test can see how often. */
  DownloadEngine(EngineSettings settings, EngineTime time, ReentrantLock lock) {
    EngineLock decisions = new EngineLock(lock);
    this.parts =
        new EngineParts(
            settings,
            time,
            decisions,
            new StateNotifier(decisions),
            new Timers(time::nanos),
            new Meters(time),
            new WorkerErrors(),
            new FailureBook(),
            new FairTurns());
    this.inFlight = new InFlight(parts);
    this.flow = new BlockFlow(parts, inFlight);
    this.filesets = new OpenFilesets(parts, inFlight, flow);
    this.requests = new Requests(parts, filesets, inFlight, flow);
  }

  @Override
  public int open(
      BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source, int level) {
    if (source.isPresent() && writer.isEmpty()) {
      throw new IllegalArgumentException(reader.name() + " has a source, but nowhere to keep it");
    }
    return parts.lock().decide(() -> filesets.open(reader, writer, source));
  }

  @Override
  public void release(int fileset) {
    filesets
        .of(fileset)
        .ifPresent(
            f -> {
              parts.lock().decide(() -> release(f, f.name() + " was closed"));
              end(block -> block.fileset() == f, f.name() + " was closed");
              parts.lock().decide(() -> filesets.forget(fileset));
            });
  }

  private void release(OpenFileset fileset, String why) {
    fileset.release(why);
    parts.notifier().tellReleased(fileset.id(), why);
  }

  @Override
  public Optional<String> whyClosed(int fileset) {
    Optional<OpenFileset> known = filesets.of(fileset);
    return known.isPresent()
        ? known.get().whyReleased()
        : Optional.of("fileset " + fileset + " is not open");
  }

  @Override
  public Requester requester(String name, Duration waitForHost) {
    return requests.requester(name, waitForHost);
  }

  @Override
  public BlockState state(BlockKey key) {
    return filesets.state(key);
  }

  @Override
  public void retry(BlockKey key) {
    parts.lock().decide(() -> filesets.tryAnew(key));
  }

  @Override
  public void retryAll() {
    parts.lock().decide(filesets::tryAllAnew);
  }

  @Override
  public void tryNow(String host) {
    parts.lock().decide(() -> filesets.tryNow(host));
  }

  @Override
  public Optional<String> host(int fileset) {
    return filesets.of(fileset).flatMap(OpenFileset::host).filter(Host::isServer).map(Host::name);
  }

  @Override
  public SourceMode mode(int fileset) {
    return filesets.of(fileset).map(OpenFileset::mode).orElse(SourceMode.CACHE_ONLY);
  }

  @Override
  public void mode(int fileset, SourceMode mode) {
    parts.lock().decide(() -> filesets.of(fileset).ifPresent(open -> filesets.choose(open, mode)));
  }

  @Override
  public EngineStats stats() {
    return new StatsBoard(parts, filesets, flow).snapshot();
  }

  @Override
  public Optional<EngineStats> statsAtOnce() {
    return new StatsBoard(parts, filesets, flow).snapshotAtOnce();
  }

  @Override
  public void addListener(BlockListener listener) {
    parts.notifier().add(listener);
  }

  @Override
  public void removeListener(BlockListener listener) {
    parts.notifier().remove(listener);
  }

  /** The engine's clock. */
  public EngineTime time() {
    return parts.time();
  }

  /**
   * Other limits from now on; what is under way goes on. May be called on any thread.
   *
   * @param parallel open requests of each host; 0: found out while running
   * @param bytesPerSecond limit of the sum of all downloads, at least 1; empty: none
   */
  public void limits(int parallel, OptionalLong bytesPerSecond) {
    parts.lock().decide(() -> flow.hosts().limits(parallel, bytesPerSecond));
  }

  /** How long the stages of the pipeline take. */
  public Timers timers() {
    return parts.timers();
  }

  /** What has been measured: latencies, blocks by host and fileset, stages. */
  public Measures measures() {
    return parts.meters().snapshot(parts.timers());
  }

  /** What waits at the stages of the pipeline, and what has passed them. */
  public StageStats stages() {
    return new StatsBoard(parts, filesets, flow).stages();
  }

  /** Errors of workers that neither a server nor a disk can be blamed for, newest last. */
  public List<WorkerErrorRecord> workerErrors() {
    return parts.errors().list();
  }

  @Override
  public void close() {
    shutdown();
  }

  /**
   * Closes, and tells how that went. May be called twice. Not to be called from a callback of the
   * engine's.
   *
   * @return whether every block that had been downloaded was written
   */
  public boolean shutdown() {
    boolean first =
        parts
            .lock()
            .decide(
                () -> {
                  boolean open = !closed;
                  closed = true;
                  requests.close();
                  return open;
                });
    if (first) {
      String why = "the download engine was closed";
      parts.lock().decide(() -> filesets.all().forEach(fileset -> release(fileset, why)));
      end(block -> true, why);
      flow.close();
      parts.lock().awaitQuiet(parts.settings().patienceAtClose());
      parts.time().close();
    }
    return unwritten() == 0;
  }

  /**
   * How many blocks had been downloaded, and were not written in time when their fileset or the
   * engine was closed. They are not on disk, as far as is known.
   */
  public int unwritten() {
    return parts.lock().decide(() -> unwritten);
  }

  /**
   * Ends blocks: what waits or is on the wire is cancelled, what is here already is let reach the
   * disk. Waits for all of them, but not without end. Not while deciding.
   */
  private void end(Predicate<InFlightBlock> which, String why) {
    Duration patience = parts.settings().patienceAtClose();
    CancellationException cancelled = new CancellationException(why);
    CancellationException tooLate = new CancellationException(why + " before it was written");
    Predicate<InFlightBlock> awaited = which.and(block -> !late.contains(block));
    parts.lock().decide(() -> inFlight.leaveAll(awaited.and(b -> !b.isHere()), cancelled));
    int lost =
        parts
            .lock()
            .decide(
                () -> {
                  if (inFlight.awaitLanded(awaited, patience.toNanos())) {
                    return 0;
                  }
                  List<InFlightBlock> left = inFlight.select(awaited);
                  inFlight.leaveAll(awaited, tooLate);
                  late.addAll(left);
                  int here = (int) left.stream().filter(InFlightBlock::isHere).count();
                  unwritten += here;
                  return here;
                });
    if (lost > 0) {
      LOG.warn("{}: {} blocks that had come were not written within {}", why, lost, patience);
    }
  }
}
