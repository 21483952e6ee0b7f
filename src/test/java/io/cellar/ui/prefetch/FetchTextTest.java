package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FetchTextTest {

  private static FetchProgress progress(FetchState state, Optional<Throwable> why) {
    return progress(state, 0, why);
  }

  private static FetchProgress progress(FetchState state, long empty, Optional<Throwable> why) {
    return new FetchProgress(
        state,
        100,
        10,
        20,
        10,
        empty,
        0,
        3,
        2,
        5 << 20,
        9,
        2e6,
        state == FetchState.RUNNING ? Optional.of(Duration.ofSeconds(12)) : Optional.empty(),
        Map.of(),
        Map.of(),
        why);
  }

  @Test
  void runningIsCounted() {
    FetchText text = FetchText.of(progress(FetchState.RUNNING, Optional.empty()));
    assertEquals(0.35, text.share(), 1e-9);
    assertEquals("35 of 100 blocks", text.blocks());
    assertEquals("less than 1 min left", text.state());
    assertEquals("2 failed, 3 absent", text.failed());
    assertEquals("", text.problem());
    assertFalse(text.rate().isEmpty());
  }

  @Test
  void emptyBlocksAreDoneAndCounted() {
    FetchText text = FetchText.of(progress(FetchState.RUNNING, 40, Optional.empty()));
    assertEquals(0.75, text.share(), 1e-9);
    assertEquals("75 of 100 blocks, 40 empty", text.blocks());
  }

  @ParameterizedTest
  @EnumSource(value = FetchState.class, mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void whatStandsStillHasNoRate(FetchState state) {
    FetchText text = FetchText.of(progress(state, Optional.empty()));
    assertEquals("", text.rate());
    assertFalse(text.state().isEmpty());
  }

  @Test
  void whyItStoppedIsTold() {
    IllegalStateException why = new IllegalStateException("host refuses access");
    FetchText text = FetchText.of(progress(FetchState.STOPPED, Optional.of(why)));
    assertEquals("Stopped: host refuses access", text.problem());
  }
}
