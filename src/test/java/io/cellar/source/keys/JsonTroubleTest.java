package io.cellar.source.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class JsonTroubleTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(5).maxTokenCount(20).build())
                  .build())
          .build();

  private static String words(String json) {
    return JsonTrouble.words(
        "/d/.zarray", assertThrows(JacksonException.class, () -> MAPPER.readTree(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"shape\":[16", "{\"a\":", "{]", "<html>", "[1, 2", "nul", "{\"a\":\"b"})
  void whatIsNoJsonIsSaidWithoutWordsOfTheParser(String json) {
    assertPlain(words(json), "not JSON: /d/.zarray: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[[[[[[[1]]]]]]]]", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"})
  void jsonThatIsTooMuchIsCalledSo(String json) {
    assertPlain(words(json), "more than is read: /d/.zarray: ");
  }

  private static void assertPlain(String words, String start) {
    assertTrue(words.startsWith(start), words);
    assertEquals(1, words.lines().count(), words);
    for (String own : new String[] {"Stream", "Source", "`", "start marker"}) {
      assertFalse(words.contains(own), words);
    }
  }
}
