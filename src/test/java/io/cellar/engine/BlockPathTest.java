package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.volume.BlockKey;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What the way of one block through the engine costs, from the request to the disk. */
class BlockPathTest {
  /** To the disk reader, to the thread that fetches, to the one that decodes and writes. */
  private static final int HAND_OVERS = 3;

  private static final int FROM_SLOT_TO_DISK = 2;

  /** Asked, looked for, received, decoded, written. */
  private static final int LOCKS = 5;

  private static final int PIECES = 4;

  @Test
  void aBlockIsHandedOverSeldomAndTheLockIsTakenSeldom() throws Exception {
    PathRecorder recorder = new PathRecorder();
    FakeStore store = new FakeStore(8);
    FakeSource source = new FakeSource(store, "http://fake:80");
    Semaphore watched = new Semaphore(0);
    source.always(
        (box, progress) -> {
          watched.acquire();
          recorder.step("bytes");
          for (long piece = 1; piece <= PIECES; piece++) {
            progress.bytes(piece * 100_000, PIECES * 100_000);
          }
          return source.body(box);
        });
    try (VirtualTime time = new VirtualTime();
        DownloadEngine engine = recorder.engine(EngineSettings.defaults(), time);
        Requester view = engine.requester("view")) {
      engine.addListener((key, state) -> {});
      int fileset =
          engine.open(
              recorder.around(BlockReader.class, store, "read"),
              Optional.of(recorder.around(BlockWriter.class, store, "tryLock", "publish")),
              Optional.of(recorder.around(BlockSource.class, source, "fetch", "decode")),
              0);
      for (int block = 0; block < 4; block++) {
        recorder.reset();
        recorder.step("ask");
        BlockRequest request =
            view.request(new BlockKey(fileset, block), Priority.visible(0, block));
        var _ = request.block().thenRun(() -> recorder.step("shown"));
        var stored = request.stored().thenRun(() -> recorder.step("stored"));
        watched.release();
        Rig.get(stored);
        assertTrue(recorder.handOvers("ask") <= HAND_OVERS, recorder.toString());
        assertTrue(recorder.handOvers("read done") <= FROM_SLOT_TO_DISK, recorder.toString());
        assertTrue(recorder.locks() <= LOCKS, recorder.toString());
      }
      Requester bulk = engine.requester("bulk");
      for (int known = 0; known <= 1; known++) {
        source.knowing = known == 1;
        recorder.reset();
        recorder.step("ask");
        var stored =
            bulk.store(new BlockKey(fileset, 5 + known), Priority.bulk(0))
                .stored()
                .thenRun(() -> recorder.step("stored"));
        watched.release();
        Rig.get(stored);
        assertTrue(recorder.handOvers("ask") <= HAND_OVERS - 1, recorder.toString());
        // One that is known to be good is not handed to a decoder, and decided of once less.
        assertTrue(recorder.locks() <= LOCKS - 1 - known, recorder.toString());
      }
    }
  }
}
