package io.cellar.job.work;

import io.cellar.engine.DownloadEngine;
import io.cellar.engine.stage.TimerSummary;
import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.input.Redaction;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.JobResults.Result;
import io.cellar.job.folder.JobResults.Rule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine knows besides the fate of blocks: how long its stages took, and its workers' own
 * errors, each told once, since a job adds up what its shards tell. In an engine that does other
 * things too, these are in it. Thread-safe.
 */
final class EngineFindings {
  private final DownloadEngine engine;
  private final Map<String, TimerSummary> toldTimers = new HashMap<>();
  private final List<WorkerErrorRecord> before;
  private List<WorkerErrorRecord> toldErrors;

  EngineFindings(DownloadEngine engine) {
    this.engine = engine;
    this.before = engine.workerErrors();
    this.toldErrors = before;
    for (String name : engine.timers().names()) {
      engine.timers().summary(name).ifPresent(timer -> toldTimers.put(name, timer));
    }
  }

  /** What has come since this was last asked. */
  synchronized JobResults sinceLast() {
    Map<String, Result> all = new LinkedHashMap<>();
    Timers timers = engine.timers();
    for (String name : timers.names()) {
      timers.summary(name).ifPresent(timer -> add(name, timer, all));
    }
    List<WorkerErrorRecord> errors = newErrors();
    toldErrors = engine.workerErrors();
    if (!errors.isEmpty()) {
      all.put("worker_errors", new Result(Rule.SUM, (long) errors.size()));
      all.put("worker_error", new Result(Rule.FIRST, words(errors.getFirst())));
    }
    return new JobResults(all);
  }

  private void add(String name, TimerSummary timer, Map<String, Result> all) {
    TimerSummary told = toldTimers.put(name, timer);
    long n = timer.n() - (told == null ? 0 : told.n());
    if (n > 0) {
      double total = timer.total() - (told == null ? 0 : told.total());
      String prefix = "timers." + name + ".";
      all.put(prefix + "n", new Result(Rule.SUM, n));
      all.put(prefix + "total", new Result(Rule.SUM, total));
      all.put(prefix + "min", new Result(Rule.MIN, timer.min()));
      all.put(prefix + "max", new Result(Rule.MAX, timer.max()));
    }
  }

  /** Errors that {@link #sinceLast} has not told yet. */
  synchronized List<WorkerErrorRecord> newErrors() {
    List<WorkerErrorRecord> told = toldErrors;
    return engine.workerErrors().stream().filter(error -> !told.contains(error)).toList();
  }

  /** The last error since this was made. */
  Optional<String> lastError() {
    return engine.workerErrors().reversed().stream()
        .filter(error -> !before.contains(error))
        .findFirst()
        .map(EngineFindings::words);
  }

  /** Such as {@code Error in compute worker 3: …}. */
  static String words(WorkerErrorRecord record) {
    return record.headline() + ": " + Redaction.message(String.valueOf(record.error()));
  }
}
