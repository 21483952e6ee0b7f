package io.cellar.cli;

import io.cellar.app.VolumeSession;
import io.cellar.app.Volumes;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar forget}: makes blocks not available and deletes their files. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = "Deletes the cached blocks that lie wholly inside a box.")
final class ForgetCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VolumeOptions volumeOptions;

  @Option(
      names = "--roi",
      paramLabel = "R",
      required = true,
      description = "The box; : for the whole view. Blocks that reach beyond it are kept.")
  private String roiText;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ForgetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      Level level = volumeOptions.describe(volumes);
      VolumeDescription volume = level.volume();
      Roi view = volume.local().view();
      Roi roi = roiText.strip().equals(":") ? view : VolumeOptions.roi(roiText, volume);
      try (VolumeSession session = volumes.open(level, true)) {
        FilesetStore store = session.store();
        Roi stored = volume.local().toStored(roi);
        List<Long> whole = new ArrayList<>();
        store
            .census()
            .forEachMarked(
                stored,
                index -> {
                  Roi inView = store.grid().roi(index).intersect(volume.local().storedView());
                  if (stored.contains(inView)) {
                    whole.add(index);
                  }
                });
        for (long index : whole) {
          store.forget(index);
        }
        report(whole.size());
      }
    }
    return ExitCode.FINE.code();
  }

  private void report(int forgotten) {
    if (json) {
      console.json(Json.object("forgotten", forgotten));
    } else {
      console.result("forgotten: " + forgotten);
    }
  }
}
