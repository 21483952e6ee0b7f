package io.cellar.source;

import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.util.OptionalInt;

/** Where the blocks of one volume come from; one implementation per protocol. Thread-safe. */
public interface BlockSource {

  /**
   * The host that requests count against: scheme, name and port, such as {@code
   * https://example.org:443}.
   */
  String host();

  /** The address a box would be asked from, for messages: no query part, no credentials. */
  String address(Roi stored);

  /**
   * Asks for the bytes of a box. Blocks while the network does; interrupt the thread to end the
   * transfer.
   *
   * @param stored the box in stored coordinates, a whole block clipped to the stored shape
   * @param progress told how many bytes have come, on any thread
   * @throws SourceException if the server does not send the block
   * @throws InterruptedException if interrupted; the connection is closed
   */
  Fetched fetch(Roi stored, TransferProgress progress) throws SourceException, InterruptedException;

  /**
   * True when the address has proved to be right otherwise than by a block, such as by the array's
   * own description beside its chunks: then answers without a block are no reason to doubt it, and
   * some may be {@link Fetched.Empty}.
   */
  default boolean isProved() {
    return false;
  }

  /**
   * Forgets where a box is, since what came for it was not it: the next {@link #fetch} looks anew.
   * Returns at once.
   */
  default void forget(Roi stored) {}

  /**
   * How many blocks it may be asked for at a time when that is no matter of a server's, because it
   * computes them on this computer: then {@link #host} is none that is shown, limits for downloads
   * do not apply, and what comes does not count as downloaded. Empty for servers.
   */
  default OptionalInt computesAtOnce() {
    return OptionalInt.empty();
  }

  /**
   * Most requests that may be open at its host at a time, if that answers quickly: more where
   * objects are small and the host is made for many.
   */
  default int mostRequests() {
    return 64;
  }

  /**
   * Verifies and decodes what {@link #fetch} brought. Computes only.
   *
   * @return voxels of exactly the shape of {@code stored}, in the description's dtype
   * @throws SourceException.Invalid if the bytes are not the block that was asked for
   * @throws SourceException.Unreachable if they are only its beginning
   */
  Block decode(Roi stored, RawBlock raw) throws SourceException;

  /**
   * Makes sure that {@link #decode} would give voxels, without making them where that is possible.
   *
   * @throws SourceException as {@link #decode} does
   */
  default void verify(Roi stored, RawBlock raw) throws SourceException {
    Block _ = decode(stored, raw);
  }

  /**
   * True when what came is known to be good by comparing it with a block that was verified, which
   * takes a few microseconds: then {@link #verify} adds nothing. May be false of good blocks.
   */
  default boolean isKnownGood(Roi stored, RawBlock raw) {
    return false;
  }

  /**
   * Forgets what earlier answers have shown of other blocks than the one they were for, since the
   * source is to be asked for everything anew. Returns at once.
   */
  default void forget() {}
}
