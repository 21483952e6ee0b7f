package io.cellar.app;

import io.cellar.input.PrintableText;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.thread.Threads;
import io.cellar.ui.JobRow;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.words.Words;
import java.awt.GraphicsEnvironment;
import java.awt.Taskbar;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the desktop of jobs, where it wants to know: how far they are in the taskbar, and that one
 * has ended while nobody looks at the window. Thread-safe; works on a thread of its own.
 */
final class JobNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobNotices.class);
  private static final int LONGEST_NAME = 80;
  private static final int NO_PROGRESS = -1;

  private final IntConsumer progress;
  private final BooleanSupplier isSeen;
  private final Consumer<List<String>> command;
  private final ExecutorService thread = Threads.inOrder("desktop");

  /** Of the thread alone: the jobs that were being worked on. */
  private Set<String> working = new HashSet<>();

  private int shown = NO_PROGRESS;

  /**
   * Notices for a desktop.
   *
   * @param progress shows a percentage, or none when it is below 0
   * @param isSeen whether the user looks at the window; may wait
   * @param command runs a command without a shell
   */
  JobNotices(IntConsumer progress, BooleanSupplier isSeen, Consumer<List<String>> command) {
    this.progress = progress;
    this.isSeen = isSeen;
    this.command = command;
  }

  /** For the desktop that there is. */
  static JobNotices ofDesktop() {
    return new JobNotices(new TaskbarProgress(), JobNotices::isFocused, JobNotices::run);
  }

  /** A job is begun with here, and may be over before it is seen at work. */
  void begun(String id) {
    try {
      thread.execute(() -> working.add(id));
    } catch (RejectedExecutionException _) {
      LOG.trace("closed");
    }
  }

  /** Takes note of how jobs are now; returns at once. */
  void jobs(List<JobRow> rows) {
    try {
      thread.execute(() -> tell(rows));
    } catch (RejectedExecutionException _) {
      LOG.trace("closed");
    }
  }

  private void tell(List<JobRow> rows) {
    Set<String> now = new HashSet<>();
    double share = 0;
    for (JobRow row : rows) {
      if (isWorking(row)) {
        now.add(row.id());
        JobState state = row.state().orElseThrow();
        share += 1 - (double) state.left() / Math.max(1, state.spec().blocks());
      } else if (working.contains(row.id()) && isYetToBegin(row)) {
        now.add(row.id());
      } else if (working.contains(row.id())) {
        ended(row);
      }
    }
    working = now;
    int percent = now.isEmpty() ? NO_PROGRESS : (int) (100 * share / now.size());
    if (percent != shown) {
      shown = percent;
      progress.accept(percent);
    }
  }

  private static boolean isYetToBegin(JobRow row) {
    return row.state().filter(s -> s.status() == JobStatus.CREATED).isPresent();
  }

  private static boolean isWorking(JobRow row) {
    return row.state()
        .filter(s -> s.status() == JobStatus.RUNNING || s.status() == JobStatus.QUEUED)
        .isPresent();
  }

  private void ended(JobRow row) {
    Optional<String> how =
        row.state()
            .flatMap(
                state ->
                    switch (state.status()) {
                      case FINISHED -> Optional.of(Words.of("notice.finished"));
                      case ERROR ->
                          Optional.of(
                              state.shards().isOver()
                                  ? Words.of("notice.failures", state.counts().failed())
                                  : Words.of("notice.stopped"));
                      case START_FAILED -> Optional.of(Words.of("notice.stopped"));
                      default -> Optional.empty(); // the user did it
                    });
    if (how.isPresent() && !isSeen.getAsBoolean()) {
      String name = PrintableText.of(row.name(), LONGEST_NAME);
      command.accept(
          List.of("notify-send", "--app-name=Cellar", "--", escaped(name), escaped(how.get())));
    }
  }

  /** Desktops may read markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void run(List<String> words) {
    try {
      new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .getOutputStream()
          .close();
    } catch (IOException e) {
      LOG.debug("the desktop was not told", e); // most have no such command
    }
  }

  /** True also when there is no window any more: then there is nobody to be told. */
  private static boolean isFocused() {
    CompletableFuture<Boolean> focused = new CompletableFuture<>();
    try {
      Pulse.later(
          () ->
              focused.complete(
                  Window.getWindows().isEmpty()
                      || Window.getWindows().stream().anyMatch(Window::isFocused)));
    } catch (IllegalStateException e) {
      LOG.debug("no toolkit", e);
      return true;
    }
    return focused.join();
  }

  /** The progress in the taskbar or dock; nothing of AWT is started where there is none. */
  private static final class TaskbarProgress implements IntConsumer {
    private boolean broken = !mayHave();

    private static boolean mayHave() {
      boolean offScreen = "Headless".equals(System.getProperty("glass.platform"));
      boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
      String desktop = System.getenv().getOrDefault("XDG_CURRENT_DESKTOP", "");
      return !offScreen
          && !GraphicsEnvironment.isHeadless()
          && (!linux || desktop.contains("Unity"));
    }

    @Override
    public void accept(int percent) {
      if (broken) {
        return;
      }
      try {
        if (Taskbar.isTaskbarSupported()
            && Taskbar.getTaskbar().isSupported(Taskbar.Feature.PROGRESS_VALUE)) {
          Taskbar.getTaskbar().setProgressValue(percent);
        } else {
          broken = true;
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("no progress in the taskbar", e);
        broken = true;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
