package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockEngine;
import io.cellar.job.BlockOrder;
import io.cellar.volume.Roi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSpecTest {
  static JobSpec spec(String id) {
    return new JobSpec(
        id,
        "\"axons\"\n$(rm -rf ~) ü",
        Instant.parse("2026-03-01T10:20:30Z"),
        List.of(
            new JobVolume(
                "https://example.org/v.zarr",
                "v",
                List.of(100L, 200L, 300L),
                "ab".repeat(32),
                new Roi(new long[] {0, 1, 2}, new long[] {100, 101, 102}),
                List.of(0, 2)),
            new JobVolume(
                "https://example.org/w.zarr",
                "w",
                List.of(9L),
                "cd".repeat(32),
                Roi.ofShape(9),
                List.of(0),
                Optional.of(Set.of("https://example.org:443", "http://localhost:80")))),
        BlockOrder.CENTRE,
        1000,
        10,
        100,
        16,
        OptionalLong.of(20_000_000),
        true,
        false,
        true,
        Duration.ofMinutes(10),
        JobSpec.LEASE,
        4,
        Map.of("computeWorkerKind", "CW_SUBPROC", "numComputeWorkers", 4L));
  }

  private static String text(JobSpec spec) {
    return new String(spec.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    JobSpec spec = spec("20260301-102030-0a0b0c0d");
    assertEquals(spec, JobSpec.of(JsonObject.parse(text(spec))));
    assertEquals(1, text(spec).lines().count());
  }

  @Test
  void waitingWithoutEndIsReadBack() {
    JobSpec spec = spec("a");
    String patient =
        text(spec).replace("\"wait_for_host_seconds\": 600", "\"wait_for_host_seconds\": null");
    assertEquals(BlockEngine.WITHOUT_END, JobSpec.of(JsonObject.parse(patient)).waitForHost());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"https://example.org:443\"] ; 1] ; servers",
        "\"servers\": [ ; \"servers\": 7, \"x\": [ ; servers",
        "\"version\": 1 ; \"version\": 2 ; version",
        "\"operation\": \"fetch\" ; \"operation\": \"rm\" ; operation",
        "\"order\": \"centre\" ; \"order\": \"middle\" ; order",
        "\"blocks\": 1000 ; \"blocks\": -1 ; blocks",
        "\"blocks\": 1000 ; \"blocks\": 99999999999999999999 ; too large",
        "\"shards\": 10 ; \"shards\": 1001 ; shards",
        "\"start\": [0, 1, 2] ; \"start\": [0, 1] ; start",
        "\"start\": [0, 1, 2] ; \"start\": [0, -1, 2] ; start",
        "\"stop\": [100, 101, 102] ; \"stop\": [101, 101, 102] ; lie in",
        "\"levels\": [0, 2] ; \"levels\": [] ; levels",
        "\"levels\": [0, 2] ; \"levels\": [\"0\"] ; levels",
        "\"id\": \"a\" ; \"id\": \"../../x\" ; id",
        "\"bytes_per_second\": 20000000 ; \"bytes_per_second\": 0 ; bytes_per_second",
        "\"lease_seconds\": 120 ; \"lease_seconds\": 0 ; lease_seconds",
        "\"workers\": 4 ; \"workers\": 0 ; workers",
        "\"workers\": 4 ; \"workers\": 9999999999 ; workers",
        "\"created\": \"2026-03-01T10:20:30Z\" ; \"created\": \"yesterday\" ; created",
        "\"retry_failed\": true ; \"retry_failed\": \"yes\" ; retry_failed",
      },
      delimiter = ';')
  void aFieldThatIsWrongIsNamed(String good, String bad, String named) {
    String text = text(spec("a"));
    assertTrue(text.contains(good), good);
    String spoilt = text.replace(good, bad);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> JobSpec.of(JsonObject.parse(spoilt)), spoilt);
    assertTrue(e.getMessage().contains(named), e::getMessage);
  }

  /** Whatever is cut, doubled or changed: it is read as something that can be, or refused. */
  @Test
  void spoiltTextsNeverDoMoreThanBeRefused() {
    String text = text(spec("a"));
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder spoilt = new StringBuilder(text);
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> spoilt.setLength(at);
        case 1 -> spoilt.setCharAt(at, "{}[],:\"0-e\\ntx".charAt(random.nextInt(14)));
        case 2 -> spoilt.insert(at, text, 0, at);
        default -> spoilt.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
      }
      try {
        JobSpec.of(JsonObject.parse(spoilt.toString()));
      } catch (IllegalArgumentException e) {
        refused++;
      } catch (ArithmeticException e) {
        refused++; // a number that is no int
      }
    }
    assertTrue(refused > 1000, "" + refused);
  }
}
