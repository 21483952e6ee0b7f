package io.cellar.source;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer on the wire, without redirects. The calling thread is the watchdog: it
 * waits in short steps and cancels the client's future when a deadline has passed, because the
 * client's own timeout ends at the head of the answer.
 */
final class Exchange {
  private final HttpClient client;
  private final TransferClock clock;
  private final String address;
  private final BodyRule rule;
  private final TransferProgress progress;
  private volatile boolean isPage;

  /** What came: any status, as much of the body as was wanted. */
  record Reply(int status, HttpHeaders headers, byte[] body, long firstByteNanos) {}

  Exchange(
      HttpClient client,
      TransferClock clock,
      String address,
      BodyRule rule,
      TransferProgress progress) {
    this.client = client;
    this.clock = clock;
    this.address = address;
    this.rule = rule;
    this.progress = progress;
  }

  /**
   * Sends and waits. The connection is closed when this ends in any other way than by an answer.
   */
  Reply run(HttpRequest request) throws SourceException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> future;
    try {
      future = client.sendAsync(request, this::subscriber);
    } catch (RuntimeException | LinkageError e) {
      throw ClientFailures.explain(address, clock, e);
    }
    try {
      return await(future);
    } finally {
      future.cancel(true);
    }
  }

  private Reply await(CompletableFuture<HttpResponse<byte[]>> future)
      throws SourceException, InterruptedException {
    while (true) {
      try {
        HttpResponse<byte[]> response = future.get(clock.lookAgainNanos(), TimeUnit.NANOSECONDS);
        return reply(response.statusCode(), response.headers(), response.body());
      } catch (TimeoutException _) {
        if (clock.passed().isPresent()) {
          return giveUp(clock.passed().get());
        }
      } catch (ExecutionException e) {
        return failed(e.getCause());
      } catch (CancellationException e) {
        return failed(e);
      }
    }
  }

  /** A status that has come counts, even if the rest of its error page does not. */
  private Reply giveUp(String passed) throws SourceException {
    if (isErrorPage()) {
      return errorPage();
    }
    throw new SourceException.TimedOut(
        address + ": " + passed,
        clock.head().isPresent() ? "an answer that does not end" : "no answer in time");
  }

  private Reply failed(Throwable cause) throws SourceException {
    if (isErrorPage()) {
      return errorPage();
    }
    throw ClientFailures.explain(address, clock, cause);
  }

  private boolean isErrorPage() {
    return clock.head().isPresent() && isPage;
  }

  private Reply errorPage() {
    ResponseInfo info = clock.head().orElseThrow();
    return reply(info.statusCode(), info.headers(), new byte[0]);
  }

  private Reply reply(int status, HttpHeaders headers, byte[] body) {
    return new Reply(status, headers, body, clock.firstByteNanos());
  }

  private BodySubscriber<byte[]> subscriber(ResponseInfo info) {
    long announced = TransferClock.contentLength(info.headers());
    try {
      BodyRule.Wanted wanted = rule.of(info);
      isPage = wanted.isPage();
      return wanted.isRead()
          ? new BodyCollector(
              clock, announced, wanted.most(), isPage ? TransferProgress.NONE : progress)
          : new UnreadBody(Optional.empty());
    } catch (BodyCollector.TooLong e) {
      return new UnreadBody(Optional.of(e));
    } finally {
      clock.headCame(info);
    }
  }
}
