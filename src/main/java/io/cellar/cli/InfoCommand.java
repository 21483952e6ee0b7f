package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.store.BlockReader;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreException;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Origin;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar info}: what a volume is, and how much of it is cached. */
final class InfoCommand implements Callable<Integer> {
  private final Options options =
      new Options("info", "Tells what a volume is and how much of it is cached.");

  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);

  private final Value<Boolean> blocks =
      options.flag("--blocks", "List the view start of every available block, one a line.");

  private final Value<Boolean> json = options.json();

  InfoCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      MultiLevelVolume all = volumeOptions.describeAll(volumes);
      Level level = volumeOptions.pick(all);
      VolumeDescription volume = level.volume();
      try (VolumeSession session = volumes.open(level, true)) {
        if (volume.origin().isEmpty() && !Files.isDirectory(volume.cache().root())) {
          console.message(
              "no cache here yet: the folder " + volume.cache().root() + " does not exist");
        }
        List<long[]> starts = look(session);
        if (json.get()) {
          console.json(object(all, level, session.blocks(), starts));
        } else if (blocks.get()) {
          starts.forEach(start -> console.result(Arrays.toString(start)));
        } else {
          lines(all, volume, session.blocks());
          InfoLevels.lines(all).forEach(console::result);
        }
        VolumeOptions.tellNotes(volume, console);
      }
    }
    return ExitCode.FINE.code();
  }

  /** Walks the cache when the blocks are asked for, or when it was never seen before. */
  private List<long[]> look(VolumeSession session) throws StoreException {
    List<long[]> starts = new ArrayList<>();
    if (session.cache().isEmpty()) {
      return starts;
    }
    FilesetStore store = session.cache().get();
    if (blocks.get()) {
      ArrayGeometry geometry = store.geometry();
      store
          .census()
          .forEachAvailable(index -> starts.add(geometry.toView(store.grid().roi(index)).start()));
    } else if (!store.coverageWasKnown()) {
      store.census().forEachAvailable(index -> {});
    }
    return starts;
  }

  private static List<long[]> emptyStarts(BlockReader store) {
    ArrayGeometry geometry = store.geometry();
    return store.coverage().all(Coverage.State.EMPTY).stream()
        .map(index -> store.grid().roi(index).intersect(geometry.storedView()))
        .filter(inView -> !inView.isEmpty())
        .map(inView -> geometry.toView(inView).start())
        .toList();
  }

  private static Map<String, Object> counts(BlockReader store) {
    Roi view = store.geometry().storedView();
    Coverage coverage = store.coverage();
    return Json.object(
        "total", store.grid().countIn(view),
        "available", coverage.count(view, Coverage.State.AVAILABLE),
        "empty", coverage.count(view, Coverage.State.EMPTY),
        "absent", coverage.count(view, Coverage.State.ABSENT),
        "failed", coverage.count(view, Coverage.State.FAILED),
        "unknown", coverage.count(view, Coverage.State.UNKNOWN));
  }

  /** Bytes of the voxels of the available blocks; files may be smaller when compressed. */
  private static long bytes(BlockReader store) {
    ArrayGeometry geometry = store.geometry();
    Roi view = geometry.storedView();
    long available = store.coverage().count(view, Coverage.State.AVAILABLE);
    long total = store.grid().countIn(view);
    double voxels = 1;
    for (long n : view.shape()) {
      voxels *= n;
    }
    return Math.round(voxels * geometry.dtype().bytes() * available / total);
  }

  private Map<String, Object> object(
      MultiLevelVolume all, Level level, BlockReader store, List<long[]> starts) {
    VolumeDescription volume = level.volume();
    Map<String, Object> object =
        new LinkedHashMap<>(
            Json.object(
                "name", volume.name(),
                "kind", kind(volume),
                "format", format(volume),
                "notes", all.notes().stream().map(Redaction::message).toList(),
                "axes", volume.axes().toString(),
                "shape", volume.viewShape(),
                "dtype", volume.dtype().numpyName(),
                "block_shape", volume.geometry().blockShape(),
                "blocks", counts(store),
                "bytes", bytes(store),
                "root", volume.cache().root().toString(),
                "level", level.number(),
                "levels", InfoLevels.objects(all)));
    if (blocks.get()) {
      object.put("available_blocks", starts);
      object.put("empty_blocks", emptyStarts(store));
    }
    return object;
  }

  private void lines(MultiLevelVolume all, VolumeDescription volume, BlockReader store) {
    Map<String, Object> counts = counts(store);
    console.result("name: " + PrintableText.of(volume.name()));
    console.result("kind: " + kind(volume));
    console.result("format: " + format(volume));
    console.result("axes: " + volume.axes());
    console.result("shape: " + Arrays.toString(volume.viewShape()));
    console.result("dtype: " + volume.dtype().numpyName());
    console.result("block shape: " + Arrays.toString(volume.geometry().blockShape()));
    counts.forEach((name, count) -> console.result("blocks " + name + ": " + count));
    if (volume.isOriginal()) {
      console.result("read from: " + PrintableText.of(volume.cache().root().toString()));
    } else {
      console.result("bytes cached: " + bytes(store));
      console.result("cache root: " + PrintableText.of(volume.cache().root().toString()));
    }
    all.notes().forEach(note -> console.result("note: " + Redaction.message(note)));
  }

  private static String format(VolumeDescription volume) {
    return volume.origin().map(Origin::format).orElse("blocks (HDF5)");
  }

  private static String kind(VolumeDescription volume) {
    return volume.isRemote()
        ? "remote volume with a cache"
        : volume.isOriginal() ? "files of your own" : "local fileset";
  }
}
