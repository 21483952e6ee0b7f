package io.cellar.ui.side;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.slice.Histogram;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContrastTest {

  private static ValueRange range(double min, double max) {
    return new ValueRange(min, max);
  }

  private static Optional<Histogram> met(double min, double max) {
    return Optional.of(new Histogram(range(min, max), new long[] {1}, 1));
  }

  @Test
  void eightBitsAreShownWhole() {
    assertEquals(
        range(0, 255), ContrastScale.of(DType.UINT8, Optional.empty(), range(20, 90), met(30, 80)));
    assertEquals(
        range(-128, 127),
        ContrastScale.of(DType.INT8, Optional.empty(), range(0, 1), Optional.empty()));
  }

  @Test
  void widerTypesSpanWhatWasMetAndWhatIsShown() {
    assertEquals(
        range(100, 4095),
        ContrastScale.of(DType.UINT16, Optional.empty(), range(120, 4095), met(100, 3000)));
    assertEquals(
        range(0, 5000),
        ContrastScale.of(
            DType.UINT16, Optional.of(range(0, 5000)), range(120, 4095), met(100, 3000)));
  }

  @Test
  void oneSingleValueStillGivesASlider() {
    ValueRange scale =
        ContrastScale.of(DType.FLOAT32, Optional.empty(), range(3, 3), Optional.empty());
    assertEquals(range(2.5, 3.5), scale);
  }

  @Test
  void limitsOfIntegersAreWhole() {
    assertEquals(12, ContrastScale.limit(12.4, DType.UINT16));
    assertEquals(12.4, ContrastScale.limit(12.4, DType.FLOAT32));
  }
}
