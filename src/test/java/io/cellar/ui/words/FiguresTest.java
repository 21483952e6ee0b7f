package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.DType;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static Locale before;

  @BeforeAll
  static void english() {
    before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
  }

  @AfterAll
  static void restore() {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }

  @Test
  void sizesAreBinaryAndRatesDecimal() {
    assertEquals("0 B", Figures.bytes(0));
    assertEquals("1,023 B", Figures.bytes(1023));
    assertEquals("1.00 KiB", Figures.bytes(1024));
    assertEquals("27.2 MiB", Figures.bytes(28_573_696));
    assertEquals("1.00 MiB", Figures.bytes((1 << 20) - 1));
    assertEquals("8.00 EiB", Figures.bytes(Long.MAX_VALUE));
    assertEquals("41.2 MB/s", Figures.rate(41.2e6));
  }

  @Test
  void onlyNothingIsZeroPercentAndOnlyAllIsAHundred() {
    assertEquals("0 %", Figures.percent(0));
    assertEquals("< 0.01 %", Figures.percent(1e-7));
    assertEquals("0.16 %", Figures.percent(0.00164));
    assertEquals("36.7 %", Figures.percent(0.3672));
    assertEquals("> 99.9 %", Figures.percent(0.99999));
    assertEquals("100 %", Figures.percent(1));
  }

  @Test
  void valuesAsTheirTypeHasThem() {
    assertEquals("142", Figures.value(142L, DType.UINT8));
    assertEquals(
        "18,446,744,073,709,551,615",
        Figures.value(new BigInteger("18446744073709551615"), DType.UINT64));
    assertEquals("106.8", Figures.value((double) 106.8f, DType.FLOAT32));
    assertEquals("NaN", Figures.value(Double.NaN, DType.FLOAT32));
    assertEquals("-Infinity", Figures.value(Double.NEGATIVE_INFINITY, DType.FLOAT64));
    assertEquals("1.5E-7", Figures.value(1.5e-7, DType.FLOAT64));
  }

  @Test
  void timesAreRounded() {
    assertEquals("42 s", Figures.duration(Duration.ofSeconds(42)));
    assertEquals("3 min", Figures.duration(Duration.ofSeconds(190)));
    assertEquals("2 h", Figures.duration(Duration.ofMinutes(130)));
    assertEquals("0 s", Figures.duration(Duration.ofSeconds(-5)));
  }

  @Test
  void numbersAreReadInTheLocalesFormAndPlain() {
    assertEquals(OptionalDouble.of(1213), Numbers.parse("1,213"));
    assertEquals(OptionalDouble.of(1213.5), Numbers.parse(" 1213.5 "));
    assertEquals(OptionalDouble.of(-1e-7), Numbers.parse("-1e-7"));
    for (String wrong : new String[] {"", "x", "1 2", "NaN", "Infinity", "1d", "0x1p3", "1e999"}) {
      assertTrue(Numbers.parse(wrong).isEmpty(), wrong);
    }
  }

  @Test
  void timesLeftAreCoarse() {
    assertEquals("1 min", Figures.about(Duration.ofSeconds(40)));
    assertEquals("3 min", Figures.about(Duration.ofSeconds(170)));
    assertEquals("25 min", Figures.about(Duration.ofMinutes(26)));
    assertEquals("1.5 h", Figures.about(Duration.ofMinutes(85)));
    assertEquals("14 h", Figures.about(Duration.ofMinutes(845)));
    assertEquals("3 days", Figures.about(Duration.ofHours(70)));
  }

  @Test
  void whatCannotBeToldExactlyIsARange() {
    assertEquals("15–20 min", range(13 * 60, 20 * 60));
    assertEquals("3 min", range(170, 190));
    assertEquals("1–4 min", range(10, 230));
    assertEquals("1.5–3 h", range(90 * 60, 180 * 60));
    assertEquals("50 min – 1.5 h", range(50 * 60, 90 * 60));
    assertEquals("2–4 days", range(37 * 3600, 96 * 3600));
  }

  private static String range(long least, long most) {
    return Figures.about(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }
}
