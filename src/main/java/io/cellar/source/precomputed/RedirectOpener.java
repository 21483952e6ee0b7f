package io.cellar.source.precomputed;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.KeyStore;

/**
 * Opens the place that an {@code info} file redirects to when it is on another host than the file.
 * Decides whether that may be; from https to http is refused before.
 */
@FunctionalInterface
public interface RedirectOpener {

  /** Follows no redirect to another host. */
  RedirectOpener NONE =
      (address, from) -> {
        throw new FormatException("the volume is elsewhere, at " + address);
      };

  /**
   * Opens a place.
   *
   * @param address such as {@code https://example.org/volume} or {@code gs://bucket/volume}; as the
   *     file of a stranger has it, but printable
   * @param from where the file is, a folder too
   * @throws FormatException if it is not followed; the message says why
   */
  KeyStore open(String address, KeyStore from)
      throws FormatException, SourceException, InterruptedException;
}
