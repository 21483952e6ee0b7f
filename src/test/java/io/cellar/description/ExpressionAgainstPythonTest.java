package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.volume.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The evaluator gives what Python gives, or nothing. */
class ExpressionAgainstPythonTest {
  private static final String SCRIPT =
      """
      import sys, json
      for line in sys.stdin:
          try:
              value = eval(json.loads(line))
              value = list(value) if isinstance(value, tuple) else value
          except Exception as e:
              value = type(e).__name__
          print(json.dumps(str(value)))
      """;

  @Test
  void sameValues() throws Exception {
    List<String> texts = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (long seed = 0; seed < 3000; seed++) {
      String text = expression(new Random(seed), 4);
      try {
        ours.add(ExpressionTest.show(Expression.evaluate(text)));
        texts.add(text);
      } catch (Expression.Invalid e) {
        // refusing is always right; what Python would have made of it does not matter
        continue;
      }
    }
    List<String> theirs = Python.lines(SCRIPT, texts.stream().map(PythonText::json).toList());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(PythonText.json(ours.get(i)), theirs.get(i), texts.get(i));
    }
  }

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return random.nextInt(6) == 0
          ? "0x" + Integer.toHexString(random.nextInt(300))
          : String.valueOf(random.nextInt(random.nextBoolean() ? 4 : 1000));
    }
    String a = expression(random, depth - 1);
    String b = expression(random, depth - 1);
    return switch (random.nextInt(10)) {
      case 0 -> "(" + a + ")";
      case 1 -> "-" + a;
      case 2 -> a + " ** " + random.nextInt(4);
      case 3 -> a + "//" + b;
      case 4 -> a + " % " + b;
      case 5 -> "(" + a + " - " + b + ")*" + a;
      case 6 -> a + "-" + b;
      case 7 -> a + "\t*" + b;
      case 8 -> "+ " + a + "+" + b;
      default -> depth == 4 ? "[" + a + ", " + b + ",]" : a;
    };
  }
}
