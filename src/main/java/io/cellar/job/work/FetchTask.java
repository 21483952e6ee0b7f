package io.cellar.job.work;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.EngineTime;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.ShardCounts;
import java.util.List;
import java.util.OptionalLong;

/** Downloads what is missing of a shard. */
public final class FetchTask implements ShardTask {
  private final BlockEngine engine;
  private final EngineTime time;
  private final FetchOptions options;
  private final String name;

  /**
   * A task.
   *
   * @param time the engine's clock
   * @param name what it is called in messages
   */
  public FetchTask(BlockEngine engine, EngineTime time, FetchOptions options, String name) {
    this.engine = engine;
    this.time = time;
    this.options = options;
    this.name = name;
  }

  @Override
  public Run begin(Shard shard, String attempt, Runnable changed) {
    RegionFetch fetch = RegionFetch.start(engine, time, name, List.of(shard.target()), options);
    var ignored = fetch.done().thenRun(changed);
    return new Running(fetch);
  }

  private record Running(RegionFetch fetch) implements Run {
    @Override
    public boolean isTailing() {
      return false; // until a fetch tells
    }

    @Override
    public ShardCounts counts() {
      return ShardCounts.of(fetch.progress());
    }

    @Override
    public List<JobFailure> failures() {
      return List.of();
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
    public void limits(int requests, OptionalLong bytesPerSecond) {}

    @Override
    public void cancel() {
      fetch.cancel();
    }

    @Override
    public End end() {
      if (!fetch.done().isDone()) {
        return null;
      }
      FetchProgress last = fetch.done().join();
      if (last.state() == FetchState.CANCELLED) {
        return new End.Cancelled();
      }
      return last.stoppedBy().isPresent()
          ? new End.Stopped(last.stoppedBy().get())
          : new End.Done(ShardCounts.of(last), List.of());
    }
  }
}
