package io.cellar.cli;

import io.cellar.app.VolumeSession;
import io.cellar.app.Volumes;
import io.cellar.download.Party;
import io.cellar.download.Priority;
import io.cellar.store.BlockVerifier;
import io.cellar.store.FilesetStore;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar verify}: reads every cached block as a viewer would. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verifies every cached block; with --repair fetches damaged ones again.")
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VolumeOptions volumeOptions;

  @Option(names = "--roi", paramLabel = "R", description = "The box; default the whole view.")
  private String roiText;

  @Option(names = "--repair", description = "Fetch damaged blocks again.")
  private boolean repair;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private long good;
  private final List<Long> damaged = new ArrayList<>();
  private long repaired;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      Level level = volumeOptions.describe(volumes);
      VolumeDescription volume = level.volume();
      Roi stored = volume.local().toStored(VolumeOptions.roi(roiText, volume));
      if (repair && volume.remote().isEmpty()) {
        throw new CommandException(
            ExitCode.USAGE,
            "a local fileset cannot be repaired, there is no server: " + volumeOptions.shown());
      }
      try (VolumeSession session = volumes.open(level, !repair)) {
        look(session.store(), stored);
        if (repair) {
          mend(session);
        }
      }
    }
    return report().code();
  }

  private void look(FilesetStore store, Roi stored) throws Exception {
    List<Long> available = new ArrayList<>();
    store.census().forEachAvailable(stored, available::add);
    for (long index : available) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (store.verifier().verify(index) == BlockVerifier.Verdict.GOOD) {
        good++;
      } else {
        damaged.add(index);
        console.message(
            "damaged: block at " + Arrays.toString(viewStart(store, index)) + " (view start)");
      }
    }
  }

  private static long[] viewStart(FilesetStore store, long index) {
    return store.fileset().toView(store.grid().roi(index)).start();
  }

  /** Reading a damaged block moves it to quarantine; asking the engine for it fetches it anew. */
  private void mend(VolumeSession session) throws InterruptedException {
    try (Party party = session.engine().party("repair", Duration.ofSeconds(30))) {
      for (long index : damaged) {
        try {
          session.store().read(index);
          party.store(new BlockKey(session.fileset(), index), Priority.bulk(index)).stored().get();
          repaired++;
        } catch (ExecutionException | java.io.IOException e) {
          console.message(
              "not repaired: block at "
                  + Arrays.toString(viewStart(session.store(), index))
                  + ": "
                  + Failures.unwrap(e).getMessage());
        }
      }
    }
  }

  private ExitCode report() {
    Map<String, Object> counts =
        Json.object("good", good, "damaged", damaged.size(), "repaired", repaired);
    if (json) {
      console.json(counts);
    } else {
      counts.forEach((name, value) -> console.result(name + ": " + value));
    }
    return damaged.size() > repaired ? ExitCode.BLOCKS_MISSING : ExitCode.FINE;
  }
}
