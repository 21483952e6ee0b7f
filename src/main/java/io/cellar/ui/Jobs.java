package io.cellar.ui;

import io.cellar.job.FetchEstimate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The user's jobs: whole regions that are fetched, whatever becomes of volumes and windows
 * meanwhile. Thread-safe. Except for the first two, methods return at once and do their work
 * elsewhere.
 */
public interface Jobs {

  /**
   * What fetching regions would mean. Counts blocks in memory, which takes a while for many
   * millions: not for the JavaFX thread.
   */
  FetchEstimate estimate(List<JobRequest.Part> parts);

  /**
   * Makes a job, and begins with it unless it is to start paused. Touches the disk: not for the
   * JavaFX thread.
   *
   * @throws IOException if its folder cannot be made
   * @throws IllegalArgumentException if it cannot be a job, such as one of an address with a
   *     password in it
   */
  void add(JobRequest request) throws IOException;

  /** All jobs of the user's, the newest last, as they were seen last. */
  List<JobRow> rows();

  /**
   * Calls {@code news} on any thread when rows have changed; it returns at once.
   *
   * @return ends it
   */
  Runnable onNews(Runnable news);

  /** Asks for nothing more within a second. */
  void pause(String id);

  /** Goes on, in this process. */
  void resume(String id);

  /** Gives a job up; it stays in the list until it is removed. */
  void cancel(String id);

  /**
   * Tries what failed again.
   *
   * @param cause only blocks of that kind of failure; empty: all
   */
  void retry(String id, Optional<String> cause);

  /** Forgets a job that nobody works on, and deletes its folder; what was fetched stays. */
  void remove(String id);

  /** Lets a job go on in a process of its own, without the window. */
  void toBackground(String id);

  /** Shows the job's folder with the system's file manager. */
  void showFolder(String id);

  /**
   * The report of a job.
   *
   * @param json as JSON instead of text
   */
  CompletableFuture<String> report(String id, boolean json);
}
