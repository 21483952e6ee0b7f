package io.cellar;

import io.cellar.app.WindowStart;
import io.cellar.cli.CellarCommand;
import java.util.List;

/** Starts the command line, or the window; the only class that knows both. */
public final class Main {
  private Main() {}

  /** Runs one command; the process ends with its exit code. */
  public static void main(String[] args) {
    nameLog();
    int code =
        CellarCommand.run(
            List.of(args),
            request ->
                WindowStart.launch(
                    new WindowStart.Request(
                        request.locations(),
                        request.allowOutside(),
                        request.picture(),
                        request.size(),
                        request.theme(),
                        request.newProcess())));
    if (code != 0 || isKeptAlive()) {
      System.exit(code);
    }
  }

  /**
   * True when Java would not end by itself after this thread. Where it does there is no need to ask
   * it to, for which it would look in every jar whether exits are to be logged.
   */
  private static boolean isKeptAlive() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[all.activeCount() + 16];
    int count = all.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
        return true;
      }
    }
    return count == threads.length;
  }

  /** Says where the log goes; else it is looked for in every jar, at every start. */
  private static void nameLog() {
    if (System.getProperty("slf4j.provider") == null) {
      System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "WARN"); // or it would tell that it was told
    }
  }
}
