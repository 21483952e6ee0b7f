package io.cellar.cli;

import io.cellar.engine.EngineSettings;
import io.cellar.job.work.JobRunner;
import io.cellar.session.Volumes;
import io.cellar.volume.Amounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a command on a job opens, and what was left of it when it was closed. For one thread. */
final class CommandParts implements JobRunner.Parts {
  private final List<Volumes> opened = new ArrayList<>();

  @Override
  public Volumes open(UnaryOperator<EngineSettings> changes) throws IOException {
    Volumes volumes = Volumes.forCommand(changes);
    opened.add(volumes);
    return volumes;
  }

  /** Says, when all is closed, whether blocks had come that are not on disk. */
  ExitCode closed(Console console) {
    return closed(opened.stream().mapToInt(Volumes::shutdown).sum(), console);
  }

  /** The same of volumes that somebody else has opened. */
  static ExitCode closed(int unwritten, Console console) {
    if (unwritten == 0) {
      return ExitCode.FINE;
    }
    console.message(
        "cellar: "
            + (unwritten == 1 ? "1 block had" : Amounts.count(unwritten) + " blocks had")
            + " come and could not be written in time; they are asked for again the next time");
    return ExitCode.BLOCKS_MISSING;
  }
}
