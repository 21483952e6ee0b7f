package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.thread.Threads;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who computes the voxels that the server sends. */
class AnswersTest {
  private static final String BLOCK = "/v/0-9_0-9_0-9.h5";

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ServedVolume tissue = new SyntheticVolume().level(3);
  private final ServedVolume watched =
      new ServedVolume() {
        @Override
        public Axes axes() {
          return tissue.axes();
        }

        @Override
        public long[] shape() {
          return tissue.shape();
        }

        @Override
        public DType dtype() {
          return tissue.dtype();
        }

        @Override
        public Block block(Roi roi) throws IOException {
          threads.add(Thread.currentThread());
          return tissue.block(roi);
        }
      };

  private Answers answers(ExecutorService pool) {
    return new Answers(Map.of("v", watched), "/cube", pool);
  }

  /** What a virtual thread is answered, as a connection is. */
  private static Response ask(Answers answers) throws Exception {
    String head = "GET " + BLOCK + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    Request request =
        Request.read(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)))
            .orElseThrow();
    Response[] answer = new Response[1];
    Thread connection =
        Threads.virtual("connection", () -> answer[0] = answers.to(request).answer());
    connection.start();
    connection.join();
    return answer[0];
  }

  @Test
  void voxelsAreComputedOnPlatformThreads() throws Exception {
    try (Answers answers = answers(Threads.pool("test-", 1))) {
      byte[] first = ask(answers).body();
      assertArrayEquals(first, ask(answers).body());
      assertEquals(2, threads.size());
      assertFalse(threads.getFirst().isVirtual());
      assertSame(threads.get(0), threads.get(1));
    }
  }

  @Test
  void withoutAThreadTheConnectionsOwnComputes() throws Exception {
    ExecutorService none =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    try (Answers answers = answers(none)) {
      assertEquals(200, ask(answers).status());
      assertTrue(threads.getFirst().isVirtual());
    }
  }

  @Test
  void nothingIsComputedOnceItIsClosed() throws Exception {
    Answers answers = answers(Threads.pool("test-", 1));
    answers.close();
    assertEquals(503, ask(answers).status());
    assertEquals(List.of(), threads);
  }
}
