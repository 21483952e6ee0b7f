package io.cellar.source;

import io.cellar.volume.Block;
import io.cellar.volume.Roi;

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
}
