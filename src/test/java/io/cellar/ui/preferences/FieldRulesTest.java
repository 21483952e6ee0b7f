package io.cellar.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cellar.ui.preferences.Typed.Given;
import io.cellar.ui.preferences.Typed.Wrong;
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
    assertEquals(new Given<>(OptionalLong.empty()), FieldRules.memory(" "));
    assertEquals(new Given<>(OptionalInt.empty()), FieldRules.parallel(""));
    assertEquals(new Given<>(OptionalInt.empty()), FieldRules.parallel("0"));
    assertEquals(new Given<>(OptionalLong.empty()), FieldRules.rate(""));
    assertEquals(new Given<>(Optional.empty()), FieldRules.proxy(""));
    assertEquals(new Given<>(Optional.empty()), FieldRules.path(""));
  }

  @Test
  void numbersAreReadInTheirUnits() {
    assertEquals(new Given<>(OptionalLong.of(512L << 20)), FieldRules.memory("512"));
    assertEquals(new Given<>(OptionalInt.of(12)), FieldRules.parallel(" 12 "));
    assertEquals(new Given<>(OptionalLong.of(500_000)), FieldRules.rate("0.5"));
    assertEquals(new Given<>(2048L), FieldRules.blocks("2048"));
    assertEquals(new Given<>(1L << 31), FieldRules.limitBytes("2048"));
    assertEquals(new Given<>(1L << 31), FieldRules.limitBytes(FieldRules.mebibytes(1L << 31)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "0", "15", "many", "NaN", "Infinity", "1e300"})
  void noAmountOfMemory(String text) {
    assertInstanceOf(Wrong.class, FieldRules.memory(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1025", "x"})
  void noNumberOfRequests(String text) {
    assertInstanceOf(Wrong.class, FieldRules.parallel(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "fast"})
  void noRate(String text) {
    assertInstanceOf(Wrong.class, FieldRules.rate(text));
  }

  @Test
  void aProxyMayBeGivenWithoutItsScheme() {
    URI uri = URI.create("http://proxy.example.org:3128");
    assertEquals(new Given<>(Optional.of(uri)), FieldRules.proxy("proxy.example.org:3128"));
    assertEquals(new Given<>(Optional.of(uri)), FieldRules.proxy(" http://proxy.example.org:3128"));
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
    Wrong<?> wrong = assertInstanceOf(Wrong.class, FieldRules.proxy(text));
    assertFalse(wrong.problem().contains("geheim"), wrong.problem());
  }

  @Test
  void pathsAreWhole() {
    assertEquals(new Given<>(Optional.of(Path.of("/a/c"))), FieldRules.path("/a/b/../c"));
    assertInstanceOf(Wrong.class, FieldRules.path("a/b"));
    assertInstanceOf(Wrong.class, FieldRules.path("/a\0b"));
  }
}
