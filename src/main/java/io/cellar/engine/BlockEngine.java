package io.cellar.engine;

import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Brings blocks. One engine serves all open volumes of a process, so that limits per host hold.
 * Thread-safe.
 */
public interface BlockEngine extends AutoCloseable {

  /** Waits for a host as long as it takes. */
  Duration WITHOUT_END = ChronoUnit.FOREVER.getDuration();

  /**
   * Makes a fileset known.
   *
   * @param reader where blocks are read from
   * @param writer where blocks are kept that come from the source; empty for what is only read
   * @param source where missing blocks come from; empty for a local or an offline fileset
   * @param level 0 for the finest level of its volume
   * @return the number that its {@link BlockKey}s carry
   * @throws IllegalArgumentException if there is a source but no writer: what is fetched is kept
   */
  int open(
      BlockReader reader, Optional<BlockWriter> writer, Optional<BlockSource> source, int level);

  /**
   * Cancels everything that concerns a fileset, drains its accepted writes, forgets it. Does not
   * close the reader.
   */
  void release(int fileset);

  /**
   * Why a fileset cannot be asked for any blocks: it, or the engine, has been closed; empty while
   * it can.
   */
  Optional<String> whyClosed(int fileset);

  /** Somebody who wants blocks, and waits without end for a host that is away. */
  default Requester requester(String name) {
    return requester(name, WITHOUT_END);
  }

  /**
   * Somebody who wants blocks.
   *
   * @param waitForHost how long its requests wait for a host that is away before they fail with
   *     {@link BlockUnavailableException.Reason#HOST_UNREACHABLE}. A requester with an end to its
   *     patience does not wait for a disk that takes nothing either: its bulk requests fail at once
   */
  Requester requester(String name, Duration waitForHost);

  /** What is known of a block now; from memory, never blocks. */
  BlockState state(BlockKey key);

  /** Tries a failed or absent block anew when it is next asked for. */
  void retry(BlockKey key);

  /**
   * Tries all blocks anew that failed: those that are asked for again, when that happens; those
   * that pause before their next try, now.
   */
  void retryAll();

  /**
   * Asks a host now that is left alone, and what pauses before its next try there. One that did not
   * answer is sent one request as a probe; when it fails, the host is left alone as before. Without
   * effect on a host that is fine, or when nothing waits for it.
   *
   * @param host as in {@link EngineStats.HostStats#host}
   */
  void tryNow(String host);

  /**
   * The server that a fileset's missing blocks come from, as in {@link EngineStats.HostStats#host}.
   * From memory, never blocks; empty where no server is asked, and for a fileset that is not open.
   */
  Optional<String> host(int fileset);

  /**
   * Where the blocks of a fileset may come from now; of one that is not open, from nowhere else.
   */
  SourceMode mode(int fileset);

  /**
   * Chooses where the blocks of an open fileset may come from: {@link SourceMode#ONLINE} at first
   * if it has a source. Takes effect at once: in {@link SourceMode#CACHE_ONLY}, requests that wait
   * fail with {@link BlockUnavailableException.Reason#OFFLINE}, running ones are ended and fail
   * alike; only what has come already is still written. Choosing {@link SourceMode#REFRESH} again
   * refreshes all blocks once more, see {@link Requester#refresh}.
   *
   * @throws IllegalArgumentException if the fileset has no source, and so only the mode {@link
   *     SourceMode#CACHE_ONLY}
   */
  void mode(int fileset, SourceMode mode);

  /** Everything that counts, at this moment. Waits while the engine decides something. */
  EngineStats stats();

  /** The same for a thread that must not wait: empty while the engine decides something. */
  Optional<EngineStats> statsAtOnce();

  /** Listeners must return at once. */
  void addListener(BlockListener listener);

  void removeListener(BlockListener listener);

  /**
   * Cancels what is queued, finishes accepted writes, completes every future. May be called twice.
   */
  @Override
  void close();
}
