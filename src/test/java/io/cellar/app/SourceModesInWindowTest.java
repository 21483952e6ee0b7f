package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats;
import io.cellar.engine.SourceMode;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.Painter;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source modes as the window has them: a pane over a volume, a server whose requests count. */
class SourceModesInWindowTest {
  private static final int OLD = 100;
  private static final int NEW = 200;

  @TempDir Path folder;
  private final ChangingVolume served = new ChangingVolume(OLD);
  private final LinkedBlockingQueue<SlicePicture> pictures = new LinkedBlockingQueue<>();
  private BlockServer server;
  private Volumes volumes;
  private LevelSessions sessions;
  private WindowVolume volume;
  private SliceRenderer renderer;
  private Painter painter;

  @BeforeEach
  void open() throws Exception {
    server = BlockServer.start(Map.of("v", served), ServerOptions.DEFAULT);
    Path description =
        SampleDescription.of(server, "v", new long[] {32, 64, 64}).write(folder.resolve("caches"));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
    sessions = volumes.openAll(volumes.describe(description.toString(), true), false);
    volume =
        new WindowVolume(
            sessions,
            description.toString(),
            volumes.memory(),
            PlaneBudget.ofProcess(),
            Executors.newVirtualThreadPerTaskExecutor(),
            () -> ReadAhead.standard(),
            "",
            AllowedHosts.ANY,
            Optional.empty());
    renderer = volume.newRenderer();
    painter = new Painter(renderer, pictures::add);
  }

