package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.StatusFile.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
