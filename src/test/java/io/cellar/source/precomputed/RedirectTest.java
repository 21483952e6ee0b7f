package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.Metadata;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final String VOLUME =
      """
      {"data_type": "uint8", "scales": [{"key": "s", "resolution": [1, 1, 1], "encoding": "raw",
       "size": [9, 9, 9], "chunk_sizes": [[9, 9, 9]]}]}\
      """;

  private static String to(String address) {
    return "{\"redirect\": \"" + address + "\"}";
  }

  private static String address(Found found) {
    return ((Found.Image) found).image().levels().getFirst().array().address();
  }

  @ParameterizedTest
  @CsvSource({
    "inner/x, inner/x",
    "./inner/x/, inner/x",
    "../other, ../other",
    "../../../other, ../other",
    "/other/y, ../other/y",
    "https://example.org/other/y/, ../other/y",
    "https://EXAMPLE.org:443/other, ../other",
    "https://example.org/a%20b, ../a b",
    "precomputed://https://example.org/other, ../other",
    "https://example.org/other|neuroglancer-precomputed:, ../other",
    "https://example.org/other/|precomputed:, ../other",
  })
  void itIsFollowedOnTheSameHost(String redirect, String target) throws Exception {
    MemoryKeys keys = Levels.server().put("info", to(redirect)).put(target + "/info", VOLUME);
    Found found = new PrecomputedFormat().find(new Metadata(keys)).orElseThrow();
    assertEquals(keys.address(target + "/s"), address(found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere/x",
        "https://example.org:8443/x",
        "https://example.org/x?token=1",
        "gs://bucket/x",
        "https://user@example.org/x"
      })
  void whetherItIsFollowedElsewhereIsDecidedByOthers(String redirect) throws Exception {
    MemoryKeys keys = Levels.server().put("info", to("precomputed://" + redirect));
    MemoryKeys elsewhere = Levels.server().put("info", VOLUME);
    List<Object> opened = new ArrayList<>();
    PrecomputedFormat format =
        new PrecomputedFormat(
            (address, from) -> {
              opened.add(address);
              opened.add(from);
              return elsewhere;
            });
    Found found = format.find(new Metadata(keys)).orElseThrow();
    assertEquals(elsewhere.address("s"), address(found));
    assertEquals(List.of(redirect, (KeyStore) keys), opened);
    assertTrue(refusal(keys).contains("the volume is elsewhere, at " + redirect));
  }

  private static String refusal(KeyStore keys) {
    return assertThrows(
            FormatException.class, () -> new PrecomputedFormat().find(new Metadata(keys)))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "http://example.org/x", "HTTP://example.org/x", "file:///etc", "a\\\\b"})
  void someAreNeverFollowed(String redirect) {
    MemoryKeys keys = Levels.server().put("info", to(redirect)).put("x/info", VOLUME);
    assertTrue(
        refusal(keys).contains("(https://example.org/volume/info, redirect)"), refusal(keys));
  }

  @Test
  void itDoesNotLeadOutOfAFolder() throws Exception {
    for (String redirect : List.of("../other", "/other", "inner/../../other")) {
      MemoryKeys keys =
          Levels.server().asFolder().put("info", to(redirect)).put("../other/info", VOLUME);
      assertTrue(refusal(keys).contains("leads out of the folder"));
    }
    MemoryKeys keys = Levels.server().asFolder().put("info", to("inner")).put("inner/info", VOLUME);
    assertEquals(
        "/data/volume/inner/s",
        address(new PrecomputedFormat().find(new Metadata(keys)).orElseThrow()));
  }

  @Test
  void itIsFollowedOnceAndMustLeadToAVolume() {
    MemoryKeys keys =
        Levels.server().put("info", to("a")).put("a/info", to("../b")).put("b/info", VOLUME);
    assertTrue(refusal(keys).startsWith("a second redirect is not followed"));
    MemoryKeys nothing = Levels.server().put("info", to("a"));
    assertTrue(refusal(nothing).startsWith("there is no volume where it leads to"));
    nothing.put("a/info", "{\"@type\": \"neuroglancer_skeletons\"}");
    assertTrue(refusal(nothing).contains("is no volume"));
  }
}