  @AfterEach
  void close() {
    painter.close();
    renderer.close();
    volume.close();
    sessions.close();
    volumes.close();
    server.close();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not come about in 30 s");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** One block in the middle of the pane, at a place along x. */
  private static SliceView at(double x) {
    return new SliceView(Axis.X, Axis.Y, new long[] {3, 0, 0}, x, 32, 1, 40, 40);
  }

  private void look(double x) {
    painter.request(at(x), Display.of(volume.description()));
  }

  private SlicePicture picture(java.util.function.Predicate<SlicePicture> wanted)
      throws InterruptedException {
    SlicePicture next;
    do {
      next = pictures.poll(30, TimeUnit.SECONDS);
      assertTrue(next != null, "no such picture in 30 s");
    } while (!wanted.test(next));
    return next;
  }

  private static int middle(SlicePicture picture) {
    return picture.argb()[20 * 40 + 20] & 0xff;
  }

  private void awaitShown(double x, int grey) throws InterruptedException {
    look(x);
    picture(p -> p.view().equals(at(x)) && p.shown() == 1 && middle(p) == grey);
  }

  private long blocksOnDisk() {
    return sessions.finest().blocks().coverage().count(io.cellar.store.Coverage.State.AVAILABLE);
  }

  private boolean quiet() {
    EngineStats stats = volumes.engine().stats();
    return stats.queued().values().stream().allMatch(n -> n == 0)
        && stats.hosts().stream().allMatch(h -> h.active() == 0)
        && stats.bytesInFlight() == 0;
  }

  private BlockKey block(double x) {
    long index = sessions.finest().blocks().grid().indexOf(3, 32, (long) x);
    return new BlockKey(sessions.finest().fileset(), index);
  }

  /** All block files, byte for byte. */
  private Map<Path, String> files() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(sessions.finest().cache().orElseThrow().layout().root())) {
      for (Path file : all.filter(f -> f.toString().endsWith(".h5")).toList()) {
        contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void cacheOnlyRequestsNothingAndOnlineGoesOnWithoutTheUserMoving() throws Exception {
    assertEquals(Set.of(SourceMode.values()), volume.sourceModes());
    awaitShown(32, OLD);
    await(this::quiet);
    volume.sourceMode(SourceMode.CACHE_ONLY);
    assertEquals(SourceMode.CACHE_ONLY, volume.sourceMode());
    long before = server.log().requests();
    awaitShown(32, OLD);
    look(224);
    SlicePicture hole = picture(p -> p.view().equals(at(224)) && !p.loading());
    assertEquals(0, hole.shown());
    await(() -> volumes.engine().state(block(224)) instanceof BlockState.NotCached);
    await(this::quiet);
    volume.fetch(block(224));
    RegionFetch fetch =
        RegionFetch.start(
            sessions,
            "all",
            Roi.ofShape(64, 256, 256),
            List.of(0),
            FetchOptions.patient(BlockOrder.SCAN));
    await(() -> fetch.progress().state() == FetchState.OFFLINE);
    await(this::quiet);
    assertEquals(before, server.log().requests());
    assertEquals(0, fetch.progress().failed());

    volume.sourceMode(SourceMode.ONLINE);
    picture(p -> p.view().equals(at(224)) && p.shown() == 1 && middle(p) == OLD);
    await(() -> fetch.progress().state() == FetchState.FINISHED);
    assertEquals(32, blocksOnDisk());
    assertEquals(0, fetch.progress().failed());
  }

  @Test
  void refreshReplacesWhatIsShownOnceAndNothingElse() throws Exception {
    awaitShown(32, OLD);
    await(this::quiet);
    served.grey(NEW);
    volume.sourceMode(SourceMode.REFRESH);
    picture(p -> p.shown() == 1 && middle(p) == NEW);
    await(this::quiet);
    assertEquals(List.of(2), timesAskedAgain(), "read ahead is not refreshed");
    painter.refresh();
    picture(p -> middle(p) == NEW);
    awaitShown(33, NEW);
    await(this::quiet);
    assertEquals(NEW, onDisk(block(32)));
    assertEquals(List.of(2), timesAskedAgain());

    served.grey(OLD);
    volume.sourceMode(SourceMode.REFRESH);
    picture(p -> p.shown() == 1 && middle(p) == OLD);
    assertEquals(OLD, onDisk(block(32)));
  }

  /** How often blocks were asked for, of those that were asked for more than once. */
  private List<Integer> timesAskedAgain() {
    return server.log().requestsByPath().values().stream().filter(n -> n > 1).toList();
  }

  private int onDisk(BlockKey key) throws Exception {
    await(() -> volumes.engine().state(key) instanceof BlockState.Available);
    return ((byte[]) sessions.finest().blocks().read(key.index()).orElseThrow().values())[0] & 0xff;
  }

  @Test
  void whenTheServerAnswersRubbishTheOldBlockStaysAndTheFailureIsListed() throws Exception {
    awaitShown(32, OLD);
    await(this::quiet);
    Map<Path, String> before = files();
    server.setFaults(FaultPlan.always("html"));
    volume.sourceMode(SourceMode.REFRESH);
    await(() -> volumes.engine().stats().failedCount() == 1);
    assertEquals(block(32), volumes.engine().stats().failures().getFirst().key());
    awaitShown(32, OLD);
    assertEquals(OLD, onDisk(block(32)));
    assertEquals(before, files());
  }

  @Test
  void withoutNetworkEveryModeShowsWhatIsThere() throws Exception {
    awaitShown(32, OLD);
    await(this::quiet);
    server.close();
    for (SourceMode mode : SourceMode.values()) {
      volume.sourceMode(mode);
      volumes.memory().dropFileset(sessions.finest().fileset());
      pictures.clear();
      SliceRenderer other = volume.newRenderer();
      try (Painter second = new Painter(other, pictures::add)) {
        second.request(at(32), Display.of(volume.description()));
        picture(p -> p.shown() == 1 && middle(p) == OLD);
      } finally {
        other.close();
      }
    }
  }

  @Test
  void aArrayGeometryHasOneMode() throws Exception {
    try (LevelSessions local = volumes.openAll(volume.levels(), true)) {
      assertEquals(Set.of(SourceMode.CACHE_ONLY), local.sourceModes());
      assertEquals(SourceMode.CACHE_ONLY, local.sourceMode());
      local.sourceMode(SourceMode.CACHE_ONLY);
      assertThrows(IllegalArgumentException.class, () -> local.sourceMode(SourceMode.ONLINE));
    }
  }

  @Test
  void aSingleBlockIsFetched() {
    volume.fetch(block(224));
    await(() -> volumes.engine().state(block(224)) instanceof BlockState.Available);
    assertEquals(1, blocksOnDisk());
    assertEquals(1, server.log().requests());
  }
}
