package io.cellar.job;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A block that a fetch could not have.
 *
 * @param key the block, by its index in the grid of its level
 * @param level 0 for the finest
 * @param stored the whole block in stored coordinates
 * @param kind a few words that many failures share, as in {@link FetchProgress#failures}
 * @param message what happened, in full
 * @param tries how often it was asked for; empty when that is not known
 */
public record BlockFailure(
    BlockKey key, int level, Roi stored, String kind, String message, OptionalInt tries) {

  static BlockFailure of(FetchTarget target, BlockKey key, Throwable why, OptionalInt tries) {
    return new BlockFailure(
        key,
        target.level(),
        target.reader().grid().roi(key.index()),
        kind(why).intern(),
        words(why),
        tries);
  }

  /** What happened, from the one that it happened to. */
  static String words(Throwable why) {
    Throwable cause = why.getCause() == null ? why : why.getCause();
    String words = cause.getMessage() == null ? why.getMessage() : cause.getMessage();
    return words == null ? cause.toString() : words;
  }

  private static String kind(Throwable why) {
    return switch (why.getCause()) {
      case SourceException source -> source.brief();
      case StoreException.DiskFull full -> "disk full";
      case StoreException.NotWritable readOnly -> "the cache cannot be written";
      case StoreException unwritten -> "not written to the cache";
      case null, default ->
          why instanceof BlockUnavailableException e
              ? e.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              : why.getClass().getSimpleName();
    };
  }
}
