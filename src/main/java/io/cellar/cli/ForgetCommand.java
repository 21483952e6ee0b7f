package io.cellar.cli;

import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.store.FilesetStore;
import io.cellar.store.LockInfo;
import io.cellar.store.StoreException;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  @Option(names = "--yes", description = "Delete more than one block without asking.")
  private boolean yes;

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
      Roi view = volume.geometry().view();
      Roi roi = roiText.strip().equals(":") ? view : VolumeOptions.roi(roiText, volume);
      try (VolumeSession session = volumes.open(level, true)) {
        FilesetStore store = volumeOptions.cache(session);
        Roi stored = volume.geometry().toStored(roi);
        List<Long> whole = new ArrayList<>();
        store
            .census()
            .forEachMarked(
                stored,
                index -> {
                  Roi inView = store.grid().roi(index).intersect(volume.geometry().storedView());
                  if (stored.contains(inView)) {
                    whole.add(index);
                  }
                });
        report(agreed(whole.size()) ? forget(store, whole) : 0);
      }
    }
    return ExitCode.FINE.code();
  }

  private boolean agreed(int blocks) throws InterruptedException {
    if (blocks <= 1 || yes) {
      return true;
    }
    Optional<Boolean> answer = console.confirms("Delete " + blocks + " cached blocks?");
    return answer.orElseThrow(
        () ->
            new CommandException(
                ExitCode.USAGE,
                "--roi "
                    + roiText
                    + " holds "
                    + blocks
                    + " cached blocks: give --yes to delete them all, or a smaller --roi"));
  }

  /** All of them or none: a lock of another program is looked for before the first goes. */
  private static int forget(FilesetStore store, List<Long> blocks)
      throws StoreException, InterruptedException {
    for (long index : blocks) {
      Optional<LockInfo> lock = store.lockInfo(index).filter(l -> !l.stale());
      if (lock.isPresent()) {
        throw new CommandException(
            ExitCode.BLOCKS_MISSING,
            "nothing was deleted: the block at "
                + Arrays.toString(store.geometry().toView(store.grid().roi(index)).start())
                + " is locked by "
                + lock.get().owner()
                + ". Wait until that program is done; cellar locks tells more.");
      }
    }
    int forgotten = 0;
    for (long index : blocks) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        store.forget(index);
        forgotten++;
      } catch (StoreException e) {
        throw new CommandException(
            Failures.code(e),
            e.getMessage() + " " + forgotten + " of " + blocks.size() + " blocks were deleted.",
            e);
      }
    }
    return forgotten;
  }

  private void report(int forgotten) {
    if (json) {
      console.json(Json.object("forgotten", forgotten));
    } else {
      console.result("forgotten: " + forgotten);
    }
  }
}
