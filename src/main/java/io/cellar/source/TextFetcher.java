package io.cellar.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Fetches small texts, such as a description file that was opened by its address. */
public final class TextFetcher {
  /** 10 MB: no text is longer. */
  public static final long MAX_BYTES = 10_000_000;

  private final HttpFetcher http;

  public TextFetcher(HttpFetcher http) {
    this.http = http;
  }

  /**
   * Fetches a text of at most {@link #MAX_BYTES} bytes of UTF-8.
   *
   * @param address http or https
   * @throws SourceException if it cannot be had; {@link SourceException.Refused} for an address
   *     that may not be used
   * @throws InterruptedException if interrupted; the connection is closed
   */
  public String fetch(String address) throws SourceException, InterruptedException {
    HttpQuery query;
    try {
      query = HttpQuery.of(Addresses.parse(address), MAX_BYTES);
    } catch (IllegalArgumentException e) {
      throw new SourceException.Refused(e.getMessage(), null);
    }
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
