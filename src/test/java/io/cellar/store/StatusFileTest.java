package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.StatusFile.Checksum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is taken from a status, and that any other text means a block without a checksum. */
class StatusFileTest {
  private static final String CHECKSUM =
      "{\"bytes\":12,\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"0000002a\"}";
  private static final Checksum OLD = new Checksum(12, 42);
  private static final Checksum NEW = new Checksum(7, -1);

  @Test
  void theChecksumIsReadWhateverFollows() {
    for (String rest : List.of("}", ",\"url\":\"a}\\\"b\"}\n", ",\"x\":{\n}} \r\n", "\n }\n")) {
      StatusFile found = StatusFile.parse(CHECKSUM + rest);
      assertEquals(Optional.of(OLD), found.checksum(), rest);
      assertEquals(Optional.empty(), found.next(), rest);
    }
    assertEquals(Optional.of(OLD), StatusFile.parse(CHECKSUM.replace(":", " : ") + "}").checksum());
  }

  @Test
  void whatIsWrittenIsReadAndOtherNumbersAreNone() {
    Random random = new Random(20261129);
    for (int i = 0; i < 200; i++) {
      Checksum checksum = new Checksum(random.nextLong() >>> (5 + random.nextInt(50)), i * 77_777);
      Provenance from = new Provenance("http://a/b?c", Optional.of("e\"}"), Instant.EPOCH);
      String text = new String(StatusFile.write(checksum, from), StandardCharsets.UTF_8);
      assertEquals(Optional.of(checksum), StatusFile.parse(text).checksum(), text);
      StatusFile spaced = StatusFile.parse(text.replace(",\"checksum\"", " ,\"checksum\""));
      assertEquals(Optional.of(checksum), spaced.checksum(), "by the full parse");
      assertEquals(text, StatusFile.parse(text).text());
    }
    String written = CHECKSUM + ",\"url\":\"\"}\n";
    assertEquals(Optional.of(OLD), StatusFile.parse(written).checksum());
    for (String bad :
        List.of(
            written.replace("12", ""),
            written.replace("12", "1x"),
            written.replace("12", "-1"),
            written.replace("12", "1234567890123456789"),
            written.replace("0000002a", "0000002A"),
            written.replace("0000002a", "000002a"),
            written.replace("crc32c", "crc32d"))) {
      assertEquals(Optional.empty(), StatusFile.parse(bad).checksum(), bad);
    }
  }

  @Test
  void whatIsCutOrForeignTellsNone() {
    for (String text : List.of("", "{}", CHECKSUM, CHECKSUM + "\n", CHECKSUM + ",\"url\":\"x")) {
      assertEquals(Optional.empty(), StatusFile.parse(text).checksum(), text);
    }
  }

  @Test
  void bothFilesAreAllowedWhileOneReplacesTheOther() {
    StatusFile before = StatusFile.parse(CHECKSUM + ",\"url\":\",\\\"next\\\":\"}\n");
    String announced = new String(before.announcing(NEW).orElseThrow(), StandardCharsets.UTF_8);
    StatusFile between = StatusFile.parse(announced);
    assertTrue(between.allows(OLD));
    assertTrue(between.allows(NEW));
    assertFalse(between.allows(new Checksum(7, 42)));
    assertFalse(before.allows(NEW));
    assertEquals(Optional.empty(), StatusFile.parse(announced + "x}").next());
  }
}
