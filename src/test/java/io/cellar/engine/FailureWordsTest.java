package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailureWordsTest {
  private static String words(String cause, String from, String volume, int tries) {
    return FailureWords.of(cause, from, "0:8,0:8", volume, tries);
  }

  @Test
  void theReasonComesFirstAndTheAddressOnce() {
    assertEquals(
        "the server answered 500: http://h/v/0.1 (block 0:8,0:8 of v2, 4 tries)",
        words("http://h/v/0.1: the server answered 500", "http://h/v/0.1", "v2", 4));
  }

  @Test
  void anotherObjectOfTheBlockIsTheOneThatIsNamed() {
    assertEquals(
        "a chunk is damaged: no end: http://h/v/0.1 (block 0:8,0:8 of x, 4 tries)",
        words("http://h/v/0.1: a chunk is damaged: no end", "http://h/v/0.0", "x", 4));
  }

  @Test
  void theFolderOfAFileIsNotNamedAgain() {
    assertEquals(
        "a chunk is damaged: /d/v.zarr/0.0 (block 0:8,0:8)",
        words("/d/v.zarr/0.0: a chunk is damaged", "the disk", "/d/v.zarr", 1));
  }

  @Test
  void whatSaysNoAddressGetsIt() {
    assertEquals(
        "broken: http://h/v/0.1 (block 0:8,0:8 of x)", words("broken", "http://h/v/0.1", "x", 1));
  }
}
