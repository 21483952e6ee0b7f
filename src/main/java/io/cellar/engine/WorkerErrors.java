package io.cellar.engine;

import io.cellar.engine.stage.WorkerErrorRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and keeps the newest errors of workers. Thread-safe. */
final class WorkerErrors {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerErrors.class);
  private static final int MOST = 100;
  private static final Pattern NUMBERED = Pattern.compile(".*-(\\d+)");

  private final Deque<WorkerErrorRecord> records = new ArrayDeque<>();

  /** Notes an error of the calling thread, whose name may end with its number. */
  synchronized void add(WorkerErrorRecord.Worker worker, Throwable error) {
    Matcher name = NUMBERED.matcher(Thread.currentThread().getName());
    OptionalInt id =
        name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    WorkerErrorRecord record = new WorkerErrorRecord(worker, id, error);
    LOG.error("{}: {}", record.headline(), Messages.words(error), error);
    if (records.size() == MOST) {
      records.removeFirst();
    }
    records.addLast(record);
  }

  synchronized List<WorkerErrorRecord> list() {
    return List.copyOf(records);
  }
}
