package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.SourceMode;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Reply;
import io.cellar.source.keys.FileServer.Request;
import io.cellar.source.probe.VolumeLocation;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing but the proof that a chunk is not stored makes voxels without bytes: every other bad
 * answer is a failure, which passes when the server has recovered.
 */
class HonestAnswersTest {
  private static final List<String> WHOLE =
      List.of("zarr2-blosc-lz4", "zarr3-gzip", "n5-multiscale-gzip", "precomputed-raw");
  private static final List<String> SHARDED =
      List.of("zarr3-sharded", "zarr3-sharded-start", "precomputed-sharded-identity");

  @TempDir Path home;

  /** An answer that is wrong for a chunk, and for a shard. */
  enum Bad {
    INTERNAL_ERROR,
    BUSY,
    PAGE,
    NOTHING,
    SHORT,
    GARBAGE
  }

  static List<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (Bad bad : Bad.values()) {
      WHOLE.forEach(sample -> all.add(Arguments.of(sample, bad)));
      SHARDED.forEach(sample -> all.add(Arguments.of(sample, bad)));
    }
    return all;
  }

  private static boolean isMetadata(Request request) {
    return VolumeLocation.isMetadata(request.path().replaceAll(".*/", ""));
  }

  /** Every second object that is there, and all shards. */
  private static Optional<Reply> answer(Request request, Path folder, Bad bad, boolean sharded) {
    Path file = folder.resolve(request.path().substring(1));
    if (isMetadata(request)
        || !Files.isRegularFile(file)
        || !sharded && request.path().hashCode() % 2 == 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (bad) {
          case INTERNAL_ERROR -> reply(500, "broken".getBytes(StandardCharsets.UTF_8));
          case BUSY -> reply(503, new byte[0]);
          case PAGE -> reply(200, "<!DOCTYPE html>\n<p>hello".getBytes(StandardCharsets.UTF_8));
          case NOTHING -> reply(200, new byte[0]);
          case SHORT -> reply(200, beginning(file));
          case GARBAGE -> reply(200, garbage());
        });
  }

  private static byte[] garbage() {
    byte[] bytes = new byte[777];
    new Random(4).nextBytes(bytes);
    return bytes;
  }

  /** The file but for its end, in which an index lies. */
  private static byte[] beginning(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Arrays.copyOf(bytes, bytes.length / 3);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Reply reply(int status, byte[] body) {
    return new Reply(status, Map.of(), body);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBadAnswerIsAFailureAndPasses(String sample, Bad bad) throws Exception {
    boolean sharded = SHARDED.contains(sample);
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER);
        Volumes volumes = SampleVolumes.hasty(home)) {
      Truth truth = Truth.of(volumes, SampleVolumes.image(sample));
      Level level =
          volumes.describe(server.uri() + truth.image().place(), false).levels().getFirst();
      try (VolumeSession session = volumes.open(level, false)) {
        server.script(request -> answer(request, SampleVolumes.FOLDER, bad, sharded));
        BlockUnavailableException e =
            assertThrows(
                BlockUnavailableException.class, () -> SampleVolumes.voxels(session), "no failure");
        assertEquals(Reason.FAILED, e.reason(), e.getMessage());
        assertTrue(e.getMessage().contains("(block "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertEquals(List.of(), truth.lies(session));
        awaitQuiet(volumes);
        List<Long> failed = session.blocks().coverage().all(Coverage.State.FAILED);
        assertTrue(!failed.isEmpty(), "no block is known to have failed");
        server.script(request -> Optional.empty());
        failed.forEach(block -> session.engine().retry(new BlockKey(session.fileset(), block)));
        assertTrue(truth.is(SampleVolumes.voxels(session)), "other voxels");
        assertEquals(0, session.blocks().coverage().count(Coverage.State.FAILED));
      }
    }
  }

  /** Until nothing is asked any more, so that no bad answer is on its way. */
  private static void awaitQuiet(Volumes volumes) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (volumes.engine().stats().hosts().stream().anyMatch(host -> host.active() > 0)) {
      assertTrue(System.nanoTime() < deadline, "requests have no end");
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A copy of the samples that may be changed. */
  private Path copy(String sample) throws Exception {
    Path from = SampleVolumes.FOLDER.resolve(sample);
    Path to = home.resolve("served").resolve(sample);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
              throws java.io.IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a)
              throws java.io.IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
    return to.getParent();
  }

  private static long chunks(FileServer server) {
    return server.count(request -> !isMetadata(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr2-blosc-lz4", "zarr3-sharded", "precomputed-sharded-identity"})
  void whatIsMissingIsKnownForEverUntilItIsRefreshed(String sample) throws Exception {
    Path served = copy(sample);
    try (FileServer server = FileServer.start(served)) {
      String address = server.uri() + SampleVolumes.image(sample).place();
      Truth truth;
      long block;
      try (Volumes volumes = SampleVolumes.hasty(home)) {
        truth = Truth.of(volumes, SampleVolumes.image(sample));
        Level level = volumes.describe(address, false).levels().getFirst();
        try (VolumeSession session = volumes.open(level, false)) {
          block = hide(session, truth, served);
          session.reader(SampleVolumes.PATIENT).read(session.blocks().grid().roi(block));
          assertEquals(Coverage.State.EMPTY, session.blocks().coverage().get(block));
        }
      }
      reveal(served);
      server.clear();
      try (Volumes volumes = SampleVolumes.hasty(home)) {
        Level level = volumes.describe(address, false).levels().getFirst();
        try (VolumeSession session = volumes.open(level, false)) {
          session.reader(SampleVolumes.PATIENT).read(session.blocks().grid().roi(block));
          assertEquals(0, chunks(server), "asked for what is known");
          refresh(session, block);
          assertTrue(chunks(server) > 0, "refresh has not asked");
          assertTrue(truth.is(SampleVolumes.voxels(session)), "other voxels");
          assertEquals(Coverage.State.AVAILABLE, session.blocks().coverage().get(block));
        }
      }
    }
  }

  /** Takes away all objects of chunks; returns a block whose voxels are in one. */
  private static long hide(VolumeSession session, Truth truth, Path served) throws Exception {
    try (var files = Files.walk(served)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!VolumeLocation.isMetadata(file.getFileName().toString())) {
          Files.move(file, file.resolveSibling(file.getFileName() + ".hidden"));
        }
      }
    }
    return truth.firstStored(session);
  }

  private static void reveal(Path served) throws Exception {
    try (var files = Files.walk(served)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hidden")).toList()) {
        Files.move(file, Path.of(file.toString().substring(0, file.toString().length() - 7)));
      }
    }
  }

  private static void refresh(VolumeSession session, long block) throws Exception {
    session.sourceMode(SourceMode.REFRESH);
    BlockKey key = new BlockKey(session.fileset(), block);
    try (Requester requester = session.engine().requester("refresh")) {
      var request = requester.refresh(key, Priority.visible(0, 0)).orElseThrow();
      request.block().get();
      request.stored().get();
    }
    session.sourceMode(SourceMode.ONLINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr3-sharded", "precomputed-sharded-identity"})
  void aShardThatIsAnotherByNowIsSeenWhenItIsRefreshed(String sample) throws Exception {
    Path served = copy(sample);
    try (FileServer server = FileServer.start(served);
        Volumes volumes = SampleVolumes.hasty(home)) {
      Truth truth = Truth.of(volumes, SampleVolumes.image(sample));
      Level level =
          volumes.describe(server.uri() + truth.image().place(), false).levels().getFirst();
      try (VolumeSession session = volumes.open(level, false)) {
        assertTrue(truth.is(SampleVolumes.voxels(session)), "other voxels");
        long block = hide(session, truth, served);
        BlockKey key = new BlockKey(session.fileset(), block);
        try (Requester requester = session.engine().requester("writes")) {
          requester.request(key, Priority.visible(0, 0)).stored().get();
        }
        refresh(session, block);
        assertEquals(Coverage.State.EMPTY, session.blocks().coverage().get(block));
      }
    }
  }

  @Test
  void whatIsMissingIsAskedForOnce() throws Exception {
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER);
        Volumes volumes = SampleVolumes.hasty(home)) {
      Truth truth = Truth.of(volumes, SampleVolumes.image("zarr2-gzip-u4-F"));
      Level level =
          volumes.describe(server.uri() + truth.image().place(), false).levels().getFirst();
      try (VolumeSession session = volumes.open(level, false)) {
        assertTrue(truth.is(SampleVolumes.voxels(session)), "other voxels");
        long asked = chunks(server);
        assertTrue(truth.is(SampleVolumes.voxels(session)), "other voxels");
        assertEquals(asked, chunks(server));
      }
    }
  }
}
