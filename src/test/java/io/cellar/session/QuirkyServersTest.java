package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.source.SourceException;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.volume.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images on servers that answer otherwise than a plain one does: their voxels come all the same, or
 * it is said that they do not. Never are others taken for them.
 */
class QuirkyServersTest {
  private static final List<String> SAMPLES =
      List.of(
          "zarr2-blosc-lz4", "zarr3-sharded", "ome05-czyx-sharded", "precomputed-sharded-murmur");

  private static final String RIGHT = "right";

  @TempDir Path home;

  static List<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (String sample : SAMPLES) {
      // With these all voxels come.
      for (Quirk quirk :
          List.of(
              Quirk.MISSING_IS_403_AS_S3,
              Quirk.MISSING_IS_410,
              Quirk.NO_RANGES,
              Quirk.NO_CONTENT_RANGE,
              Quirk.SUFFIX_IS_400,
              Quirk.SUFFIX_IS_416,
              Quirk.SUFFIX_IS_501,
              Quirk.SUFFIX_IS_WHOLE,
              Quirk.SUFFIX_IS_PREFIX,
              Quirk.NO_HEAD,
              Quirk.GZIP,
              Quirk.X_GZIP)) {
        all.add(Arguments.of(sample, quirk, Set.of(RIGHT)));
      }
      boolean missing = lacksObjects(sample);
      boolean parts = sample.contains("sharded");
      all.add(
          Arguments.of(sample, Quirk.MISSING_IS_403, Set.of(missing ? "ACCESS_DENIED" : RIGHT)));
      all.add(Arguments.of(sample, Quirk.MISSING_IS_A_PAGE, Set.of(missing ? "FAILED" : RIGHT)));
      all.add(Arguments.of(sample, Quirk.NO_RANGES_NO_LENGTH, Set.of(parts ? "FAILED" : RIGHT)));
      all.add(Arguments.of(sample, Quirk.WRONG_CONTENT_RANGE, Set.of(parts ? "FAILED" : RIGHT)));
      all.add(Arguments.of(sample, Quirk.BUSY, Set.of(RIGHT, "FAILED", "HOST_UNREACHABLE")));
    }
    return all;
  }

  /** True when a chunk or shard of the sample is not stored. */
  private static boolean lacksObjects(String sample) {
    return sample.startsWith("zarr");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void voxelsComeOrItIsSaidThatTheyDoNot(String sample, Quirk quirk, Set<String> expected)
      throws Exception {
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER);
        Volumes volumes = SampleVolumes.hasty(home)) {
      Truth truth = Truth.of(volumes, SampleVolumes.image(sample));
      if (quirk != Quirk.BUSY) {
        server.quirks(quirk);
      }
      Level level =
          volumes.describe(server.uri() + truth.image().place(), false).levels().getFirst();
      server.quirks(quirk);
      try (VolumeSession session = volumes.open(level, false)) {
        String came = came(session, truth);
        assertTrue(expected.contains(came.replaceAll(":.*", "")), came);
        assertEquals(List.of(), truth.lies(session));
        assertTrue(
            came.equals(RIGHT) || came.contains(server.uri().getAuthority()),
            "no address: " + came);
      }
    }
    assertEquals(Set.of(), leftovers());
  }

  /** {@link #RIGHT}, or why not, and the message. */
  private static String came(VolumeSession session, Truth truth) throws InterruptedException {
    try {
      return truth.is(SampleVolumes.voxels(session)) ? RIGHT : "other voxels";
    } catch (BlockUnavailableException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return e.reason() + ": " + e.getMessage();
    }
  }

  /** Files that should not have been left. */
  private Set<Path> leftovers() throws Exception {
    try (var files = Files.walk(home)) {
      return files
          .filter(file -> file.toString().endsWith(".lock") || file.toString().endsWith(".tmp"))
          .collect(java.util.stream.Collectors.toSet());
    }
  }

  static List<Arguments> refusals() {
    List<Arguments> all = new ArrayList<>();
    for (String sample : SAMPLES) {
      for (Quirk quirk :
          List.of(
              Quirk.ALL_401,
              Quirk.ALL_403,
              Quirk.ALL_403_AS_S3,
              Quirk.ALL_500,
              Quirk.BROTLI,
              Quirk.SHORT_BODIES)) {
        all.add(Arguments.of(sample, quirk));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void metadataThatDoesNotComeIsNoImage(String sample, Quirk quirk) throws Exception {
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER, quirk);
        Volumes volumes = SampleVolumes.hasty(home)) {
      String address = server.uri() + SampleVolumes.image(sample).place();
      try {
        volumes.describe(address, false);
        throw new AssertionError("opened");
      } catch (SourceException | io.cellar.description.DescriptionException e) {
        assertTrue(e.getMessage().contains(address), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    assertTrue(Files.notExists(home.resolve("cache/volumes")), "something was kept");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void chunksThatDoNotComeAreNotEmpty(String sample, Quirk quirk) throws Exception {
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER);
        Volumes volumes = SampleVolumes.hasty(home)) {
      Truth truth = Truth.of(volumes, SampleVolumes.image(sample));
      Level level =
          volumes.describe(server.uri() + truth.image().place(), false).levels().getFirst();
      server.quirks(quirk);
      try (VolumeSession session = volumes.open(level, false)) {
        String came = came(session, truth);
        boolean parts = sample.contains("sharded");
        if (quirk == Quirk.BROTLI && parts) {
          assertEquals(RIGHT, came, "only whole objects are in brotli");
        } else if (quirk != Quirk.ALL_403_AS_S3) {
          assertTrue(!came.equals(RIGHT) && !came.equals("other voxels"), came);
          assertEquals(List.of(), truth.lies(session));
        }
      }
    }
  }
}
