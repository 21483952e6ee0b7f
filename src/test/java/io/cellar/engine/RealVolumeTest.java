package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.source.BlockSource;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.store.Durability;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine between a real server and a real folder. */
class RealVolumeTest {
  private static final long[] SHAPE = {128, 160, 160};
  private static final long[] BLOCK = {16, 32, 32};

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private BlockServer server;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable thing : open.reversed()) {
      thing.close();
    }
  }

  private void serve(ServerOptions options) throws IOException {
    server = BlockServer.start(Map.of("v", new Ramp()), options);
    open.add(server);
  }

  /** An engine of its own, as another process would have, with the fileset open as number 1. */
  private DownloadEngine engine() throws IOException {
    VolumeDescription description = description();
    HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults());
    FilesetStore store =
        FilesetStore.open(
            description.geometry(),
            description.cache(),
            StoreOptions.cache().withDurability(Durability.NONE));
    BlockSource source = new RestfulBlockSource(description, http);
    DownloadEngine engine = new DownloadEngine(EngineSettings.defaults());
    open.add(http);
    open.add(store);
    open.add(engine);
    assertEquals(1, engine.open(store, Optional.of(store), Optional.of(source), 0));
    return engine;
  }

  private VolumeDescription description() {
    ArrayGeometry local =
        new ArrayGeometry(
            Axes.parse("zyx"), DType.UINT8, SHAPE, BLOCK, new long[3], new long[] {128, 150, 160});
    RemoteVolume remote =
        new RemoteVolume(
            "ramp",
            Axes.parse("zyx"),
            Optional.empty(),
            SHAPE,
            new long[3],
            PythonFormat.parse(server.urlTemplate("v")),
            "/cube");
    return new VolumeDescription(
        "ramp",
        local,
        Described.layout("ramp", folder),
        Optional.of(remote),
        Optional.empty(),
        List.of(),
        "");
  }

  private static List<BlockRequest> ask(DownloadEngine engine) {
    Requester view = engine.requester("view");
    List<BlockRequest> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(view.request(new BlockKey(1, i), Priority.visible(0, i)));
    }
    return requests;
  }

  private void check(List<BlockRequest> requests) throws Exception {
    ArrayGeometry local = description().geometry();
    for (BlockRequest request : requests) {
      Roi inView = local.grid().roi(request.key().index()).intersect(local.storedView());
      Block block = request.block().get(30, java.util.concurrent.TimeUnit.SECONDS);
      assertArrayEquals(
          (byte[]) new Ramp().block(inView).values(), (byte[]) block.values(), inView.toString());
      request.stored().get(30, java.util.concurrent.TimeUnit.SECONDS);
    }
  }

  @Test
  void eachBlockIsFetchedOnceAndThenReadFromDisk() throws Exception {
    serve(ServerOptions.DEFAULT.withLatency(Duration.ofMillis(20)));
    DownloadEngine engine = engine();
    check(ask(engine));
    assertEquals(200, engine.stats().fetched());
    assertTrue(engine.timers().summary("reading").orElseThrow().n() == 200);
    engine.close();
    DownloadEngine again = engine();
    check(ask(again));
    assertEquals(0, again.stats().fetched());
    assertEquals(200, again.stats().readFromDisk());
  }

  @Test
  void twoProgramsOnOneFolderFetchEachBlockOnce() throws Exception {
    serve(ServerOptions.DEFAULT.withLatency(Duration.ofMillis(5)));
    DownloadEngine one = engine();
    DownloadEngine two = engine();
    List<BlockRequest> first = ask(one);
    List<BlockRequest> second = ask(two);
    check(first);
    check(second);
    assertEquals(200, one.stats().fetched() + two.stats().fetched());
  }

  @Test
  void aBadServerIsOutlasted() throws Exception {
    serve(
        ServerOptions.DEFAULT.withFaults(
            FaultPlan.parse(List.of("drop=0.1", "truncate=0.05", "503=0.1"), 3)));
    DownloadEngine engine = engine();
    Requester bulk = engine.requester("bulk");
    List<BlockKey> keys = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      keys.add(new BlockKey(1, i));
    }
    List<StoreRequest> requests =
        keys.stream().map(key -> bulk.store(key, Priority.bulk(key.index()))).toList();
    for (StoreRequest request : requests) {
      request.stored().get(60, java.util.concurrent.TimeUnit.SECONDS);
    }
    check(ask(engine));
  }

  /** Voxels that tell where they are. */
  private static final class Ramp implements ServedVolume {

    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return SHAPE.clone();
    }

    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public Block block(Roi roi) {
      byte[] values = new byte[(int) roi.voxels()];
      int n = 0;
      for (long z = roi.start(0); z < roi.stop(0); z++) {
        for (long y = roi.start(1); y < roi.stop(1); y++) {
          for (long x = roi.start(2); x < roi.stop(2); x++) {
            values[n++] = (byte) (z * 31 + y * 7 + x);
          }
        }
      }
      return new Block(DType.UINT8, roi.shape(), values);
    }
  }
}
