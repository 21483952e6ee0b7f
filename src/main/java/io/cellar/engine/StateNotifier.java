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
  private final List<BlockListener> ofBlocks = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();

  /** Changes that have not been told yet; who raises it from 0 tells them all. */
  private final AtomicInteger untold = new AtomicInteger();

  StateNotifier(EngineLock lock) {
    this.lock = lock;
  }

  void add(BlockListener listener) {
    listeners.add(listener);
    if (listener.hearsOfBlocks()) {
      ofBlocks.add(listener);
    }
  }

  void remove(BlockListener listener) {
    listeners.remove(listener);
    ofBlocks.remove(listener);
  }

  /** True when somebody hears of blocks. */
  boolean isHeard() {
    return !ofBlocks.isEmpty();
  }

  /** Notes a change; told as soon as the lock is free. Only while deciding. */
  void tell(BlockKey key, BlockState state) {
    if (isHeard()) {
      tell(ofBlocks, listener -> listener.changed(key, state));
    }
  }

  /** Notes that a fileset's blocks come from elsewhere now. Only while deciding. */
  void tellMode(int fileset, SourceMode mode) {
    tell(listeners, listener -> listener.modeChanged(fileset, mode));
  }

  /** Notes that a fileset was closed. Only while deciding. */
  void tellReleased(int fileset, String why) {
    tell(listeners, listener -> listener.released(fileset, why));
  }

  private void tell(List<BlockListener> whom, Consumer<BlockListener> what) {
    news.add(() -> whom.forEach(listener -> tell(listener, what)));
    lock.later(this::tellAll);
  }

  private void tellAll() {
    if (untold.getAndIncrement() > 0) {
      return;
    }
    do {
      news.remove().run();
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
