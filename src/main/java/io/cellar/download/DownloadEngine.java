package io.cellar.download;

import io.cellar.download.host.AdaptiveSlots;
import io.cellar.download.stage.Timers;
import io.cellar.download.stage.WorkerErrorRecord;
import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The engine. This class puts the parts together and answers what needs all of them; the work is
 * done by the {@link Reception} (who asks), the {@link Router} (what comes next), the two stations
 * (who waits for what) and the {@link Transfer} (one block over the wire).
 */
public final class DownloadEngine implements BlockEngine {
  private final Tools tools;
  private final Map<Integer, OpenFileset> filesets = new HashMap<>();
  private final Flights flights;
  private final BlockStates states;
  private final Modes modes;
  private final Router router;
  private final Reception reception;
  private final Farewell farewell;
  private final Decoders decoders;
  private final Writers writers;
  private final Transfer transfer;
  private final WorkerErrors errors = new WorkerErrors();
  private int lastFileset;
  private boolean closed;

  /** An engine on the machine's clock. */
  public DownloadEngine(EngineSettings settings) {
    this(settings, EngineTime.system());
  }

  /**
   * An engine.
   *
   * @param time its clock, closed with the engine
   */
  public DownloadEngine(EngineSettings settings, EngineTime time) {
    Desk desk = new Desk();
    this.tools =
        new Tools(
            settings,
            time,
            desk,
            new Herald(desk),
            new Timers(time::nanos),
            new Counters(time),
            new FailureBook());
    this.flights = new Flights(desk, tools.herald(), new Renewals(tools.failures(), time));
    this.router = new Router(tools, flights, flight -> transfer().run(flight));
    this.states = new BlockStates(tools, filesets, flights, router);
    this.modes = new Modes(tools, flights);
    this.farewell = new Farewell(tools, flights);
    this.reception = new Reception(tools, filesets, flights, router);
    this.decoders =
        new Decoders(
            tools,
            () -> stands(Phase.DOWNLOADING),
            errors,
            e -> farewell.fail(f -> f.phase() == Phase.DOWNLOADING, e));
    DiskGuard guard =
        new DiskGuard(
            tools, job -> this.probe(job), (fileset, parked) -> parked.forEach(router::toHost));
    this.writers =
        new Writers(
            tools,
            guard,
            () -> stands(Phase.VERIFYING),
            errors,
            e -> farewell.fail(f -> f.phase() == Phase.VERIFYING, e));
    this.transfer = new Transfer(tools, router, decoders, writers);
  }

  @Override
  public int open(
      BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source, int level) {
    if (source.isPresent() && writer.isEmpty()) {
      throw new IllegalArgumentException(reader.name() + " has a source, but nowhere to keep it");
    }
    return tools
        .desk()
        .decide(
            () -> {
              int id = ++lastFileset;
              Optional<Host> host = source.map(s -> router.hosts().host(s.host()));
              filesets.put(id, new OpenFileset(id, reader, writer, source, host));
              return id;
            });
  }

  @Override
  public void release(int fileset) {
    Optional<OpenFileset> leaving =
        tools.desk().decide(() -> Optional.ofNullable(filesets.get(fileset)));
    leaving.ifPresent(
        f -> {
          tools.desk().decide(() -> f.release());
          farewell.end(flight -> flight.fileset() == f, f.name() + " was closed");
          tools.desk().decide(() -> forget(fileset));
        });
  }

  @Override
  public Party party(String name, Duration waitForHost) {
    return new EngineParty(name, waitForHost, reception);
  }

  @Override
  public BlockState state(BlockKey key) {
    return tools.desk().decide(() -> states.of(key));
  }

  @Override
  public void retry(BlockKey key) {
    tools.desk().decide(() -> states.tryAnew(key));
  }

  @Override
  public void retryAll() {
    tools.desk().decide(states::tryAllAnew);
  }

  @Override
  public void tryNow(String host) {
    tools.desk().decide(() -> states.tryNow(host));
  }

  @Override
  public SourceMode mode(int fileset) {
    return tools
        .desk()
        .decide(
            () ->
                Optional.ofNullable(filesets.get(fileset))
                    .map(OpenFileset::mode)
                    .orElse(SourceMode.CACHE_ONLY));
  }

  @Override
  public void mode(int fileset, SourceMode mode) {
    tools
        .desk()
        .decide(
            () ->
                Optional.ofNullable(filesets.get(fileset))
                    .ifPresent(open -> modes.choose(open, mode)));
  }

  @Override
  public DownloadStats stats() {
    return new StatsBoard(tools, filesets, router, decoders, writers).snapshot();
  }

  @Override
  public void addListener(BlockListener listener) {
    tools.herald().add(listener);
  }

  @Override
  public void removeListener(BlockListener listener) {
    tools.herald().remove(listener);
  }

  /** The engine's clock. */
  public EngineTime time() {
    return tools.time();
  }

  /**
   * Other limits from now on; what is under way goes on. May be called on any thread.
   *
   * @param parallel open requests of each host; 0: found out while running
   * @param bytesPerSecond limit of the sum of all downloads, at least 1; empty: none
   */
  public void limits(int parallel, OptionalLong bytesPerSecond) {
    tools.desk().decide(() -> router.hosts().limits(parallel, bytesPerSecond));
  }

  /** How long the stages of the pipeline take. */
  public Timers timers() {
    return tools.timers();
  }

  /** What has been measured: latencies, blocks by host and fileset, stages. */
  public Measures measures() {
    return tools.counters().meters.snapshot(tools.timers());
  }

  /** Errors of workers that neither a server nor a disk can be blamed for, newest last. */
  public List<WorkerErrorRecord> workerErrors() {
    return errors.list();
  }

  /** Numbers of open requests that are good for the hosts that were asked, to be kept for later. */
  public Map<String, Integer> knownSlots() {
    return tools
        .desk()
        .decide(
            () ->
                router.hosts().hosts().stream()
                    .filter(host -> host.slots() instanceof AdaptiveSlots)
                    .collect(Collectors.toMap(Host::name, host -> host.slots().slots())));
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
        tools
            .desk()
            .decide(
                () -> {
                  boolean open = !closed;
                  closed = true;
                  reception.close();
                  return open;
                });
    if (first) {
      tools.desk().decide(() -> filesets.values().forEach(OpenFileset::release));
      farewell.end(flight -> true, "the download engine was closed");
      router.disk().close();
      decoders.close();
      writers.close();
      tools.desk().awaitQuiet(tools.settings().patienceAtClose());
      tools.time().close();
    }
    return farewell.allWritten();
  }

  private void forget(int fileset) {
    filesets.remove(fileset);
    tools.failures().forgetFileset(fileset);
  }

  /** Known only when the router is. */
  private Transfer transfer() {
    return transfer;
  }

  private void probe(Writers.Job job) {
    try {
      // What becomes of a probe is the disk guard's to notice.
      CompletableFuture<Void> unused = writers.accept(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True while nobody can expect a block from a stage: then its time-outs stand still. */
  private boolean stands(Phase before) {
    return tools
        .desk()
        .decide(
            () -> {
              long now = tools.time().nanos();
              return flights.all().noneMatch(f -> f.phase() == before)
                  || router.hosts().hosts().stream().anyMatch(h -> h.away(now))
                  || filesets.values().stream().anyMatch(f -> f.diskProblem().isPresent());
            });
  }
}
