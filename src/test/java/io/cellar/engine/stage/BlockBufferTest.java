package io.cellar.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BlockBufferTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean standsStill = new AtomicBoolean();

  private BlockBuffer<String> buffer(int blocks, long bytes, double seconds, String... slots) {
    Optional<Duration> timeout =
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    // Each look at the clock is a second later.
    return new BlockBuffer<>(
        new BufferRules("read", blocks, bytes, timeout, timeout),
        List.of(slots),
        () -> clock.addAndGet(1_000_000_000L),
        standsStill::get);
  }

  private static BlockKey key(long index) {
    return new BlockKey(1, index);
  }

  @Test
  void blocksComeOutCompleteAndInTheOrderOfCompletion() throws Exception {
    BlockBuffer<String> buffer = buffer(4, 100, 0, "a", "b");
    buffer.add(key(1), "a", "1a", 1);
    buffer.add(key(2), "b", "2b", 1);
    buffer.add(key(2), "a", "2a", 1);
    buffer.add(key(1), "b", "1b", 1);
    assertEquals(
        new BlockBuffer.Complete<>(key(2), List.of("2a", "2b")), buffer.pop().orElseThrow());
    assertEquals(
        new BlockBuffer.Complete<>(key(1), List.of("1a", "1b")), buffer.pop().orElseThrow());
    assertEquals(2, buffer.passed());
  }

  @Test
  void aSmallerRankComesFirst() throws Exception {
    BlockBuffer<String> buffer = buffer(4, 100, 0, "a");
    buffer.insert(key(1), List.of("bulk"), 1, 2);
    buffer.insert(key(2), List.of("visible"), 1, 0);
    assertEquals(key(2), buffer.pop().orElseThrow().key());
  }

  @Test
  void fillingOneSlotTwiceDoesNotCompleteABlock() throws Exception {
    BlockBuffer<String> buffer = buffer(4, 100, 5, "a", "b");
    buffer.add(key(1), "a", "old", 1);
    buffer.add(key(1), "a", "new", 1);
    assertThrows(BufferTimeoutException.class, buffer::pop);
    buffer.add(key(1), "b", "b", 1);
    assertEquals(List.of("new", "b"), buffer.pop().orElseThrow().parts());
  }

  @Test
  void theLastPartOfABlockNeedsNoFreePlace() throws Exception {
    BlockBuffer<String> buffer = buffer(1, 2, 0, "a", "b");
    buffer.add(key(1), "a", "a", 2);
    buffer.add(key(1), "b", "b", 2);
    assertEquals(key(1), buffer.pop().orElseThrow().key());
  }

  @Test
  void theSameBlockInsertedTwiceIsReplacedAndComesOutOnce() throws Exception {
    BlockBuffer<String> buffer = buffer(1, 2, 5, "a");
    buffer.insert(key(1), List.of("old"), 2, 0);
    buffer.insert(key(1), List.of("new"), 2, 0);
    assertEquals(List.of("new"), buffer.pop().orElseThrow().parts());
    assertThrows(BufferTimeoutException.class, buffer::pop);
    assertEquals(0, buffer.use().inUse());
    buffer.insert(key(2), List.of("fits"), 2, 0);
  }

  @Test
  void insertTimeoutNamesTheSettingItsValueAndHowManyPassed() throws Exception {
    BlockBuffer<String> buffer = buffer(1, 100, 10, "a");
    buffer.insert(key(1), List.of("x"), 1, 0);
    buffer.pop();
    buffer.insert(key(1), List.of("x"), 1, 0);
    BufferTimeoutException error =
        assertThrows(BufferTimeoutException.class, () -> buffer.insert(key(2), List.of("y"), 1, 0));
    assertTrue(error.getMessage().contains("1 blocks had passed"), error.getMessage());
    assertTrue(
        error.getMessage().contains("Raise readBufferInsertTimeout, which is 10.0 s"),
        error.getMessage());
  }

  @Test
  void bytesAreBoundedButOneLargeBlockIsLetIn() throws Exception {
    BlockBuffer<String> buffer = buffer(9, 10, 3, "a");
    buffer.insert(key(1), List.of("huge"), 1000, 0);
    assertThrows(BufferTimeoutException.class, () -> buffer.insert(key(2), List.of("s"), 1, 0));
    buffer.pop();
    buffer.insert(key(2), List.of("s"), 1, 0);
  }

  @Test
  void withoutPlacesNothingGoesIn() {
    BlockBuffer<String> buffer = buffer(0, 10, 3, "a");
    assertThrows(BufferTimeoutException.class, () -> buffer.insert(key(2), List.of("s"), 1, 0));
  }

  @Test
  void theClockCanStandStill() throws Exception {
    standsStill.set(true);
    BlockBuffer<String> buffer = buffer(1, 10, 2, "a");
    CompletableFuture<BlockKey> popped = async(() -> buffer.pop().orElseThrow().key());
    while (clock.get() < 8_000_000_000L) {
      Thread.onSpinWait();
    }
    buffer.insert(key(7), List.of("late"), 1, 0);
    assertEquals(key(7), popped.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aWorkersErrorComesBeforeTheTimeoutItCaused() throws Exception {
    BlockBuffer<String> buffer = buffer(1, 10, 1000, "a");
    Throwable cause = new IllegalArgumentException("root");
    CompletableFuture<Object> popped = async(buffer::pop);
    buffer.fail(cause);
    buffer.fail(new IllegalArgumentException("later"));
    CompletionException error = assertThrows(CompletionException.class, popped::join);
    assertSame(cause, error.getCause().getCause());
    assertSame(
        cause,
        assertThrows(IllegalStateException.class, () -> buffer.insert(key(1), List.of("x"), 1, 0))
            .getCause());
  }

  @Test
  void popOfOneBlockGivesNothingOnTimeout() throws Exception {
    BlockBuffer<String> buffer = buffer(3, 10, 2, "a");
    assertEquals(Optional.empty(), buffer.pop(key(1)));
    buffer.insert(key(1), List.of("x"), 1, 0);
    buffer.insert(key(2), List.of("y"), 1, 0);
    assertEquals(List.of("y"), buffer.pop(key(2)).orElseThrow().parts());
    assertEquals(1, buffer.passed());
  }

  @Test
  void afterClosingTheRestCanBeTaken() throws Exception {
    BlockBuffer<String> buffer = buffer(3, 10, 0, "a");
    buffer.insert(key(1), List.of("x"), 1, 0);
    buffer.close();
    assertThrows(IllegalStateException.class, () -> buffer.insert(key(2), List.of("y"), 1, 0));
    assertEquals(key(1), buffer.pop().orElseThrow().key());
    assertEquals(Optional.empty(), buffer.pop());
  }

  private static <T> CompletableFuture<T> async(java.util.concurrent.Callable<? extends T> body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return body.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }
}
