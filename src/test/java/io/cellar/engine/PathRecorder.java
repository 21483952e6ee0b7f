package io.cellar.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Counts what the way of a block costs: how often it is handed from one thread to another, by the
 * thread of each of its steps, and how often the engine's lock is taken meanwhile.
 */
public final class PathRecorder {
  private record Step(String what, Thread thread) {}

  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final AtomicInteger locks = new AtomicInteger();

  /** Counts acquisitions of the engine's lock, not those by who has it already. */
  private final class CountingLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    @Override
    public void lock() {
      super.lock();
      if (getHoldCount() == 1) {
        locks.incrementAndGet();
      }
    }
  }

  /** An engine whose lock is counted. */
  public DownloadEngine engine(EngineSettings settings, EngineTime time) {
    return new DownloadEngine(settings, time, new CountingLock());
  }

  /** Notes a step on the calling thread. */
  public void step(String what) {
    steps.add(new Step(what, Thread.currentThread()));
  }

  /** The same object, with a step at the beginning and at the end of each of some methods. */
  public <T> T around(Class<T> type, T real, String... methods) {
    List<String> noted = List.of(methods);
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean note = noted.contains(method.getName());
              if (note) {
                step(method.getName());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (note) {
                  step(method.getName() + " done");
                }
              }
            }));
  }

  /** Forgets what was counted so far. */
  public void reset() {
    steps.clear();
    locks.set(0);
  }

  /** How often the lock was taken. */
  public int locks() {
    return locks.get();
  }

  /** How often the thread changed from one step to the next, from the first of a name on. */
  public int handOvers(String from) {
    int changes = 0;
    List<Step> path = from(from);
    for (int i = 1; i < path.size(); i++) {
      changes += path.get(i).thread == path.get(i - 1).thread ? 0 : 1;
    }
    return changes;
  }

  private List<Step> from(String first) {
    List<Step> path = new ArrayList<>(steps);
    while (!path.isEmpty() && !path.getFirst().what.equals(first)) {
      path.removeFirst();
    }
    return path;
  }

  @Override
  public String toString() {
    return locks
        + " acquisitions, steps "
        + steps.stream()
            .map(s -> s.what + " @" + s.thread.getName() + "#" + s.thread.threadId())
            .collect(Collectors.joining(", "));
  }
}
