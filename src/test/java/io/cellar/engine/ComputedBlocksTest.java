package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.SourceException;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Blocks that are computed on this computer instead of asked from a server. */
class ComputedBlocksTest {

  @Test
  void theyCountAsNoDownloads() throws Exception {
    try (Rig rig = Rig.computing(40, 2)) {
      Requester requester = rig.engine.requester("bulk");
      List<StoreRequest> all =
          LongStream.range(0, 40)
              .mapToObj(i -> requester.store(rig.key(i), Priority.bulk(i)))
              .toList();
      // The rate of downloads is one byte a second, and time stands still.
      Rig.until(() -> all.stream().allMatch(t -> t.stored().isDone()));
      EngineStats stats = rig.engine.stats();
      assertEquals(List.of(), stats.hosts());
      assertEquals(0, stats.fetched());
      assertEquals(0, stats.bytesPerSecond());
      assertEquals(40, stats.written());
      assertTrue(rig.source.mostOpen.get() <= 2);
      assertTrue(rig.engine.measures().hosts().isEmpty());
    }
  }

  @Test
  void aViewDoesNotWaitForWhatIsComputedInTheBackground() throws Exception {
    Semaphore go = new Semaphore(0);
    try (Rig rig = Rig.computing(8, 1)) {
      rig.source.script(
          0,
          (box, progress) -> {
            go.acquire();
            return rig.source.body(box);
          });
      Requester requester = rig.engine.requester("pane");
      StoreRequest background = requester.store(rig.key(0), Priority.nearby(2, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      BlockRequest seen = requester.request(rig.key(1), Priority.visible(1, 0));
      Rig.get(seen.block());
      go.release();
      Rig.until(() -> background.stored().isDone());
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
    }
  }

  @Test
  void whatCannotBeComputedFailsAtOnceAndIsNotKept() throws Exception {
    try (Rig rig = Rig.computing(100, 1)) {
      rig.source.always(
          (box, progress) -> {
            throw new SourceException.Refused("not computed, for a chunk is too short", null);
          });
      Requester requester = rig.engine.requester("pane");
      for (long i = 0; i < 40; i++) {
        BlockRequest request = requester.request(rig.key(i), Priority.visible(1, i));
        Throwable error = Rig.failure(request.block());
        assertEquals(
            BlockUnavailableException.Reason.FAILED, ((BlockUnavailableException) error).reason());
        assertEquals(1, rig.source.timesAsked(i));
      }
      assertEquals(0, rig.engine.stats().written());
    }
  }
}
