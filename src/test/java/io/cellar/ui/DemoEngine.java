package io.cellar.ui;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.BlockRequest;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.Failure;
import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.Latency;
import io.cellar.engine.Measures;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.SourceMode;
import io.cellar.engine.StoreRequest;
import io.cellar.engine.Stored;
import io.cellar.engine.Tier;
import io.cellar.engine.stage.TimerSummary;
import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * An engine whose blocks are computed. Some blocks fail, are absent, or never come, as told, so
 * that every state can be seen.
 */
public final class DemoEngine implements BlockEngine {
  public static final int FILESET = 3;

  private final LongFunction<Block> blocks;
  private final Coverage coverage;
  private final Map<Long, BlockState> states = new ConcurrentHashMap<>();
  private final Map<Long, Failure> failures = new ConcurrentHashMap<>();
  private final List<BlockListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Long, List<Ticket>> flights = new HashMap<>();
  private final List<Long> retried = new CopyOnWriteArrayList<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("demo").factory());
  private final AtomicLong fetched = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong emptied = new AtomicLong();
  private volatile LongPredicate failing = i -> false;
  private volatile LongPredicate absent = i -> false;
  private volatile LongPredicate stuck = i -> false;
  private volatile LongPredicate empty = i -> false;
  private volatile SourceMode mode = SourceMode.ONLINE;

  public DemoEngine(LongFunction<Block> blocks, Coverage coverage) {
    this.blocks = blocks;
    this.coverage = coverage;
  }

  public DemoEngine failing(LongPredicate which) {
    failing = which;
    return this;
  }

  public DemoEngine absent(LongPredicate which) {
    absent = which;
    return this;
  }

  /** Blocks that are empty in the source: their voxels are zero. */
  public DemoEngine empty(LongPredicate which) {
    empty = which;
    return this;
  }

  /** Blocks that stay half loaded for ever. */
  public DemoEngine stuck(LongPredicate which) {
    stuck = which;
    return this;
  }

  public List<Long> retried() {
    return List.copyOf(retried);
  }

  private record Ticket(
      BlockKey key, CompletableFuture<Block> block, CompletableFuture<Stored> stored)
      implements BlockRequest {
    @Override
    public void cancel() {
      block.completeExceptionally(new CancellationException());
      stored.completeExceptionally(new CancellationException());
    }
  }

  private final class DemoParty implements Requester {
    private final List<Ticket> tickets = new ArrayList<>();

    @Override
    public synchronized BlockRequest request(BlockKey key, Priority priority) {
      Ticket ticket = new Ticket(key, new CompletableFuture<>(), new CompletableFuture<>());
      tickets.add(ticket);
      long index = key.index();
      boolean stays = stuck.test(index);
      boolean begins;
      boolean waits;
      synchronized (
          flights) { // a block's answer goes to all who asked before it, or they begin anew
        begins = !flights.containsKey(index);
        flights.computeIfAbsent(index, i -> new ArrayList<>()).add(ticket);
        waits =
            !(state(key) instanceof BlockState.Available || state(key) instanceof BlockState.Empty);
        if (waits) {
          states.put(index, stays ? new BlockState.Downloading(0.5) : BlockState.QUEUED);
        }
      }
      if (waits) {
        tell(index);
      }
      if (begins && !stays) {
        worker.execute(() -> answer(key));
      }
      return ticket;
    }

    @Override
    public StoreRequest store(BlockKey key, Priority priority) {
      return request(key, priority);
    }

    @Override
    public StoreRequest store(BlockKey key) {
      return request(key, Priority.bulk(0));
    }

    @Override
    public Optional<BlockRequest> refresh(BlockKey key, Priority priority) {
      return Optional.empty();
    }

    @Override
    public void hold(boolean on) {}

    @Override
    public void newView() {}

    @Override
    public synchronized void close() {
      tickets.forEach(Ticket::cancel);
    }
  }

  private void answer(BlockKey key) {
    long index = key.index();
    if (absent.test(index)) {
      coverage.set(index, Coverage.State.ABSENT);
      fail(key, BlockState.ABSENT, Reason.ABSENT, "404");
    } else if (failing.test(index)) {
      String cause = "http://volumes.example: 503 Service Unavailable, tried 5 times";
      Optional<Instant> next = Optional.of(Instant.now().plusSeconds(42));
      coverage.set(index, Coverage.State.FAILED);
      failures.put(
          index, new Failure(key, "http://volumes.example/block/" + index, cause, 5, next));
      fail(key, new BlockState.Failed(cause, 5, next), Reason.FAILED, cause);
    } else if (empty.test(index)) {
      Block block = blocks.apply(index);
      coverage.set(index, Coverage.State.EMPTY);
      emptied.incrementAndGet();
      for (Ticket ticket : landed(index, BlockState.EMPTY)) {
        ticket.block().complete(Block.zeros(block.dtype(), block.shape()));
        ticket.stored().complete(Stored.EMPTY);
      }
    } else {
      Block block = blocks.apply(index);
      coverage.set(index, Coverage.State.AVAILABLE);
      failures.remove(index);
      fetched.incrementAndGet();
      bytes.addAndGet(block.bytes());
      for (Ticket ticket : landed(index, BlockState.AVAILABLE)) {
        ticket.block().complete(block);
        ticket.stored().complete(new Stored(true, block.bytes()));
      }
    }
  }

  /** Ends what is under way about a block; the result are those who asked. */
  private List<Ticket> landed(long index, BlockState state) {
    List<Ticket> asked;
    synchronized (flights) {
      states.put(index, state);
      asked = flights.remove(index);
    }
    tell(index);
    return asked;
  }

  private void fail(BlockKey key, BlockState state, Reason reason, String message) {
    for (Ticket ticket : landed(key.index(), state)) {
      ticket
          .block()
          .completeExceptionally(new BlockUnavailableException(key, reason, message, null));
    }
  }

  private void set(long index, BlockState state) {
    states.put(index, state);
    tell(index);
  }

  private void tell(long index) {
    BlockState state = states.get(index);
    listeners.forEach(l -> l.changed(new BlockKey(FILESET, index), state));
  }

  @Override
  public int open(
      BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source, int level) {
    return FILESET;
  }

  @Override
  public void release(int fileset) {}

  @Override
  public Optional<String> whyClosed(int fileset) {
    return Optional.empty();
  }

  @Override
  public Requester requester(String name, Duration waitForHost) {
    return new DemoParty();
  }

  @Override
  public BlockState state(BlockKey key) {
    return states.getOrDefault(key.index(), BlockState.NOT_CACHED);
  }

  @Override
  public void retry(BlockKey key) {
    retried.add(key.index());
    failures.remove(key.index());
    set(key.index(), BlockState.NOT_CACHED);
  }

  @Override
  public void retryAll() {
    List.copyOf(failures.keySet()).forEach(i -> retry(new BlockKey(FILESET, i)));
  }

  @Override
  public void tryNow(String host) {}

  @Override
  public SourceMode mode(int fileset) {
    return mode;
  }

  @Override
  public Optional<String> host(int fileset) {
    return stats().hosts().stream().map(EngineStats.HostStats::host).findFirst();
  }

  @Override
  public void mode(int fileset, SourceMode next) {
    mode = next;
    listeners.forEach(l -> l.modeChanged(fileset, next));
  }

  @Override
  public Optional<EngineStats> statsAtOnce() {
    return Optional.of(stats());
  }

  @Override
  public EngineStats stats() {
    long downloading =
        states.values().stream().filter(BlockState.Downloading.class::isInstance).count();
    long queued = states.values().stream().filter(BlockState.Queued.class::isInstance).count();
    List<Failure> newest =
        failures.values().stream()
            .sorted(Comparator.comparing((Failure f) -> f.key()).reversed())
            .toList();
    boolean works = downloading + queued > 0;
    return new EngineStats(
        Map.of(Tier.VISIBLE, (int) queued, Tier.NEARBY, works ? 9 : 0, Tier.BULK, 0),
        List.of(HostStats.fine("http://volumes.example", (int) Math.min(8, downloading), 8)),
        works ? 41.2e6 : 0,
        downloading * 131072,
        works ? 2 : 0,
        64,
        works ? 1 : 0,
        fetched.get(),
        bytes.get(),
        0,
        fetched.get(),
        emptied.get(),
        newest,
        newest.size(),
        false,
        List.of());
  }

  /** Figures as of a server that answers within a tenth of a second. */
  public Measures measures() {
    Latency latency = new Latency((int) Math.min(1024, fetched.get()), 0.082, 0.31);
    return new Measures(
        latency,
        Map.of(
            "http://volumes.example",
            new Measures.HostMeasures(latency, fetched.get(), bytes.get())),
        Map.of(FILESET, new Measures.FilesetMeasures(fetched.get(), bytes.get(), 120)),
        List.of(
            new Measures.Stage("reading", new TimerSummary(90, 0.04, 0.06, 0.08, 0.1, 0.5, 9.4)),
            new Measures.Stage(
                "userfunction", new TimerSummary(90, 0.001, 0.002, 0.003, 0.004, 0.01, 0.31)),
            new Measures.Stage(
                "writing", new TimerSummary(90, 0.001, 0.001, 0.002, 0.003, 0.02, 0.2))));
  }

  public long bytes() {
    return bytes.get();
  }

  @Override
  public void addListener(BlockListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(BlockListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
