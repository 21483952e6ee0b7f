package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.volume.Python;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonTextTest {
  private static final String REWRITE =
      """
      import sys, json
      for line in sys.stdin:
          print(json.dumps(json.dumps(json.loads(json.loads(line)), indent=4)))
      """;

  @Test
  void objectsAndLists() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("b", Arrays.asList(1L, null, true));
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("a", inner);
    outer.put("c", "ü\n\"");
    assertEquals(
        """
        {
            "a": {
                "b": [
                    1,
                    null,
                    true
                ]
            },
            "c": "\\u00fc\\n\\""
        }\
        """,
        PythonText.json(outer));
  }

  /** What is written, read and written again by Python, is the same. */
  @Test
  void sameAsPython() throws Exception {
    List<String> texts = new ArrayList<>();
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      double any = Double.longBitsToDouble(random.nextLong());
      double usual = random.nextInt(2_000_000) / Math.pow(10, random.nextInt(8));
      texts.add(
          PythonText.json(
              List.of(any, usual, usual * 1e12, (double) random.nextInt(), text(random))));
    }
    texts.add(
        PythonText.json(
            List.of(0.0, -0.0, 1e16, 1e15, 1e-4, 1e-5, 5e-324, Double.MAX_VALUE, 1e22, 1e23, 0.1)));
    texts.add(
        PythonText.json(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    List<String> theirs = Python.lines(REWRITE, texts.stream().map(PythonText::json).toList());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(PythonText.json(texts.get(i)), theirs.get(i), texts.get(i));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x11000);
      text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
    }
    return text.toString();
  }
}
