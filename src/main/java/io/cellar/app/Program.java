package io.cellar.app;

import io.cellar.cell.CacheStats;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Measures;
import io.cellar.engine.SourceMode;
import io.cellar.input.Location;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.WorkerProcess;
import io.cellar.session.Volumes;
import io.cellar.settings.BookmarkFiles;
import io.cellar.settings.Build;
import io.cellar.settings.Folders;
import io.cellar.settings.SessionFile;
import io.cellar.thread.Threads;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.Preferences;
import io.cellar.ui.WindowActions;
import io.cellar.ui.WindowMemory;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program around the window: opens volumes, remembers, shows files. Closed after the window.
 */
final class Program implements WindowActions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);

  /** How long an opening that is interrupted may take to end. */
  private static final Duration LONGEST_OPEN = Duration.ofSeconds(2);

  private final Volumes volumes;
  private final Folders folders;
  private final Memory memory;
  private final SampleVolume sample;
  private final ExecutorService background = Threads.virtualPerTask("app-");

  /** Waits for servers, which the end of the program does not. */
  private final ExecutorService opens = Threads.virtualPerTask("app-open-");

  private final Preferences preferences;
  private final SessionRecords records;
  private final WindowJobs jobs;
  private final Opening opening;
  private final Figures figures;

  /** The engine's figures for the JavaFX thread, which never waits for a decision. */
  static final class Figures {
    private final BlockEngine engine;
    private final ExecutorService background;
    private final List<Runnable> news = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile EngineStats last;

    Figures(BlockEngine engine, ExecutorService background) {
      this.engine = engine;
      this.background = background;
      this.last = engine.stats();
    }

    Runnable onNews(Runnable listener) {
      news.add(listener);
      return () -> news.remove(listener);
    }

    /** What was told last, while the engine decides; then there is news when it has decided. */
    EngineStats now() {
      Optional<EngineStats> now = engine.statsAtOnce();
      if (now.isPresent()) {
        last = now.get();
      } else if (!background.isShutdown() && !waiting.getAndSet(true)) {
        background.execute(this::await);
      }
      return last;
    }

    private void await() {
      waiting.set(false);
      last = engine.stats();
      news.forEach(Runnable::run);
    }
  }

  /**
   * The program around a window.
   *
   * @param allowOutside whether every description may keep its blocks outside its own folder
   */
  Program(
      Volumes volumes,
      Folders folders,
      Memory memory,
      Optional<SessionFile> session,
      boolean allowOutside) {
    this(volumes, folders, memory, session, any -> allowOutside);
  }

  /**
   * The program around a window.
   *
   * @param session where the session is kept; empty: it is not
   * @param mayLeave whether the description at a location may keep its blocks outside its own
   *     folder without a question
   */
  Program(
      Volumes volumes,
      Folders folders,
      Memory memory,
      Optional<SessionFile> session,
      Predicate<String> mayLeave) {
    this.volumes = volumes;
    this.figures = new Figures(volumes.engine(), background);
    this.folders = folders;
    this.memory = memory;
    this.sample = new SampleVolume(folders.cache().resolve("sample"));
    this.opening = new Opening(volumes, memory, sample, background, mayLeave);
    this.records =
        new SessionRecords(session, new BookmarkFiles(folders.bookmarks()), this::isSample);
    this.jobs =
        new WindowJobs(
                new JobList(folders.jobs()),
                new JobVolumes(volumes, memory, sample),
                Program::inBackground,
                JobNotices.ofDesktop())
            .begin();
    this.preferences = new WindowPreferences(memory, volumes, folders, background);
  }

  private static List<String> inBackground(JobFolder job, int workers, boolean allowOutside)
      throws IOException, InterruptedException {
    return JobRunner.background(job, workers, new WorkerProcess.Consent(allowOutside, false))
        .missing();
  }

  private boolean isSample(String location) {
    try {
      return Location.parse(location) instanceof Location.OnDisk(Path path) && sample.is(path);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public CompletableFuture<OpenOutcome> open(String location, boolean agreed) {
    return CompletableFuture.supplyAsync(() -> opening.open(location, agreed), opens);
  }

  @Override
  public CompletableFuture<OpenOutcome> openLink(String link, Set<String> agreed) {
    return CompletableFuture.supplyAsync(() -> opening.openLink(link, agreed), opens);
  }

  @Override
  public CompletableFuture<OpenOutcome> openSample() {
    return CompletableFuture.supplyAsync(opening::openSample, opens);
  }

  @Override
  public List<String> recent() {
    return memory.recent();
  }

  @Override
  public void clearRecent() {
    memory.clearRecent();
  }

  @Override
  public EngineStats downloads() {
    return figures.now();
  }

  @Override
  public Runnable onNews(Runnable news) {
    BlockListener blocks =
        new BlockListener() {
          @Override
          public void changed(BlockKey key, BlockState state) {
            news.run();
          }

          @Override
          public void modeChanged(int fileset, SourceMode mode) {
            news.run();
          }
        };
    Runnable leave = figures.onNews(news);
    volumes.engine().addListener(blocks);
    return () -> {
      volumes.engine().removeListener(blocks);
      leave.run();
    };
  }

  @Override
  public Measures measures() {
    return volumes.measures();
  }

  @Override
  public CacheStats memoryUse() {
    return volumes.memory().stats();
  }

  @Override
  public void retryAll() {
    volumes.engine().retryAll();
  }

  @Override
  public void tryNow(String host) {
    volumes.engine().tryNow(host);
  }

  @Override
  public void openLog() {
    background.execute(() -> DesktopFiles.show(folders.logFile()));
  }

  @Override
  public void showFolder(Path folder) {
    background.execute(() -> DesktopFiles.show(folder));
  }

  @Override
  public WindowMemory memory() {
    return memory.window();
  }

  @Override
  public void remember(WindowMemory window) {
    memory.remember(window);
  }

  @Override
  public SessionRecords records() {
    return records;
  }

  @Override
  public WindowJobs jobs() {
    return jobs;
  }

  @Override
  public Preferences preferences() {
    return preferences;
  }

  @Override
  public Build build() {
    return Build.current();
  }

  /** Ends what works on jobs, finishes what volumes still write, then everything else. */
  @Override
  public void close() {
    jobs.close();
    opens.shutdownNow();
    try {
      if (!opens.awaitTermination(LONGEST_OPEN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("something is still being opened at the end of the program");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    background.close();
    memory.close();
    records.close();
    int unwritten = volumes.shutdown();
    if (unwritten > 0) {
      LOG.warn(
          "{} blocks had come and were not written in time; they are fetched again when they are"
              + " next wanted",
          unwritten);
    }
    sample.close();
  }
}
