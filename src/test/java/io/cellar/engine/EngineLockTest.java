package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class EngineLockTest {
  private final EngineLock lock = new EngineLock(new ReentrantLock());
  private final List<String> told = new ArrayList<>();

  @Test
  void aThreadThatCannotBeHadIsToldWhileDeciding() {
    lock.decide(
        () -> {
          lock.startLater(
              () -> {
                throw new OutOfMemoryError("unable to create native thread");
              },
              error -> {
                lock.check();
                told.add(error.getMessage());
              });
          told.add("decided");
        });
    assertEquals(List.of("decided", "unable to create native thread"), told);
  }

  @Test
  void aLookDoesNotWaitForADecision() throws Exception {
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Void> decision =
        CompletableFuture.runAsync(
            () ->
                lock.decide(
                    () -> {
                      deciding.countDown();
                      try {
                        assertTrue(goOn.await(30, TimeUnit.SECONDS));
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      told.add("decided");
                    }));
    assertTrue(deciding.await(30, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), lock.look(() -> told.size()));
    goOn.countDown();
    decision.get(30, TimeUnit.SECONDS);
    assertEquals(Optional.of(1), lock.look(() -> told.size()));
    assertThrows(IllegalStateException.class, lock::check);
  }

  @Test
  void aThreadThatStartsIsNotTold() {
    lock.decide(() -> lock.startLater(() -> told.add("started"), error -> told.add("not")));
    assertEquals(List.of("started"), told);
    assertThrows(IllegalStateException.class, lock::check);
  }
}
