package io.cellar;

import io.cellar.app.WindowStart;
import io.cellar.cli.CellarCommand;
import java.util.List;

/** Starts the command line, or the window; the only class that knows both. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
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
    System.exit(code);
  }

  /** Says where the log goes; else it is looked for in every jar, at every start. */
  private static void nameLog() {
    if (System.getProperty("slf4j.provider") == null) {
      System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "WARN"); // or it would tell that it was told
    }
  }
}
