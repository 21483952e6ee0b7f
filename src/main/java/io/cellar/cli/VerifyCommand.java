package io.cellar.cli;

import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.StoreRequest;
import io.cellar.input.Json;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockVerifier.Finding;
import io.cellar.store.BlockVerifier.Verdict;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/** {@code cellar verify}: reads every cached block as a viewer would. */
final class VerifyCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "verify",
          "Verifies every cached block; with --repair fetches damaged ones again.",
          "Of a volume with a server, damaged blocks are moved to .cellar/quarantine, so that fetch"
              + " and other programs find them missing; a local fileset is left as it is.");

  /** What keeps all further blocks from being fetched again, too. */
  private static final Set<ExitCode> FOR_ALL =
      EnumSet.of(ExitCode.ACCESS_DENIED, ExitCode.DISK_FULL, ExitCode.HOST_UNREACHABLE);

  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);

  private final Value<String> roiText =
      options.text("--roi", "R", "The box; default the whole view.");

  private final Value<Boolean> repair =
      options.flag("--repair", "Fetch damaged and unreadable blocks again.");

  private final Value<Boolean> json = options.json();

  private final Map<Long, Verdict> bad = new LinkedHashMap<>();
  private long blocks;
  private long good;
  private long empty;
  private long unlisted;
  private long notTried;
  private long repaired;
  private ExitCode code = ExitCode.FINE;

  VerifyCommand(Console console) {
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
      Roi stored = volume.geometry().toStored(VolumeOptions.roi(roiText.get(), volume));
      if (repair.get() && !volume.isRemote()) {
        throw new CommandException(
            ExitCode.USAGE,
            (volume.isOriginal()
                    ? "these are files of your own, which are never changed: "
                    : "a local fileset cannot be repaired, there is no server: ")
                + volumeOptions.shown());
      }
      try (VolumeSession session =
          volumes.open(level, !repair.get(), volumeOptions.servers(volumes))) {
        work(session, stored);
      }
    }
    return report().code();
  }

  private void work(VolumeSession session, Roi stored) throws StoreException {
    try {
      if (session.cache().isEmpty()) {
        readAll(session.blocks(), stored);
      } else {
        look(session.cache().get(), stored);
      }
      if (repair.get()) {
        mend(session);
      }
    } catch (InterruptedException | InterruptedIOException e) {
      console.message("cellar: interrupted");
      code = ExitCode.INTERRUPTED;
    }
  }

  /** Files of the user's own are verified by reading them. */
  private void readAll(BlockReader reader, Roi stored)
      throws InterruptedException, InterruptedIOException {
    blocks = reader.grid().countIn(stored);
    notTried = blocks;
    PrimitiveIterator.OfLong indices = reader.grid().blocksIn(stored).iterator();
    while (indices.hasNext()) {
      long index = indices.nextLong();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        reader.read(index);
        good++;
      } catch (StoreException e) {
        bad.put(index, Verdict.DAMAGED);
        console.message("damaged: " + name(reader, index) + ": " + e.getMessage());
      }
      notTried--;
    }
  }

  private void look(FilesetStore store, Roi stored)
      throws StoreException, InterruptedException, InterruptedIOException {
    blocks = store.grid().countIn(stored);
    List<Long> marked = new ArrayList<>();
    store
        .census()
        .forEachMarked(
            stored,
            marked::add,
            (folder, inside, reason) -> {
              unlisted +=
                  store.grid().countIn(inside)
                      - store.coverage().count(inside, Coverage.State.EMPTY);
              console.message("unreadable: all blocks in " + folder + ": " + reason);
            });
    // What has a file is judged by that.
    empty =
        store.coverage().count(stored, Coverage.State.EMPTY)
            - marked.stream()
                .filter(index -> store.coverage().get(index) == Coverage.State.EMPTY)
                .count();
    notTried = marked.size();
    for (long index : marked) {
      look(store, index);
      notTried--;
    }
  }

  private void look(FilesetStore store, long index)
      throws InterruptedIOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Finding finding = store.verifier().verify(index);
    switch (finding.verdict()) {
      case GOOD -> good++;
      case MISSING -> {} // taken away since it was listed
      case DAMAGED, UNREADABLE -> {
        bad.put(index, finding.verdict());
        String word = finding.verdict() == Verdict.DAMAGED ? "damaged" : "unreadable";
        console.message(word + ": " + name(store, index) + ": " + finding.reason());
      }
    }
  }

  private static String name(BlockReader store, long index) {
    long[] start = store.geometry().toView(store.grid().roi(index)).start();
    return "block at " + Arrays.toString(start) + " (view start)";
  }

  /**
   * Damaged blocks are missing by now. Unreadable ones are there, so their voxels are asked for:
   * these can only come from the server, and when they have, the new file takes the old one's
   * place.
   */
  private void mend(VolumeSession session) throws InterruptedException {
    try (Requester requester = session.engine().requester("repair", Duration.ofSeconds(30))) {
      for (Map.Entry<Long, Verdict> each : bad.entrySet()) {
        BlockKey key = new BlockKey(session.fileset(), each.getKey());
        Priority priority = Priority.bulk(each.getKey());
        StoreRequest ticket =
            each.getValue() == Verdict.DAMAGED
                ? requester.store(key, priority)
                : requester.request(key, priority);
        try {
          ticket.stored().get();
          repaired++;
        } catch (ExecutionException e) {
          code = code.or(Failures.code(e));
          console.message(
              "not repaired: "
                  + name(session.blocks(), each.getKey())
                  + ": "
                  + Failures.unwrap(e).getMessage());
          if (FOR_ALL.contains(code)) {
            return;
          }
        }
      }
    }
  }

  private long count(Verdict verdict) {
    return bad.values().stream().filter(v -> v == verdict).count();
  }

  private ExitCode report() {
    long damaged = count(Verdict.DAMAGED);
    long unreadable = count(Verdict.UNREADABLE) + unlisted;
    Map<String, Object> counts =
        Json.object(
            "blocks", blocks,
            "good", good,
            "damaged", damaged,
            "repaired", repaired,
            "unreadable", unreadable,
            "empty", empty,
            "missing", blocks - good - damaged - unreadable - empty - notTried,
            "not_tried", notTried);
    if (json.get()) {
      console.json(counts);
    } else {
      counts.forEach((name, value) -> console.result(name.replace('_', ' ') + ": " + value));
    }
    return damaged + unreadable > repaired ? code.or(ExitCode.BLOCKS_MISSING) : code;
  }
}
