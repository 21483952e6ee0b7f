package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other software encoded is decoded to what it said, and to no other size. */
class VectorTest {

  @ParameterizedTest
  @MethodSource("readable")
  void decodesWhatOthersEncoded(Vector vector) throws IOException {
    byte[] stored = vector.stored().clone();
    byte[] decoded = vector.codec().decode(stored, vector.size());
    assertEquals(vector.size(), decoded.length);
    assertEquals(vector.crc(), Vector.crc(decoded), "decodes to other bytes");
    assertArrayEquals(vector.stored(), stored, "changes its input");
  }

  @ParameterizedTest
  @MethodSource("readable")
  void refusesAnotherSizeThanIsThere(Vector vector) {
    int size = vector.size();
    for (int other : new int[] {0, size - 1, size + 1, 2 * size}) {
      if (other != size) {
        CodecException e =
            assertThrows(
                CodecException.class,
                () -> vector.codec().decode(vector.stored(), other),
                "size " + other);
        assertTrue(e.getMessage().matches("an? [^\n]+"), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void saysWhatAPictureHasThatIsNotRead(Vector vector) {
    CodecException e =
        assertThrows(
            CodecException.class, () -> vector.codec().decode(vector.stored(), vector.size()));
    String has = vector.about().substring(2);
    assertTrue(e.getMessage().contains(has), () -> e.getMessage() + ", expected " + has);
  }

  static Stream<Vector> readable() throws IOException {
    return Vector.all().stream().filter(v -> !v.family().endsWith("refused"));
  }

  static Stream<Vector> refused() throws IOException {
    return Vector.all().stream().filter(v -> v.family().endsWith("refused"));
  }
}
