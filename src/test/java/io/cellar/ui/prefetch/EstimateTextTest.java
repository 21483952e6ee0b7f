package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.job.FetchEstimate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimateTextTest {
  private static final OptionalLong UNLIMITED = OptionalLong.empty();

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
  }

  @Test
  void everythingIsTold() {
    EstimateText text =
        EstimateText.of(
            new FetchEstimate(1500, 200, 0, 3, 1297, 3L << 30),
            UNLIMITED,
            false,
            OptionalDouble.of(20e6),
            10L << 30);
    assertEquals("1,500, of these 200 cached, 3 not on the server", text.blocks());
    assertEquals("1,297 blocks, about 3.00 GiB", text.fetch());
    assertEquals("about 3 min at 20.0 MB/s", text.time());
    assertEquals("10.0 GiB free now, 7.00 GiB afterwards", text.disk());
    assertEquals(Optional.empty(), text.warning());
  }

  @Test
  void emptyBlocksNeedNothing() {
    FetchEstimate estimate = new FetchEstimate(1500, 200, 1300, 0, 0, 0);
    EstimateText text =
        EstimateText.of(estimate, UNLIMITED, false, OptionalDouble.empty(), 10L << 30);
    assertEquals("1,500, of these 200 cached, 1,300 empty in the source", text.blocks());
    assertEquals("nothing, all of it is here", text.fetch());
  }

  @Test
  void whatDoesNotFitIsTold() {
    EstimateText text =
        EstimateText.of(
            new FetchEstimate(10, 0, 0, 0, 10, 3L << 30),
            UNLIMITED,
            false,
            OptionalDouble.empty(),
            1L << 30);
    assertEquals("1.00 GiB free now, 0 B afterwards", text.disk());
    assertEquals(
        "Does not fit: 3.00 GiB to fetch, 1.00 GiB free, 2.00 GiB missing. The fetch will wait for"
            + " space.",
        text.warning().orElseThrow());
    assertEquals("not known before the first download", text.time());
  }

  @Test
  void theLimitCounts() {
    FetchEstimate estimate = new FetchEstimate(10, 0, 0, 0, 10, 50_000_000);
    OptionalLong limited = OptionalLong.of(1_000_000);
    assertEquals(
        "about 50 s at 1.00 MB/s",
        EstimateText.of(estimate, limited, false, OptionalDouble.of(20e6), -1).time());
    assertEquals(
        "about 50 s at 1.00 MB/s",
        EstimateText.of(estimate, limited, false, OptionalDouble.empty(), -1).time());
    assertEquals(
        "free space not known",
        EstimateText.of(estimate, limited, false, OptionalDouble.empty(), -1).disk());
  }

  @Test
  void nothingMayBeLeft() {
    FetchEstimate estimate = new FetchEstimate(5, 3, 0, 2, 0, 0);
    EstimateText text = EstimateText.of(estimate, UNLIMITED, false, OptionalDouble.of(1), 100);
    assertEquals("nothing, all of it is here", text.fetch());
    assertEquals("none", text.time());
    assertEquals(
        "nothing, all of it is here, 2 to ask for again",
        EstimateText.of(estimate, UNLIMITED, true, OptionalDouble.of(1), 100).fetch());
  }
}
