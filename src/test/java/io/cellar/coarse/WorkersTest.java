package io.cellar.coarse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void whoIsInterruptedWaitsUntilTheWorkHasEnded() throws Exception {
    try (Workers workers = new Workers()) {
      CountDownLatch begun = new CountDownLatch(1);
      AtomicBoolean ended = new AtomicBoolean();
      AtomicReference<Throwable> told = new AtomicReference<>();
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      workers.run(
                          stop -> {
                            begun.countDown();
                            while (!stop.get()) {
                              Thread.onSpinWait();
                            }
                            ended.set(true);
                            return "too late";
                          });
                    } catch (InterruptedException | ExecutionException e) {
                      assertTrue(ended.get());
                      told.set(e);
                    }
                  });
      begun.await();
      caller.interrupt();
      caller.join();
      assertInstanceOf(InterruptedException.class, told.get());
    }
  }

  @Test
  void whatFailsIsTold() {
    try (Workers workers = new Workers()) {
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () ->
                  workers.run(
                      stop -> {
                        throw new IOException("no such voxel");
                      }));
      assertEquals("no such voxel", e.getCause().getMessage());
    }
  }
}
