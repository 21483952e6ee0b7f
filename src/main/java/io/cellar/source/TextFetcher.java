package io.cellar.source;

import io.cellar.input.Location;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Fetches small texts, such as a description file that was opened by its address. */
public final class TextFetcher {
  /** 10 MB: no text is longer. */
  public static final long MAX_BYTES = 10_000_000;

  /** Somebody waits for it, and texts are short. */
  private static final Duration TOTAL = Duration.ofSeconds(40);

  private final HttpFetcher http;

  public TextFetcher(HttpFetcher http) {
    this.http = http;
  }

  /**
   * Fetches a text of at most {@link #MAX_BYTES} bytes of UTF-8.
   *
   * @throws SourceException if it cannot be had
   * @throws InterruptedException if interrupted; the connection is closed
   */
  public String fetch(Location.Address address) throws SourceException, InterruptedException {
    HttpQuery query = new HttpQuery(address.uri(), MAX_BYTES, Map.of(), Optional.of(TOTAL));
    HttpAnswer answer = http.get(query, TransferProgress.NONE);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer.body())).toString();
    } catch (CharacterCodingException e) {
      throw new SourceException.Invalid(
          answer.address()
              + ": a text was expected, but this came: "
              + ForeignBody.describe(answer.contentType(), answer.body()),
          e);
    }
  }
}
