package io.cellar.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The form of a message, on random ones. */
class MessageTest {
  private static final long SEED = 20260611;
  private static final String[] BEGINS = {
    "/",
    "file:///",
    "http://h/",
    "HTTPS://h/",
    "s3://b/",
    "gs://b/",
    "zarr://s3://b/",
    "n5:///",
    "precomputed://gs://b/",
    "cellar:",
    "zarr3://file:///"
  };

  private final Random random = new Random(SEED);

  private String location() {
    StringBuilder text = new StringBuilder(BEGINS[random.nextInt(BEGINS.length)]).append('x');
    for (int i = random.nextInt(40); i > 0; i--) {
      int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x20000);
      boolean stands =
          Character.isDefined(c)
              && !Character.isISOControl(c)
              && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
      text.appendCodePoint(stands ? c : '|');
    }
    return text.toString();
  }

  private List<String> locations() {
    List<String> locations = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      locations.add(location());
    }
    return locations;
  }

  private static List<String> read(byte[] bytes) throws RefusedException {
    return Message.locations(ByteBuffer.wrap(bytes));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    for (int i = 0; i < 2000; i++) {
      List<String> locations = locations();
      assertEquals(locations, read(Message.bytes(locations)));
    }
  }

  @Test
  void noPartOfAMessageIsOne() throws Exception {
    for (int i = 0; i < 50; i++) {
      byte[] bytes = Message.bytes(locations());
      for (int length = 0; length < bytes.length; length++) {
        byte[] part = Arrays.copyOf(bytes, length);
        assertThrows(RefusedException.class, () -> read(part));
      }
      byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
      more[bytes.length] = '\n';
      assertThrows(RefusedException.class, () -> read(more));
    }
  }

  @Test
  void aDamagedMessageIsRefusedOrHasLocationsOnly() throws Exception {
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Message.bytes(locations());
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        for (String location : read(bytes)) {
          assertEquals(Optional.empty(), HandedLocation.problem(location));
        }
      } catch (RefusedException e) {
        refused++;
        assertTrue(e.getMessage().length() < 400, e.getMessage());
      }
    }
    assertTrue(refused > 5000, refused + " refused");
  }

  @Test
  void theBoundsAreInclusive() throws Exception {
    assertEquals(100, read(Message.bytes(Collections.nCopies(100, "/a"))).size());
    assertThrows(RefusedException.class, () -> Message.bytes(Collections.nCopies(101, "/a")));
    int head = "cellar-open 1 1\n/\n".length();
    String longest = "/" + "a".repeat(Message.MOST_BYTES - head);
    assertEquals(Message.MOST_BYTES, Message.bytes(List.of(longest)).length);
    assertEquals(List.of(longest), read(Message.bytes(List.of(longest))));
    assertThrows(RefusedException.class, () -> Message.bytes(List.of(longest + "a")));
  }

  @Test
  void anAnswerIsReadAsItIsMeant() {
    for (Answer answer : List.of(Answer.OK, Answer.no("a reason"))) {
      assertEquals(Optional.of(answer), Answer.of(answer.bytes()));
    }
    assertEquals(Optional.empty(), Answer.of(ByteBuffer.allocate(0)));
    assertEquals(Optional.empty(), Answer.of(StandardCharsets.UTF_8.encode("o")));
    assertTrue(Answer.of(StandardCharsets.UTF_8.encode("hello\n")).get().reason().isPresent());
    assertEquals(
        Optional.of("\\u001b[31m"),
        Answer.of(StandardCharsets.UTF_8.encode("no \u001b[31m\n")).get().reason());
    assertTrue(Answer.no("\u20ac".repeat(9999)).bytes().remaining() <= Answer.MOST_BYTES);
  }
}
