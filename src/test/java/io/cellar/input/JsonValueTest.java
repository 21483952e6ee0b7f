package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonValueTest {
  private static JsonValue parse(String text) {
    return JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNotThereIsAValueWithoutAnything() {
    JsonValue none = parse("{\"a\": [1]}").get("b").get("c").get(3);
    assertTrue(none.isMissing());
    assertFalse(none.isNull());
    assertEquals(0, none.size());
    assertTrue(Double.isNaN(none.real()));
    assertEquals("", none.toString());
    assertTrue(parse(" \n").isMissing());
    assertTrue(parse("[1]").get("a").isMissing());
    assertTrue(parse("{\"a\": null}").get("a").isNull());
  }

  @Test
  void numbersAreKeptExactly() {
    JsonValue all = parse("[18446744073709551615, 0.1, 1e400, -0, 64.0]");
    assertEquals(new BigInteger("18446744073709551615"), all.get(0).integer());
    assertEquals(new BigDecimal("0.1"), all.get(1).decimal());
    assertTrue(Double.isInfinite(all.get(2).real()));
    assertTrue(all.get(3).isInteger());
    assertFalse(all.get(4).isInteger());
    assertEquals(64, all.get(4).real());
  }

  @Test
  void pythonsNumbersAreReadUnlessToTheLetter() {
    JsonValue special = parse("[NaN, Infinity, -Infinity]");
    assertTrue(special.get(0).isNumber());
    assertEquals(Double.NEGATIVE_INFINITY, special.get(2).real());
    assertEquals("[NaN, Infinity, -Infinity]", special.toString());
    assertThrows(
        JacksonException.class,
        () -> JsonValue.parseStrictly("[NaN]".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theLastOfANameCountsUnlessToTheLetter() {
    String twice = "{\"a\": 1, \"b\": 2, \"a\": 3}";
    assertEquals("{\"a\": 3, \"b\": 2}", parse(twice).toString());
    assertThrows(
        JacksonException.class,
        () -> JsonValue.parseStrictly(twice.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void itIsWrittenAsItWasRead() {
    String text = "{\"a\": [1, -2.50, \"x\\\"y\", true, null, {}], \"b\\n\": {\"c\": []}}";
    assertEquals(text, parse(text).toString());
    List<String> elements = new ArrayList<>();
    parse(text).get("a").forEach(element -> elements.add(element.toString()));
    assertEquals(List.of("1", "-2.50", "\"x\\\"y\"", "true", "null", "{}"), elements);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "{\"a\"}", "1 2", "{} x", "[01]", "nul", "1e99999999999"})
  void whatIsNoJsonIsRefused(String text) {
    assertThrows(JacksonException.class, () -> parse(text));
  }

  @Test
  void whatIsTooMuchIsRefused() {
    assertThrows(JacksonException.class, () -> parse("[".repeat(101) + "]".repeat(101)));
    assertThrows(JacksonException.class, () -> parse("9".repeat(401)));
    assertThrows(JacksonException.class, () -> parse("[0" + ",0".repeat(2_000_000) + "]"));
  }
}
