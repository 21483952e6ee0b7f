package io.cellar.source;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body that nobody wants: the transfer ends at its head. */
final class UnreadBody implements BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  /**
   * @param failure what comes of the request; without it, a body of no bytes
   */
  UnreadBody(Optional<BodyCollector.TooLong> failure) {
    failure.ifPresentOrElse(result::completeExceptionally, () -> result.complete(new byte[0]));
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
