package io.cellar.engine;

import io.cellar.engine.stage.WorkerErrorRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and keeps the newest errors of workers. Thread-safe. */
final class WorkerErrors implements Consumer<WorkerErrorRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerErrors.class);
  private static final int MOST = 100;

  private final Deque<WorkerErrorRecord> records = new ArrayDeque<>();

  @Override
  public synchronized void accept(WorkerErrorRecord error) {
    LOG.error("{}: {}", error.headline(), Messages.words(error.error()), error.error());
    if (records.size() == MOST) {
      records.removeFirst();
    }
    records.addLast(error);
  }

  synchronized List<WorkerErrorRecord> list() {
    return List.copyOf(records);
  }
}
