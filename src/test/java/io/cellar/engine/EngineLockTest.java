package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
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
  void aThreadThatStartsIsNotTold() {
    lock.decide(() -> lock.startLater(() -> told.add("started"), error -> told.add("not")));
    assertEquals(List.of("started"), told);
    assertThrows(IllegalStateException.class, lock::check);
  }
}
