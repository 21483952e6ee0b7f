package io.cellar.source;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Gathers a body of bounded length and notes when each part came. Ends the transfer when more comes
 * than may; memory grows with what has come, not with what was announced.
 */
final class BodyCollector implements BodySubscriber<byte[]> {
  private static final int FIRST_BUFFER = 1 << 20;

  private final TransferClock clock;
  private final long announced;
  private final long maxBytes;
  private final TransferProgress progress;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private byte[] bytes;
  private int length;

  /** The body is longer than it may be. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    TooLong(String message) {
      super(message);
    }
  }

  /**
   * @param announced Content-Length, or -1
   */
  BodyCollector(TransferClock clock, long announced, long maxBytes, TransferProgress progress) {
    this.clock = clock;
    this.announced = announced;
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    this.progress = progress;
    this.bytes = new byte[Math.clamp(announced, 0, FIRST_BUFFER)];
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (announced > maxBytes) {
      tooLong("announces a body of " + announced + " bytes");
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    clock.bytesCame();
    if (result.isDone()) {
      return;
    }
    long coming = 0;
    for (ByteBuffer part : parts) {
      coming += part.remaining();
    }
    if (length + coming > maxBytes) {
      tooLong("went on sending after " + length + " bytes");
      return;
    }
    reserve((int) (length + coming));
    for (ByteBuffer part : parts) {
      int size = part.remaining();
      part.get(bytes, length, size);
      length += size;
    }
    clock.received(length);
    progress.bytes(length, announced);
  }

  private void tooLong(String what) {
    subscription.cancel();
    bytes = new byte[0];
    result.completeExceptionally(
        new TooLong("the server " + what + ", where at most " + maxBytes + " were expected"));
  }

  private void reserve(int needed) {
    if (needed > bytes.length) {
      long most = announced >= needed ? announced : maxBytes;
      bytes = Arrays.copyOf(bytes, (int) Math.clamp(2L * bytes.length, needed, most));
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }
}
