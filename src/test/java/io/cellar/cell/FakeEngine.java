package io.cellar.cell;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.BlockRequest;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.SourceMode;
import io.cellar.engine.StoreRequest;
import io.cellar.engine.Stored;
import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * An engine over a {@link TestVolume}. Blocks come when {@link #deliver} says so, or by themselves
 * on an executor.
 */
public final class FakeEngine implements BlockEngine {
  public static final int FILESET = 7;

  private final TestVolume volume;
  private final Optional<Executor> executor;
  private final Map<Long, BlockState> states = new ConcurrentHashMap<>();
  private final Map<Long, BlockUnavailableException> errors = new ConcurrentHashMap<>();
  private final Map<Long, List<Ticket>> open = new ConcurrentHashMap<>();
  private final List<BlockListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Long> renewalsAsked = new CopyOnWriteArrayList<>();
  private final Set<Long> renewed = ConcurrentHashMap.newKeySet();
  private final Map<Long, Ticket> renewals = new ConcurrentHashMap<>();
  private volatile SourceMode mode = SourceMode.ONLINE;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Long> storeOnly = new CopyOnWriteArrayList<>();
  private final List<Long> cancelled = new CopyOnWriteArrayList<>();
  private volatile int requesters;
  private volatile int views;
  private volatile Consumer<Long> onRequest = index -> {};
  private volatile Consumer<Long> onState = index -> {};

  /** What was asked for, in order. */
  public record Asked(long index, Priority priority) {}

  private FakeEngine(TestVolume volume, Optional<Executor> executor) {
    this.volume = volume;
    this.executor = executor;
  }

  /** Blocks come when told to. */
  public static FakeEngine byHand(TestVolume volume) {
    return new FakeEngine(volume, Optional.empty());
  }

  /** Blocks come at once, on the caller's thread. */
  public static FakeEngine atOnce(TestVolume volume) {
    return on(volume, Runnable::run);
  }

  /** Blocks come on an executor. */
  public static FakeEngine on(TestVolume volume, Executor executor) {
    return new FakeEngine(volume, Optional.of(executor));
  }

  /** Makes a block fail, now and later, with the engine remembering it as failed or absent. */
  public FakeEngine failing(long index, Reason reason) {
    var error = new BlockUnavailableException(key(index), reason, "reason " + reason, null);
    errors.put(index, error);
    return this;
  }

  public void heal(long index) {
    errors.remove(index);
  }

  public void onRequest(Consumer<Long> action) {
    onRequest = action;
  }

  /** What happens just before the state of a block is told. */
  public void onState(Consumer<Long> action) {
    onState = action;
  }

  /** Sets a state and tells the listeners. */
  public void state(long index, BlockState state) {
    states.put(index, state);
    listeners.forEach(l -> l.changed(key(index), state));
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public List<Long> askedBlocks() {
    return asked.stream().map(Asked::index).toList();
  }

  public List<Long> storeOnly() {
    return List.copyOf(storeOnly);
  }

  public List<Long> cancelled() {
    return List.copyOf(cancelled);
  }

  public int openTickets() {
    return open.values().stream().mapToInt(List::size).sum();
  }

  public int openParties() {
    return requesters;
  }

  public int views() {
    return views;
  }

  public int listeners() {
    return listeners.size();
  }

  /** Where cells of a volume come from that has one level. */
  public static CellSource source(FakeEngine engine, TestVolume volume, CellCache memory) {
    return source(engine, volume, 0, memory);
  }

  /** The same of a level. */
  public static CellSource source(
      FakeEngine engine, TestVolume volume, int level, CellCache memory) {
    return new CellSource(engine, FILESET, "test", volume.geometry(), level, memory);
  }

  public static BlockKey key(long index) {
    return new BlockKey(FILESET, index);
  }

  /** Answers all who wait for a block. */
  public void deliver(long index) {
    List<Ticket> waiting = open.remove(index);
    BlockUnavailableException error = errors.get(index);
    if (error == null) {
      state(index, BlockState.AVAILABLE);
    } else if (error.reason() == Reason.ABSENT) {
      state(index, BlockState.ABSENT);
    } else if (error.reason() == Reason.FAILED) {
      state(index, new BlockState.Failed(error.getMessage(), 1, Optional.empty()));
    } else {
      state(index, BlockState.NOT_CACHED);
    }
    for (Ticket ticket : waiting == null ? List.<Ticket>of() : waiting) {
      if (error == null) {
        ticket.block.complete(volume.block(index));
        ticket.stored.complete(Stored.CACHED);
      } else {
        ticket.block.completeExceptionally(error);
        ticket.stored.completeExceptionally(error);
      }
    }
  }

  private record Ticket(
      FakeEngine engine,
      BlockKey key,
      CompletableFuture<Block> block,
      CompletableFuture<Stored> stored)
      implements BlockRequest {
    @Override
    public void cancel() {
      if (block.completeExceptionally(new CancellationException("left"))) {
        engine.cancelled.add(key.index());
      }
      stored.completeExceptionally(new CancellationException("left"));
    }
  }

  private final class FakeParty implements Requester {
    private final List<Ticket> tickets = new ArrayList<>();

    @Override
    public synchronized BlockRequest request(BlockKey key, Priority priority) {
      asked.add(new Asked(key.index(), priority));
      for (Ticket earlier : tickets) {
        if (earlier.key.equals(key) && !earlier.block.isDone()) {
          onRequest.accept(key.index());
          return earlier;
        }
      }
      return ticket(key);
    }

    private Ticket ticket(BlockKey key) {
      Ticket ticket =
          new Ticket(FakeEngine.this, key, new CompletableFuture<>(), new CompletableFuture<>());
      tickets.add(ticket);
      open.computeIfAbsent(key.index(), i -> new CopyOnWriteArrayList<>()).add(ticket);
      if (!(state(key) instanceof BlockState.Available)) {
        FakeEngine.this.state(key.index(), BlockState.QUEUED);
      }
      onRequest.accept(key.index());
      executor.ifPresent(e -> e.execute(() -> deliver(key.index())));
      return ticket;
    }

    @Override
    public synchronized StoreRequest store(BlockKey key, Priority priority) {
      storeOnly.add(key.index());
      return ticket(key);
    }

    @Override
    public StoreRequest store(BlockKey key) {
      return store(key, Priority.bulk(0));
    }

    @Override
    public synchronized Optional<BlockRequest> refresh(BlockKey key, Priority priority) {
      renewalsAsked.add(key.index());
      if (mode != SourceMode.REFRESH || renewed.contains(key.index())) {
        return Optional.empty();
      }
      Ticket ticket =
          renewals.computeIfAbsent(
              key.index(),
              i ->
                  new Ticket(
                      FakeEngine.this, key, new CompletableFuture<>(), new CompletableFuture<>()));
      tickets.add(ticket);
      return Optional.of(ticket);
    }

    @Override
    public void hold(boolean on) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void newView() {
      views++;
    }

    @Override
    public synchronized void close() {
      tickets.forEach(Ticket::cancel);
      requesters--;
    }
  }

  @Override
  public int open(
      BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source, int level) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(int fileset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> whyClosed(int fileset) {
    return Optional.empty();
  }

  @Override
  public synchronized Requester requester(String name, Duration waitForHost) {
    requesters++;
    return new FakeParty();
  }

  @Override
  public BlockState state(BlockKey key) {
    onState.accept(key.index());
    return states.getOrDefault(key.index(), BlockState.NOT_CACHED);
  }

  @Override
  public void retry(BlockKey key) {
    state(key.index(), BlockState.NOT_CACHED);
  }

  @Override
  public void retryAll() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void tryNow(String host) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SourceMode mode(int fileset) {
    return mode;
  }

  @Override
  public void mode(int fileset, SourceMode next) {
    mode = next;
    renewed.clear();
    listeners.forEach(l -> l.modeChanged(fileset, next));
  }

  /** Which blocks were to be renewed, each time it was asked. */
  public List<Long> renewalsAsked() {
    return List.copyOf(renewalsAsked);
  }

  /** Answers all who wait for a block to be renewed. */
  public void renew(long index, Block block) {
    renewed.add(index);
    Ticket ticket = renewals.remove(index);
    ticket.block.complete(block);
    ticket.stored.complete(new Stored(true, block.bytes()));
  }

  /** Tells all who wait for a block to be renewed that it cannot be. */
  public void failRenewal(long index, BlockUnavailableException error) {
    renewed.add(index);
    Ticket ticket = renewals.remove(index);
    ticket.block.completeExceptionally(error);
    ticket.stored.completeExceptionally(error);
  }

  @Override
  public Optional<String> host(int fileset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EngineStats stats() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<EngineStats> statsAtOnce() {
    throw new UnsupportedOperationException();
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
  public void close() {}
}
