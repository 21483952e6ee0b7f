package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.store.LockInfo;
import io.cellar.store.StoreException;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;

/**
 * {@code cellar forget}: makes blocks not available and deletes their files; that some are empty in
 * the source is forgotten too.
 */
final class ForgetCommand implements Callable<Integer> {
  private final Options options =
      new Options("forget", "Deletes the cached blocks that lie wholly inside a box.");

  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);

  private final Value<String> roiText =
      options.required(
          "--roi",
          "R",
          String.class,
          "The box; : for the whole view. Blocks that reach beyond it are kept.");

  private final Value<Boolean> yes =
      options.flag("--yes", "Delete more than one block without asking.");

  private final Value<Boolean> json = options.json();

  ForgetCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      Level level = volumeOptions.describe(volumes);
      VolumeDescription volume = level.volume();
      Roi view = volume.geometry().view();
      Roi roi = roiText.get().strip().equals(":") ? view : VolumeOptions.roi(roiText.get(), volume);
      try (VolumeSession session = volumes.open(level, true)) {
        FilesetStore store = volumeOptions.cache(session);
        Roi stored = volume.geometry().toStored(roi);
        List<Long> whole = new ArrayList<>();
        store
            .census()
            .forEachMarked(
                stored,
                index -> {
                  if (isInside(store, index, stored)) {
                    whole.add(index);
                  }
                });
        long empty = emptyInside(store, stored, whole).count();
        boolean agreed = agreed(whole.size() + empty);
        report(agreed ? forget(store, whole) + forgetEmpty(store, stored, whole) : 0);
      }
    }
    return ExitCode.FINE.code();
  }

  private static boolean isInside(FilesetStore store, long index, Roi stored) {
    return stored.contains(store.grid().roi(index).intersect(store.geometry().storedView()));
  }

  /**
   * The blocks that are empty in the source and lie wholly inside a box.
   *
   * @param files blocks that have files, in order: not among them
   */
  private static LongStream emptyInside(FilesetStore store, Roi stored, List<Long> files) {
    Coverage coverage = store.coverage();
    if (coverage.count(stored, Coverage.State.EMPTY) == 0) {
      return LongStream.empty();
    }
    // What is known may be much less than what the box holds, or much more.
    LongStream looked =
        store.grid().countIn(stored) <= coverage.count(Coverage.State.EMPTY)
            ? store.grid().blocksIn(stored)
            : known(store, stored);
    return looked
        .filter(index -> coverage.get(index) == Coverage.State.EMPTY)
        .filter(index -> isInside(store, index, stored))
        .filter(index -> Collections.binarySearch(files, index) < 0);
  }

  /** Empty blocks from the first one of a box to its last one, in scan order. */
  private static LongStream known(FilesetStore store, Roi stored) {
    long[] last = Arrays.stream(stored.stop()).map(n -> n - 1).toArray();
    long end = store.grid().indexOf(last) + 1;
    return LongStream.iterate(
        next(store, store.grid().indexOf(stored.start()), end),
        index -> index < end,
        index -> next(store, index + 1, end));
  }

  private static long next(FilesetStore store, long from, long end) {
    return store.coverage().next(from, end, Coverage.State.EMPTY, true);
  }

  private static long forgetEmpty(FilesetStore store, Roi stored, List<Long> files) {
    long[] forgotten = new long[1];
    emptyInside(store, stored, files)
        .forEach(
            index -> {
              store.coverage().set(index, Coverage.State.UNKNOWN);
              forgotten[0]++;
            });
    return forgotten[0];
  }

  private boolean agreed(long blocks) throws InterruptedException {
    if (blocks <= 1 || yes.get()) {
      return true;
    }
    Optional<Boolean> answer = console.confirms("Delete " + blocks + " cached blocks?");
    return answer.orElseThrow(
        () ->
            new CommandException(
                ExitCode.USAGE,
                "--roi "
                    + roiText.get()
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

  private void report(long forgotten) {
    if (json.get()) {
      console.json(Json.object("forgotten", forgotten));
    } else {
      console.result("forgotten: " + forgotten);
    }
  }
}
