package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.keys.KeyStore;
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
    "https://host/other/y/, ../other/y",
    "https://HOST:443/other, ../other",
    "https://host/a%20b, ../a b",
    "precomputed://https://host/other, ../other",
    "https://host/other|neuroglancer-precomputed:, ../other",
    "https://host/other/|precomputed:, ../other",
  })
  void itIsFollowedOnTheSameHost(String redirect, String target) throws Exception {
    MapKeys keys = new MapKeys(false).put("info", to(redirect)).put(target + "/info", VOLUME);
    Found found = new PrecomputedFormat().find(new Metadata(keys)).orElseThrow();
    assertEquals(keys.address(target + "/s"), address(found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere/x",
        "https://host:8443/x",
        "https://host/x?token=1",
        "gs://bucket/x",
        "https://user@host/x"
      })
  void whetherItIsFollowedElsewhereIsDecidedByOthers(String redirect) throws Exception {
    MapKeys keys = new MapKeys(false).put("info", to("precomputed://" + redirect));
    MapKeys elsewhere = new MapKeys(false).put("info", VOLUME);
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
  @ValueSource(strings = {"", " ", "http://host/x", "HTTP://host/x", "file:///etc", "a\\\\b"})
  void someAreNeverFollowed(String redirect) {
    MapKeys keys = new MapKeys(false).put("info", to(redirect)).put("x/info", VOLUME);
    assertTrue(refusal(keys).contains("(https://host/volume/info, redirect)"), refusal(keys));
  }

  @Test
  void itDoesNotLeadOutOfAFolder() throws Exception {
    for (String redirect : List.of("../other", "/other", "inner/../../other")) {
      MapKeys keys = new MapKeys(true).put("info", to(redirect)).put("../other/info", VOLUME);
      assertTrue(refusal(keys).contains("leads out of the folder"));
    }
    MapKeys keys = new MapKeys(true).put("info", to("inner")).put("inner/info", VOLUME);
    assertEquals(
        "/host/volume/inner/s",
        address(new PrecomputedFormat().find(new Metadata(keys)).orElseThrow()));
  }

  @Test
  void itIsFollowedOnceAndMustLeadToAVolume() {
    MapKeys keys =
        new MapKeys(false).put("info", to("a")).put("a/info", to("../b")).put("b/info", VOLUME);
    assertTrue(refusal(keys).startsWith("a second redirect is not followed"));
    MapKeys nothing = new MapKeys(false).put("info", to("a"));
    assertTrue(refusal(nothing).startsWith("there is no volume where it leads to"));
    nothing.put("a/info", "{\"@type\": \"neuroglancer_skeletons\"}");
    assertTrue(refusal(nothing).contains("is no volume"));
  }
}
