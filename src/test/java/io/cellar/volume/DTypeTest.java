package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DTypeTest {
  private static final String JUDGE =
      """
      import sys, numpy
      for line in sys.stdin:
          a, b = line.split()
          print(numpy.can_cast(a, b, casting='safe'), numpy.dtype(a).itemsize)
      """;

  @Test
  void widensWhereNumpyCastsSafely() throws Exception {
    List<DType[]> pairs = new ArrayList<>();
    for (DType from : DType.values()) {
      for (DType to : DType.values()) {
        pairs.add(new DType[] {from, to});
      }
    }
    List<String> judged =
        Python.linesWithNumpy(
            JUDGE, pairs.stream().map(p -> p[0].numpyName() + " " + p[1].numpyName()).toList());
    for (int i = 0; i < pairs.size(); i++) {
      DType from = pairs.get(i)[0];
      DType to = pairs.get(i)[1];
      // numpy calls these safe although a double holds 53 bits
      boolean lossy = to == DType.FLOAT64 && (from == DType.INT64 || from == DType.UINT64);
      String expected = from.widensTo(to) || lossy ? "True" : "False";
      assertEquals(expected + " " + from.bytes(), judged.get(i), from + " to " + to);
      assertTrue(!lossy || !from.widensTo(to), from + " to " + to + " loses digits");
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesAndArrays(DType dtype) {
    assertEquals(Optional.of(dtype), DType.ofNumpyName(dtype.numpyName()));
    Object array = dtype.newArray(3);
    assertEquals(3, Array.getLength(array));
    assertEquals(3L * dtype.bytes(), new Block(dtype, new long[] {3}, array).bytes());
  }

  @Test
  void unknownNames() {
    for (String name : List.of("", "UINT8", "uint", "object", "float16", "complex64")) {
      assertEquals(Optional.empty(), DType.ofNumpyName(name), name);
    }
  }
}
