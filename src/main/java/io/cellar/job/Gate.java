package io.cellar.job;

import io.cellar.thread.MixedLock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;

/** Whether a fetch may go on. Thread-safe; the first end that it comes to is final. */
final class Gate {
  private final MixedLock lock = new MixedLock();
  private final Condition changed = lock.newCondition();
  private FetchState state;
  private boolean held;
  private Optional<Throwable> stoppedBy = Optional.empty();

  Gate(boolean paused) {
    state = paused ? FetchState.PAUSED : FetchState.RUNNING;
  }

  /** Waits while paused or held. Fails with a {@link CancellationException} when it is over. */
  void await() throws InterruptedException {
    lock.lock();
    try {
      while (!state.isOver() && (held || state == FetchState.PAUSED)) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    check();
  }

  /** Fails with a {@link CancellationException} when it is over. */
  void check() {
    if (state().isOver()) {
      throw new CancellationException("the fetch is over");
    }
  }

  boolean pause() {
    return change(FetchState.RUNNING, FetchState.PAUSED);
  }

  boolean resume() {
    return change(FetchState.PAUSED, FetchState.RUNNING);
  }

  /** Lets nobody through for a while, whether paused or not. */
  void hold(boolean on) {
    lock.lock();
    try {
      held = on;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isHeld() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  void cancel() {
    end(FetchState.CANCELLED, Optional.empty());
  }

  /** Ends it early; gives whether it was not over yet. */
  boolean stop(Throwable why) {
    return end(FetchState.STOPPED, Optional.of(why));
  }

  void finish() {
    end(FetchState.FINISHED, Optional.empty());
  }

  FetchState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  Optional<Throwable> stoppedBy() {
    lock.lock();
    try {
      return stoppedBy;
    } finally {
      lock.unlock();
    }
  }

  private boolean change(FetchState from, FetchState to) {
    lock.lock();
    try {
      boolean changes = state == from;
      state = changes ? to : state;
      changed.signalAll();
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private boolean end(FetchState how, Optional<Throwable> why) {
    lock.lock();
    try {
      if (state.isOver()) {
        return false;
      }
      state = how;
      stoppedBy = why;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
