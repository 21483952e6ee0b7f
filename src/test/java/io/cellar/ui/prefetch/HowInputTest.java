package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.prefetch.HowInput.WrongException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HowInputTest {

  private static String wrong(Executable reading) {
    return assertThrows(WrongException.class, reading).getMessage();
  }

  @Test
  void limitsAreRead() throws WrongException {
    assertEquals(OptionalLong.empty(), HowInput.rate("  "));
    assertEquals(OptionalLong.of(2_500_000), HowInput.rate("2.5"));
    assertEquals("2.5", HowInput.megabytes(OptionalLong.of(2_500_000)));
    assertEquals("", HowInput.megabytes(OptionalLong.empty()));
    assertEquals(0, HowInput.requests(""));
    assertEquals(12, HowInput.requests(" 12 "));
    assertEquals(16, HowInput.workers("16"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "fast", "0", "NaN"})
  void whatIsNoRateIsRefusedInWords(String typed) {
    assertTrue(wrong(() -> HowInput.rate(typed)).startsWith("At most: “" + typed + "”"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "17", "", "two", "99999999999"})
  void whatIsNoNumberOfWorkersIsRefusedInWords(String typed) {
    assertTrue(wrong(() -> HowInput.workers(typed)).startsWith("Workers: “" + typed + "”"));
  }

  @Test
  void aStyleHasOnlyWhatWasTyped() throws WrongException {
    Map<String, Object> style = new LinkedHashMap<>();
    StyleInput.count("numReadWorkers", "", style);
    StyleInput.time("readBufferPopTimeout", " ", style);
    assertEquals(Map.of(), style);
    StyleInput.count("numReadWorkers", "8", style);
    StyleInput.time("readBufferPopTimeout", "2.5", style);
    StyleInput.time("computeBufferPopTimeout", "30", style);
    StyleInput.time("computeBarrierTimeout", "off", style);
    assertEquals(8, style.get("numReadWorkers"));
    assertEquals(new BigDecimal("2.5"), style.get("readBufferPopTimeout"));
    assertEquals(30L, style.get("computeBufferPopTimeout"));
    assertTrue(style.containsKey("computeBarrierTimeout"));
    for (String field : style.keySet()) {
      Map<String, Object> again = new LinkedHashMap<>();
      String typed = StyleInput.typed(style, field);
      if (StyleInput.COUNTS.contains(field)) {
        StyleInput.count(field, typed, again);
      } else {
        StyleInput.time(field, typed, again);
      }
      assertEquals(style.get(field), again.get(field), field);
    }
    assertEquals("", StyleInput.typed(style, "numComputeWorkers"));
  }

  @Test
  void whatIsWrongInAStyleIsNamed() {
    Map<String, Object> style = new LinkedHashMap<>();
    assertTrue(
        wrong(() -> StyleInput.count("numComputeWorkers", "-2", style))
            .startsWith("Compute workers: “-2”"));
    assertTrue(
        wrong(() -> StyleInput.time("computeBarrierTimeout", "0", style))
            .startsWith("For the first worker: “0”"));
    assertEquals(Map.of(), style);
  }
}
