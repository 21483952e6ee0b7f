package io.cellar.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cellar.ui.preferences.Parsed.Problem;
import io.cellar.ui.preferences.Parsed.Value;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {

  @Test
  void whatIsEmptyIsLeftToTheProgram() {
    assertEquals(new Value<>(OptionalLong.empty()), FieldRules.memory(" "));
    assertEquals(new Value<>(OptionalInt.empty()), FieldRules.parallel(""));
    assertEquals(new Value<>(OptionalInt.empty()), FieldRules.parallel("0"));
    assertEquals(new Value<>(OptionalLong.empty()), FieldRules.rate(""));
    assertEquals(new Value<>(Optional.empty()), FieldRules.proxy(""));
    assertEquals(new Value<>(Optional.empty()), FieldRules.path(""));
  }

  @Test
  void numbersAreReadInTheirUnits() {
    assertEquals(new Value<>(OptionalLong.of(512L << 20)), FieldRules.memory("512"));
    assertEquals(new Value<>(OptionalInt.of(12)), FieldRules.parallel(" 12 "));
    assertEquals(new Value<>(OptionalLong.of(500_000)), FieldRules.rate("0.5"));
    assertEquals(new Value<>(2048L), FieldRules.blocks("2048"));
    assertEquals(new Value<>(1L << 31), FieldRules.limitBytes("2048"));
    assertEquals(new Value<>(1L << 31), FieldRules.limitBytes(FieldRules.mebibytes(1L << 31)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "0", "15", "many", "NaN", "Infinity", "1e300"})
  void noAmountOfMemory(String text) {
    assertInstanceOf(Problem.class, FieldRules.memory(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1025", "x"})
  void noNumberOfRequests(String text) {
    assertInstanceOf(Problem.class, FieldRules.parallel(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "fast"})
  void noRate(String text) {
    assertInstanceOf(Problem.class, FieldRules.rate(text));
  }

  @Test
  void aProxyMayBeGivenWithoutItsScheme() {
    URI uri = URI.create("http://proxy.example.org:3128");
    assertEquals(new Value<>(Optional.of(uri)), FieldRules.proxy("proxy.example.org:3128"));
    assertEquals(new Value<>(Optional.of(uri)), FieldRules.proxy(" http://proxy.example.org:3128"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.org",
        "http://proxy.example.org",
        "socks://h:1080",
        "h:0",
        "h:70000",
        "http://h:80/path",
        "two words:80",
        "http://anna:geheim@h:3128"
      })
  void noProxy(String text) {
    Problem<?> wrong = assertInstanceOf(Problem.class, FieldRules.proxy(text));
    assertFalse(wrong.problem().contains("geheim"), wrong.problem());
  }

  @Test
  void pathsAreWhole() {
    assertEquals(new Value<>(Optional.of(Path.of("/a/c"))), FieldRules.path("/a/b/../c"));
    assertInstanceOf(Problem.class, FieldRules.path("a/b"));
    assertInstanceOf(Problem.class, FieldRules.path("/a\0b"));
  }
}
