package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFormatTest {
  /** Prints the result, or nothing for what Python refuses. */
  private static final String JUDGE =
      """
      import sys
      for line in sys.stdin:
          number, text, template = line.rstrip('\\n').split('\\t')
          try:
              print('=' + template.format(x_start=int(number), roiString=text))
          except (ValueError, KeyError, IndexError, AttributeError):
              print('refused')
      """;

  private static String format(String template, Object value) {
    return PythonFormat.parse(template).format(Map.of("x", value));
  }

  @ParameterizedTest
  @CsvSource({
    "{x}, 42, 42",
    "a{x}b{x}, 42, a42b42",
    "{x:05d}, 42, 00042",
    "{x:05d}, -42, -0042",
    "{x:>5}, 42, '   42'",
    "{x:*<5}, 42, 42***",
    "{x:^5}, 42, ' 42  '",
    "{x:+}, 42, +42",
    "{x:x}, 255, ff",
    "{x:#X}, 255, 0XFF",
    "{x:b}, 5, 101",
    "{x:o}, 8, 10",
    "{{{x}}}, 42, {42}",
    "{x:;}, 42, ''",
  })
  void numbers(String template, long value, String expected) {
    if (expected.isEmpty()) {
      assertThrows(IllegalArgumentException.class, () -> format(template, value));
    } else {
      assertEquals(expected, format(template, value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "}", "{x", "x}", "{}", "{0}", "{x.y}", "{x[0]}", "{x!r}", "{x:{y}}", "{ x}"})
  void refused(String template) {
    assertThrows(IllegalArgumentException.class, () -> PythonFormat.parse(template));
  }

  @Test
  void fieldsInOrderOfUse() {
    Set<String> fields = PythonFormat.parse("{b}{a}{b:5}{{c}}").fields();
    assertEquals(List.of("b", "a"), List.copyOf(fields));
  }

  @Test
  void missingValueIsNamed() {
    PythonFormat format = PythonFormat.parse("{x_stop}");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> format.format(Map.of("x", 1L)));
    assertTrue(e.getMessage().contains("{x_stop}"), e.getMessage());
  }

  /**
   * What is formatted is what Python makes of it; and what is refused, Python refuses too, unless
   * it is one of the forms that are left out on purpose.
   */
  @Test
  void sameAsPython() throws Exception {
    Pattern leftOut = Pattern.compile(".*(?:[cneEfFgG%]}|![rsa]|\\{x_start\\.|\\{\\}).*");
    List<String> inputs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (long seed = 0; seed < 6000; seed++) {
      Random random = new Random(seed);
      long number = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(-3000, 200_000);
      String text = "[" + random.nextInt(1000) + ", 7]";
      String template = template(random);
      inputs.add(number + "\t" + text + "\t" + template);
      ours.add(ours(template, number, text));
    }
    List<String> theirs = Python.lines(JUDGE, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      Matcher m = leftOut.matcher(inputs.get(i));
      if (!(ours.get(i).equals("refused") && m.matches())) {
        assertEquals(theirs.get(i), ours.get(i), "seed " + i + ": " + inputs.get(i));
      }
    }
  }

  private static String ours(String template, long number, String text) {
    try {
      Map<String, ?> values = Map.of("x_start", number, "roiString", text);
      return "=" + PythonFormat.parse(template).format(values);
    } catch (IllegalArgumentException e) {
      return "refused";
    }
  }

  private static String template(Random random) {
    StringBuilder template = new StringBuilder("a");
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      switch (random.nextInt(6)) {
        case 0 -> template.append("{{");
        case 1 -> template.append("}}-");
        case 2 -> template.append(random.nextInt(8) == 0 ? "{" : "/");
        default ->
            template
                .append(random.nextInt(3) == 0 ? "{roiString" : "{x_start")
                .append(spec(random))
                .append('}');
      }
    }
    return template.toString();
  }

  private static String spec(Random random) {
    if (random.nextInt(4) == 0) {
      return "";
    }
    return ":"
        + pick(random, "", "", "", "<", ">", "^", "=", "*<", "0>", "x^", " =", "_=")
        + pick(random, "", "", "", "", "+", "-", " ")
        + pick(random, "", "", "", "#")
        + pick(random, "", "", "0")
        + pick(random, "", "3", "8", "12", "20")
        + pick(random, "", "", "", "", ",", "_")
        + pick(random, "", "", "", "", "", ".2", ".20")
        + pick(random, "", "d", "d", "s", "x", "X", "b", "o", "q");
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
