package io.cellar.ui;

import io.cellar.cell.CacheStats;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Measures;
import io.cellar.settings.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What the window asks of the program around it. Called on the JavaFX thread; everything returns at
 * once and does its work elsewhere.
 */
public interface WindowActions {

  /**
   * Opens a description file, a folder with one, or a URL. A link asks for consent first.
   *
   * @param allowOutside true when the user agrees that blocks are kept outside the description's
   *     folder; remembered for that description
   * @return never fails: what went wrong is an {@link OpenOutcome.Refused}
   */
  CompletableFuture<OpenOutcome> open(String location, boolean allowOutside);

  /**
   * Opens what a link names that came from a web page.
   *
   * @param agreed {@link OpenOutcome.HostConsentNeeded#agreed} of the question that the user said
   *     yes to: other servers are not asked
   * @return never fails, like {@link #open}
   */
  CompletableFuture<OpenOutcome> openLink(String link, Set<String> agreed);

  /** Opens the built-in sample volume. */
  CompletableFuture<OpenOutcome> openSample();

  /** What was opened before, newest first; from memory. */
  List<String> recent();

  /** Forgets what was opened before. */
  void clearRecent();

  /** What the engine is doing now. */
  EngineStats downloads();

  /**
   * Calls {@code news} whenever the state of a block or a source mode has changed: on any thread,
   * perhaps very often; it must return at once.
   *
   * @return ends it
   */
  Runnable onNews(Runnable news);

  /** What the engine has measured; takes about a millisecond, for once a second. */
  Measures measures();

  /** Blocks in memory, of all volumes, and how often one was there when it was asked for. */
  CacheStats memoryUse();

  /** The user's jobs. */
  Jobs jobs();

  /** Tries all failed blocks of all volumes again. */
  void retryAll();

  /**
   * Asks a host at once that is left alone for a while.
   *
   * @param host as {@link EngineStats.HostStats#host}
   */
  void tryNow(String host);

  /** Shows the log file with the system's program for it. */
  void openLog();

  /** Shows a folder with the system's file manager. */
  void showFolder(Path folder);

  /** How the window was left; from memory. */
  WindowMemory memory();

  /** Keeps how the window is left. */
  void remember(WindowMemory memory);

  /** What is kept of volumes. */
  WindowRecords records();

  /** The settings. */
  Preferences preferences();

  /** Which build of the program this is. */
  Build build();
}
