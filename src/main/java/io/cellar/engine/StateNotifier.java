package io.cellar.engine;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of changes, one at a time and in the order in which they were decided. */
final class StateNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(StateNotifier.class);

  private final EngineLock lock;
  private final List<BlockListener> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Consumer<BlockListener>> news = new ConcurrentLinkedQueue<>();

  /** Changes that have not been told yet; who raises it from 0 tells them all. */
  private final AtomicInteger untold = new AtomicInteger();

  StateNotifier(EngineLock lock) {
    this.lock = lock;
  }

  void add(BlockListener listener) {
    listeners.add(listener);
  }

  void remove(BlockListener listener) {
    listeners.remove(listener);
  }

  /** Notes a change; told as soon as the lock is free. Only while deciding. */
  void tell(BlockKey key, BlockState state) {
    tell(listener -> listener.changed(key, state));
  }

  /** Notes that a fileset's blocks come from elsewhere now. Only while deciding. */
  void tellMode(int fileset, SourceMode mode) {
    tell(listener -> listener.modeChanged(fileset, mode));
  }

  private void tell(Consumer<BlockListener> what) {
    if (listeners.isEmpty()) {
      return;
    }
    news.add(what);
    lock.later(this::tellAll);
  }

  private void tellAll() {
    if (untold.getAndIncrement() > 0) {
      return;
    }
    do {
      Consumer<BlockListener> next = news.remove();
      listeners.forEach(listener -> tell(listener, next));
    } while (untold.decrementAndGet() > 0);
  }

  private static void tell(BlockListener listener, Consumer<BlockListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException | Error e) {
      LOG.error("a listener of the download engine failed: {}", Messages.words(e), e);
    }
  }
}
