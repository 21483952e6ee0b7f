package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts with several addresses, and names that nobody can find. */
@Timeout(30)
class DialerTest {
  private final HttpConnections connections = new HttpConnections();

  private HttpConnection dial(int port, Duration most, HostNames.Resolver resolver)
      throws IOException, InterruptedException {
    Duration patient = Duration.ofSeconds(20);
    Deadlines deadlines = new Deadlines(most, patient, patient, patient, 1);
    Route route = Route.of(URI.create("http://cellar.invalid:" + port + "/"), ProxyRules.direct());
    return new Dialer(connections, new HostNames(resolver), Optional.empty(), "Cellar")
        .dial(route, new TransferClock(deadlines, System.nanoTime()), "http://cellar.invalid/");
  }

  @AfterEach
  void close() {
    connections.close();
  }

  private static InetAddress[] addresses(String... numbers) throws UnknownHostException {
    InetAddress[] all = new InetAddress[numbers.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(numbers[i]);
    }
    return all;
  }

  @Test
  void oneOfAHostsAddressesIsEnough() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      HttpConnection made =
          dial(
              server.getLocalPort(),
              Duration.ofSeconds(10),
              _ -> addresses("::1", "127.0.0.2", "127.0.0.1"));
      assertEquals("127.0.0.1", made.socket().getInetAddress().getHostAddress());
    }
  }

  @Test
  void whenNoneAnswersTheRefusalIsTold() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      port = server.getLocalPort();
    }
    assertThrows(
        ConnectException.class,
        () -> dial(port, Duration.ofSeconds(10), _ -> addresses("127.0.0.1", "127.0.0.1")));
  }

  @Test
  void aNameThatIsNotFoundInTimeIsWaitedForNoLonger() {
    CountDownLatch end = new CountDownLatch(1);
    assertThrows(
        SocketTimeoutException.class,
        () -> dial(80, Duration.ofMillis(100), host -> whenCounted(end, host)));
    end.countDown();
  }

  private static InetAddress[] whenCounted(CountDownLatch end, String host)
      throws UnknownHostException {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(host);
  }

  @Test
  void anInterruptEndsTheWaitForAName() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () ->
                    thrown.complete(
                        assertThrows(
                            Throwable.class,
                            () ->
                                dial(
                                    80,
                                    Duration.ofSeconds(20),
                                    host -> {
                                      asked.countDown();
                                      return whenCounted(end, host);
                                    }))));
    asked.await();
    caller.interrupt();
    assertEquals(InterruptedException.class, thrown.get(10, TimeUnit.SECONDS).getClass());
    end.countDown();
  }

  @Test
  void manyWhoWantANameLookForItOnce() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    HostNames names =
        new HostNames(
            host -> {
              lookups.incrementAndGet();
              return whenCounted(end, host);
            });
    TransferClock clock = new TransferClock(Deadlines.DEFAULT, System.nanoTime());
    Thread[] callers = new Thread[8];
    for (int i = 0; i < callers.length; i++) {
      callers[i] =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThrows(
                          UnknownHostException.class, () -> names.of("cellar.invalid", clock)));
      while (callers[i].getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    end.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(1, lookups.get());
  }
}
