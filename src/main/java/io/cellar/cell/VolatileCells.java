package io.cellar.cell;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.SourceMode;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cells of one level of one volume as one pane sees them. Nothing here blocks: {@link #get}
 * gives what is in memory, asks the engine for the rest, and listeners are told when it comes.
 *
 * <p>Each pane has one of its own, because each is a requester of its own at the engine; the memory
 * is shared. A block that failed or is absent is not asked for again until {@link #retry}; one that
 * was refused for another reason, such as being offline, not before some seconds have gone.
 * Thread-safe.
 */
public final class VolatileCells implements AutoCloseable {
  private final BlockEngine engine;
  private final CellSource source;
  private final int fileset;
  private final CellCache memory;
  private final Requester requester;
  private final Map<Long, Request> pending = new ConcurrentHashMap<>();
  private final Refusals refused = new Refusals();
  private final List<CellListener> listeners = new CopyOnWriteArrayList<>();
  private final BlockListener engineListener = new InEngine();
  private final CellCacheListener memoryListener = new InMemory();
  private final Refresh refresh;
  private final AtomicLong view = new AtomicLong();
  private volatile SourceMode mode;
  private volatile boolean closed;

  /** A question that is under way: in which view it was last put, and what will answer it. */
  private static final class Request {
    volatile long view;
    volatile CompletableFuture<Block> answer;

    Request(long view) {
      this.view = view;
    }
  }

  /** The cells of a level. Whoever makes them closes them. */
  public VolatileCells(CellSource source) {
    this.source = source;
    this.engine = source.engine();
    this.fileset = source.fileset();
    this.memory = source.memory();
    this.requester = engine.requester("view of " + source.name() + ", level " + source.level());
    this.refresh = new Refresh(requester, memory);
    engine.addListener(engineListener);
    memory.addListener(memoryListener);
    this.mode = engine.mode(fileset);
  }

  /** How the blocks lie. */
  public ArrayGeometry geometry() {
    return source.geometry();
  }

  /** What the array is called in messages. */
  public String name() {
    return source.name();
  }

  /** 0 for the finest level. */
  public int level() {
    return source.level();
  }

  /** The block if it is in memory; never asks for it. */
  public Optional<Block> peek(long index) {
    return memory.get(key(index));
  }

  /**
   * Goes up whenever the memory gets or loses a block, of this array or of another one. While it
   * stays the same, a block that was in memory is, and is the same.
   */
  public long changes() {
    return memory.changes();
  }

  /** True when the block is in memory; does not count as a use. */
  public boolean holds(long index) {
    return memory.contains(key(index));
  }

  /**
   * The block if it is in memory; else it is asked for, once per view, and listeners are told when
   * it comes.
   */
  public Optional<Block> get(long index, Priority priority) {
    Optional<Block> block = memory.get(key(index));
    if (block.isEmpty() && !closed && mayAsk(index)) {
      ask(index, priority);
    }
    return block;
  }

  /**
   * Says that a block is being shown: in the mode {@link SourceMode#REFRESH} it is fetched anew,
   * once, and listeners are told when it has been replaced. Cheap in all other modes.
   */
  public void shown(long index, Priority priority) {
    if (mode == SourceMode.REFRESH && !closed) {
      refresh.want(key(index), priority, view.get());
    }
  }

  /** True while blocks that are shown are fetched anew. */
  public boolean isRefreshing() {
    return mode == SourceMode.REFRESH;
  }

  private boolean mayAsk(long index) {
    if (pending.containsKey(index)) {
      return true;
    }
    if (refused.holdFor(index)) {
      return false;
    }
    return switch (engine.state(key(index))) {
      case BlockState.Absent() -> false;
      case BlockState.Failed(String cause, int tries, Optional<Instant> nextTry) ->
          nextTry.isPresent();
      default -> true;
    };
  }

  private void ask(long index, Priority priority) {
    long now = view.get();
    Request request = new Request(now);
    Request before = pending.putIfAbsent(index, request);
    if (before != null) {
      if (before.view == now) {
        return;
      }
      before.view = now;
      request = before;
    }
    put(index, request, priority);
  }

  /** Puts a question to the engine, which gives the same future again while it is not there. */
  @SuppressWarnings("ReferenceEquality") // the very same future, or another one
  private void put(long index, Request request, Priority priority) {
    CompletableFuture<Block> answer = requester.request(key(index), priority).block();
    if (answer != request.answer) {
      // The answer before may just be ending: the question is outstanding again.
      pending.compute(
          index,
          (i, before) -> {
            request.answer = answer;
            return request;
          });
      var _ = answer.whenComplete((block, error) -> finished(index, request, answer, block, error));
    }
  }

  /**
   * The question is outstanding until all that follows from its answer is there: the planes of
   * those who show the block, or the note of why it did not come. Who finds that it is not
   * outstanding any more, and then looks for that, finds it.
   */
  @SuppressWarnings("ReferenceEquality") // an answer that was superseded does not count
  private void finished(
      long index, Request request, CompletableFuture<Block> answer, Block block, Throwable error) {
    if (closed || request.answer != answer) {
      return;
    }
    try {
      if (block != null) {
        keep(index, block);
      } else {
        note(index, error instanceof CompletionException e ? e.getCause() : error);
      }
    } finally {
      settle(index, request, answer);
    }
    if (block != null) {
      listeners.forEach(listener -> listener.taken(index));
    } else {
      listeners.forEach(listener -> listener.stateChanged(index));
    }
  }

  private void keep(long index, Block block) {
    refused.forget(index);
    Block newest = memory.keep(key(index), block);
    listeners.forEach(listener -> listener.arrived(index, newest));
  }

  private void note(long index, Throwable cause) {
    if (cause instanceof BlockUnavailableException unavailable) {
      refused.note(index, unavailable, engine.state(key(index)), mode);
    }
  }

  /** The question is answered, unless it was put anew meanwhile. */
  @SuppressWarnings("ReferenceEquality") // an answer that was superseded does not count
  private void settle(long index, Request request, CompletableFuture<Block> answer) {
    pending.computeIfPresent(
        index, (i, now) -> now == request && request.answer == answer ? null : now);
  }

  /**
   * What is known of a block. {@link BlockState.Available} when it is in memory or on disk, unless
   * it is {@link BlockState.Empty}; the engine's word otherwise.
   */
  public BlockState state(long index) {
    BlockKey key = key(index);
    BlockState state = engine.state(key);
    if (memory.contains(key)) {
      return state instanceof BlockState.Empty ? state : BlockState.AVAILABLE;
    }
    return state instanceof BlockState.NotCached ? refused.state(index).orElse(state) : state;
  }

  /**
   * True while an answer about the block is outstanding. When it has come, not before all listeners
   * have {@linkplain CellListener#arrived taken} it.
   */
  public boolean isPending(long index) {
    return pending.containsKey(index);
  }

  /** The view has moved: what is not asked for again is stale. */
  public void newView() {
    view.incrementAndGet();
    requester.newView();
  }

  /**
   * Lets a failed or absent block be asked for again, and with it all that were refused: what
   * refused them, such as a password, is usually what has been mended. Tells the listeners.
   */
  public void retry(long index) {
    engine.retry(key(index));
    retryRefused();
    listeners.forEach(listener -> listener.stateChanged(index));
  }

  /** Lets all blocks that were refused be asked for again, such as after going online. */
  public void retryRefused() {
    refused.clear().forEach(index -> listeners.forEach(listener -> listener.stateChanged(index)));
  }

  private final class InEngine implements BlockListener {
    @Override
    public void changed(BlockKey key, BlockState state) {
      if (key.fileset() != fileset || closed) {
        return;
      }
      if (state instanceof BlockState.Available || state instanceof BlockState.Empty) {
        refused.forget(key.index());
        refresh.forget(key);
      } else if (refused.liftedBy(key.index(), state)) {
        retryRefused();
      }
      listeners.forEach(listener -> listener.stateChanged(key.index()));
    }

    @Override
    public void modeChanged(int changed, SourceMode next) {
      if (changed == fileset && !closed) {
        mode = next;
        refused.clear();
        refresh.begin();
        listeners.forEach(CellListener::modeChanged);
      }
    }
  }

  private final class InMemory implements CellCacheListener {
    @Override
    public void evicted(BlockKey key, Block block) {
      if (key.fileset() == fileset && !closed) {
        listeners.forEach(listener -> listener.evicted(key.index(), block));
      }
    }

    @Override
    public void dropped(BlockKey key) {
      if (key.fileset() == fileset) {
        listeners.forEach(listener -> listener.dropped(key.index()));
      }
    }

    @Override
    public void replaced(BlockKey key, Block block) {
      if (key.fileset() == fileset) {
        listeners.forEach(listener -> listener.replaced(key.index(), block));
      }
    }
  }

  /** Listeners are told on engine threads and must return at once. */
  public void addListener(CellListener listener) {
    listeners.add(listener);
  }

  public void removeListener(CellListener listener) {
    listeners.remove(listener);
  }

  /** Cancels what was asked for. May be called twice. The shared memory keeps its blocks. */
  @Override
  public void close() {
    closed = true;
    engine.removeListener(engineListener);
    memory.removeListener(memoryListener);
    listeners.clear();
    requester.close();
    pending.clear();
  }

  /** The name of a block in the engine and the memory. */
  public BlockKey key(long index) {
    return source.key(index);
  }
}
