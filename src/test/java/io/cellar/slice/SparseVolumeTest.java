package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.RegionFetch;
import io.cellar.session.SparseVolumes;
import io.cellar.session.VolumeSession;
import io.cellar.slice.geometry.SliceView;
import io.cellar.store.Coverage;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A volume of 400 million chunks of which hardly one is stored, from a server. */
class SparseVolumeTest {
  private static final int LEVELS = 8;
  private static final int OPENING = 7;

  @TempDir Path home;
  private SparseVolumes server;

  @BeforeEach
  void serve() throws IOException {
    server = SparseVolumes.start(new long[] {10_000, 100_000, 100_000}, LEVELS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private OpenedVolume open(String format) throws Exception {
    return new OpenedVolume(home, server.address(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr2", "zarr3", "precomputed"})
  void openingTakesFewRequests(String format) throws Exception {
    try (OpenedVolume opened = open(format)) {
      assertEquals(LEVELS, opened.volume.levels().size());
      assertTrue(server.requests() <= OPENING + LEVELS, server.requests() + " requests");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr2", "zarr3", "precomputed"})
  void whatIsNotStoredIsShownAsTheFillValueAtEveryLevel(String format) throws Exception {
    try (OpenedVolume opened = open(format)) {
      for (int n = 0; n < LEVELS; n++) {
        long[] inside = Arrays.stream(server.middle(n)).map(c -> 64 * c).toArray();
        double factor = 1L << n;
        // The corner of the stored chunk in the middle of the picture, one pixel a voxel.
        long[] position = Arrays.stream(inside).map(v -> v * (long) factor).toArray();
        SliceView view =
            new SliceView(Axis.X, Axis.Y, position, position[2], position[1], 1 / factor, 100, 100);
        SlicePicture picture = opened.picture(view, opened.display());
        assertEquals(n, picture.level().number());
        assertEquals(picture.blocks(), picture.shown());
        int stored = 0xff000000 | SparseVolumes.VALUE * 0x010101;
        for (int y = 0; y < 100; y++) {
          for (int x = 0; x < 100; x++) {
            int expected = x >= 50 && y >= 50 ? stored : 0xff000000;
            assertEquals(expected, picture.argb()[100 * y + x], "level " + n + ": " + x + "," + y);
          }
        }
        Coverage coverage = opened.sessions.sessions().get(n).blocks().coverage();
        assertTrue(coverage.count(Coverage.State.EMPTY) >= picture.blocks() - 1);
      }
    }
  }

  /** So many blocks around the stored one, 10,648 in all. */
  private Roi region() {
    long[] start = LongStream.of(server.middle(0)).map(c -> (c - 11) * 64).toArray();
    return new Roi(start, Arrays.stream(start).map(n -> n + 22 * 64).toArray());
  }

  private static FetchProgress fetch(VolumeSession session, Roi region) throws Exception {
    FetchOptions options = FetchOptions.impatient(BlockOrder.CENTRE, Duration.ofSeconds(30));
    try (RegionFetch fetch = RegionFetch.start(session, "region", region, options)) {
      return fetch.done().get(5, TimeUnit.MINUTES);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr2", "zarr3", "precomputed"})
  void aFetchedRegionLeavesNotesOnlyAndIsNotAskedForAgain(String format) throws Exception {
    try (OpenedVolume opened = open(format)) {
      FetchProgress done = fetch(opened.sessions.finest(), region());
      assertEquals(22 * 22 * 22, done.blocks());
      assertEquals(22 * 22 * 22 - 1, done.empty());
      assertEquals(1, done.fetched());
      assertEquals(0, done.failed());
    }
    assertTrue(files() < 60, files() + " files and folders");
    try (OpenedVolume opened = open(format)) {
      long before = server.requests();
      FetchProgress again = fetch(opened.sessions.finest(), region());
      assertEquals(22 * 22 * 22 - 1, again.empty());
      assertEquals(1, again.skipped());
      assertEquals(before, server.requests());
    }
  }
}
