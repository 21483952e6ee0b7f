package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ 4150-2917, 135424, 119808 ] | [1233, 135424, 119808]",
        "[0, 50*1024, 50*1024] | [0, 51200, 51200]",
        "(70,90,100) | [70, 90, 100]",
        "70,90,100 | [70, 90, 100]",
        "70, | [70]",
        "(70) | 70",
        "[70] | [70]",
        "[70,] | [70]",
        "[(70,90)] | [[70, 90]]",
        "() | []",
        "[2**5, 2**3**2] | [32, 512]",
        "[140//2, -7//2, 7//-2] | [70, -4, -4]",
        "[-7%3, 7%-3, -6%3] | [2, -2, 0]",
        "[140/2, 70.0, 7e1] | [70.0, 70.0, 70.0]",
        "0x46 + 0XfF | 325",
        "-2**2 | -4",
        "2*-3 - -+4 | -2",
        "2*(3+4)*5 | 70",
        "8//2//2 | 2",
        "1 - 2 - 3 | -4",
        "0**0 + (-1)**3 + (-1)**4 | 1",
        "[0.5, .25, 1e-3] | [0.5, 0.25, 0.001]",
        "-0.5 | -0.5",
        "00 | 0",
      })
  void evaluates(String text, String expected) throws Expression.Invalid {
    assertEquals(expected, show(Expression.evaluate(text)));
  }

  @Test
  void blanksAndComments() throws Expression.Invalid {
    assertEquals("[1, 2]", show(Expression.evaluate(" \t[1,\n 2]\r\n # a comment")));
    assertEquals("[1, 2]", show(Expression.evaluate("[1, # one\n 2]")));
  }

  static Stream<String> refused() {
    return Stream.of(
        "",
        "   ",
        "#",
        "[1,,2]",
        ",",
        "[1",
        "1]",
        "(1]",
        "1 2",
        "1 +",
        "* 2",
        "9**9**9**9",
        "10**200",
        "2**-1",
        "1/0",
        "1//0",
        "1%0",
        "140/3",
        "0.5*2",
        "1e999999999",
        "1e-999999999",
        "9".repeat(201),
        "0x" + "f".repeat(10_000),
        "9".repeat(1_000_000),
        "(".repeat(100_000),
        "(".repeat(33) + "1" + ")".repeat(33),
        "2" + "**2".repeat(33),
        "-".repeat(100_000) + "1",
        "[1]+[2]",
        "-[1]",
        "__import__('os').system('true')",
        "numpy.array([1,2])",
        "max([1,2])",
        "[x for x in (1,2)]",
        "'70'",
        "True",
        "٣",
        "1_000",
        "0b11",
        "0o17",
        "010",
        "1j",
        "1 if 1 else 2",
        "lambda: 1",
        "1\u00002",
        "1;2",
        "1<<2",
        "~1",
        "\uD800");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThrows(Expression.Invalid.class, () -> Expression.evaluate(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "+", "- "})
  void longChainsOfSigns(String sign) throws Expression.Invalid {
    assertEquals("1", show(Expression.evaluate(sign.repeat(4000) + "1")));
  }

  @Test
  void saysWhereAndWhat() {
    Expression.Invalid e =
        assertThrows(Expression.Invalid.class, () -> Expression.evaluate("[1, spam, 3]"));
    assertEquals(4, e.position());
    assertTrue(e.getMessage().contains("\"spam\" is a name"), e.getMessage());

    e = assertThrows(Expression.Invalid.class, () -> Expression.evaluate("[1, 140/3]"));
    assertEquals(8, e.position());
    assertTrue(e.getMessage().contains("140/3"), e.getMessage());
  }

  /** Whatever is thrown at it, the answer is a value within bounds or a typed error. */
  @Test
  void randomTexts() {
    String words = "0 1 7 70 0x1f 999 2.5 1e3 + - * / // % ** ( ) [ ] , # a é \n";
    List<String> vocabulary = List.of(words.split(" "));
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      String text =
          random
              .ints(random.nextInt(1, 16), 0, vocabulary.size())
              .mapToObj(vocabulary::get)
              .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
      try {
        assertTrue(show(Expression.evaluate(text)).length() < 10_000, "seed " + seed);
      } catch (Expression.Invalid e) {
        boolean inside = e.position() >= 0 && e.position() <= text.length();
        assertTrue(inside && !e.getMessage().isEmpty(), "seed " + seed + ": " + text);
      }
    }
  }

  static String show(Expression.Value value) {
    return switch (value) {
      case Expression.Single(PyNumber num) -> num.text();
      case Expression.Several(List<Expression.Value> values) ->
          values.stream().map(ExpressionTest::show).collect(Collectors.joining(", ", "[", "]"));
    };
  }
}
