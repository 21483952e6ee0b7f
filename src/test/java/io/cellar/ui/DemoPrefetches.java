package io.cellar.ui;

import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.store.Coverage;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fetches that stand at whatever they are told. */
public final class DemoPrefetches implements Prefetches {
  private final ArrayGeometry local;
  private final Coverage coverage;
  private volatile long blockBytes = 262144;
  private final List<Demo> started = new CopyOnWriteArrayList<>();
  private final List<Demo> left = new CopyOnWriteArrayList<>();

  DemoPrefetches(ArrayGeometry local, Coverage coverage) {
    this.local = local;
    this.coverage = coverage;
  }

  /** One fetch. */
  public static final class Demo implements RunningFetch {
    private final PrefetchRequest request;
    private final long blocks;
    private volatile FetchProgress progress;

    private Demo(PrefetchRequest request, long blocks) {
      this.request = request;
      this.blocks = blocks;
      at(FetchState.RUNNING, 0, 0, 0, Optional.empty());
    }

    /** Puts it somewhere. */
    public void at(
        FetchState state, long fetched, long failed, double rate, Optional<Throwable> why) {
      progress =
          new FetchProgress(
              state,
              blocks,
              0,
              fetched,
              0,
              0,
              0,
              0,
              failed,
              fetched * 262144,
              12,
              rate,
              rate > 0
                  ? Optional.of(
                      Duration.ofMillis((long) ((blocks - fetched) * 262144_000.0 / rate)))
                  : Optional.empty(),
              Map.of(),
              Map.of(),
              why);
    }

    private void state(FetchState state) {
      at(state, progress.fetched(), progress.failed(), 0, Optional.empty());
    }

    @Override
    public PrefetchRequest request() {
      return request;
    }

    @Override
    public FetchProgress progress() {
      return progress;
    }

    @Override
    public void pause() {
      state(FetchState.PAUSED);
    }

    @Override
    public void resume() {
      state(FetchState.RUNNING);
    }

    @Override
    public void cancel() {
      if (!progress.state().isOver()) {
        state(FetchState.CANCELLED);
      }
    }
  }

  /** How large a block is said to be. */
  public void blockBytes(long bytes) {
    blockBytes = bytes;
  }

  public List<Demo> started() {
    return List.copyOf(started);
  }

  @Override
  public FetchEstimate estimate(Roi view, List<Integer> levels) {
    Roi stored = local.toStored(view);
    long blocks = local.grid().countIn(stored);
    long cached = coverage.count(stored, Coverage.State.AVAILABLE);
    return new FetchEstimate(blocks, cached, 0, 0, blocks - cached, (blocks - cached) * blockBytes);
  }

  /** What an earlier start has left. */
  public Demo leave(PrefetchRequest request) {
    Demo demo = new Demo(request, estimate(request.view(), request.levels()).blocks());
    demo.state(FetchState.PAUSED);
    left.add(demo);
    return demo;
  }

  @Override
  public List<RunningFetch> earlier() {
    List<RunningFetch> given = List.copyOf(left);
    left.clear();
    return given;
  }

  @Override
  public RunningFetch start(PrefetchRequest request) {
    Demo demo = new Demo(request, estimate(request.view(), request.levels()).blocks());
    started.add(demo);
    return demo;
  }
}
