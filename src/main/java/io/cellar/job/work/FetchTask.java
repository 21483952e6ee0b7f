package io.cellar.job.work;

import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineTime;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.input.Redaction;
import io.cellar.job.BlockFailure;
import io.cellar.job.FetchFailedException;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardEnd;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.thread.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads what is missing of a shard. */
final class FetchTask implements ShardTask {
  private static final Logger LOG = LoggerFactory.getLogger(FetchTask.class);

  private final DownloadEngine engine;
  private volatile FetchOptions options;
  private final String name;
  private final Optional<ConcurrencyStyle> style;
  private final EngineFindings findings;
  private final int slots;

  /**
   * A task.
   *
   * @param name what it is called in messages
   * @param options with the limits of the whole job, until a worker tells others
   * @param style whose time-outs hold; empty: none but those of the network
   * @param slots most requests that the engine has open at once; 0: it finds out
   */
  FetchTask(
      DownloadEngine engine,
      FetchOptions options,
      String name,
      Optional<ConcurrencyStyle> style,
      int slots) {
    this.engine = engine;
    this.slots = slots;
    this.options = options;
    limits(options.requests(), options.bytesPerSecond());
    this.name = name;
    this.style = style;
    this.findings = new EngineFindings(engine);
  }

  @Override
  public Run begin(Shard shard, String attempt, Runnable changed) {
    EngineTime time = engine.time();
    RegionFetch fetch = RegionFetch.start(engine, time, name, List.of(shard.target()), options);
    Running running = new Running(shard, attempt, fetch);
    style.ifPresent(s -> running.watch(s));
    var ignored = fetch.asked().thenRun(changed);
    Threads.virtual("cellar-shard", () -> running.submit(changed)).start();
    return running;
  }

  @Override
  public void limits(int requests, OptionalLong bytesPerSecond) {
    options = options.withLimits(window(requests), bytesPerSecond);
  }

  /**
   * What the engine keeps to by itself needs no window, which would hold what waits for the disk.
   */
  private int window(int requests) {
    return slots > 0 && slots <= requests ? 0 : requests;
  }

  @Override
  public Optional<String> workerError() {
    return findings.lastError();
  }

  private final class Running implements Run {
    private final Shard shard;
    private final String attempt;
    private final RegionFetch fetch;
    private volatile Optional<StageTimeoutException> timeout = Optional.empty();
    private volatile End end;

    Running(Shard shard, String attempt, RegionFetch fetch) {
      this.shard = shard;
      this.attempt = attempt;
      this.fetch = fetch;
    }

    /** A stage that does not get on ends it. */
    void watch(ConcurrencyStyle style) {
      StageTimeouts watch =
          StageTimeouts.start(
              engine,
              style,
              () -> fetch.progress().state() == FetchState.PAUSED,
              failed -> {
                timeout = Optional.of(failed);
                fetch.cancel();
              });
      var ignored = fetch.done().thenRun(watch::close);
    }

    /** Another beside it would have a window of its own: together they had more requests. */
    @Override
    public boolean isTailing() {
      return fetch.asked().isDone() && options.requests() == 0;
    }

    @Override
    public ShardCounts counts() {
      if (end instanceof End.Done done) {
        return done.counts();
      }
      return ShardCounts.of(fetch.progress()).soFarAfter(shard.earlier().counts(), shard.blocks());
    }

    @Override
    public double bytesPerSecond() {
      return fetch.progress().bytesPerSecond();
    }

    @Override
    public String waitsFor() {
      return switch (fetch.progress().state()) {
        case WAITING_FOR_HOST -> "waiting for the host";
        case WAITING_FOR_SPACE -> "waiting for space on the disk";
        case OFFLINE -> "waiting: cache only";
        default -> "";
      };
    }

    @Override
    public void limits(int requests, OptionalLong bytesPerSecond) {
      fetch.limits(window(requests), bytesPerSecond);
    }

    @Override
    public void cancel() {
      fetch.cancel();
    }

    /** Waits until all of it is on disk, or it is known why not. */
    void submit(Runnable changed) {
      end = submitted();
      changed.run();
    }

    private End submitted() {
      try {
        return done(fetch.submit());
      } catch (FetchFailedException e) {
        FetchProgress last = e.progress();
        if (timeout.isPresent()) {
          return new End.Stopped(timeout.get());
        }
        if (last.state() == FetchState.CANCELLED) {
          return new End.Cancelled();
        }
        if (last.stoppedBy().isPresent()) {
          return new End.Stopped(last.stoppedBy().get());
        }
        LOG.info("{}", Redaction.message(e.getMessage()));
        return done(last);
      } catch (InterruptedException | RuntimeException | Error e) {
        fetch.cancel();
        return new End.Stopped(e);
      }
    }

    private End done(FetchProgress last) {
      ShardEnd earlier = shard.earlier();
      return new End.Done(
          ShardCounts.of(last).after(earlier.counts()),
          failures(),
          earlier.results().plus(findings.sinceLast()));
    }

    @Override
    public End end() {
      return end;
    }

    @Override
    public List<JobFailure> failures() {
      List<JobFailure> all = new ArrayList<>();
      String now = Instant.now().toString();
      for (BlockFailure each : fetch.failures()) {
        List<Long> start = Arrays.stream(each.stored().start()).boxed().toList();
        all.add(failure(start, each.kind(), each.message(), now));
      }
      for (WorkerErrorRecord each : findings.newErrors()) {
        all.add(failure(List.of(), "worker error", EngineFindings.words(each), now));
      }
      return all;
    }

    private JobFailure failure(List<Long> start, String cause, String message, String now) {
      return new JobFailure(
          shard.number(),
          attempt,
          shard.volume(),
          shard.target().level(),
          start,
          cause,
          Redaction.message(message),
          now);
    }
  }
}
