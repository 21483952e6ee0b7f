package io.cellar.store;

import io.cellar.store.BlockPublisher.Written;
import io.cellar.store.BlockWriter.Publication;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes several blocks with one call to the disk: all temporary files are written, the whole
 * file system is forced, then the blocks get their names, one after the other. To force a dozen
 * small files that way costs hardly more than to force one.
 *
 * <p>The call also waits for what other programs have not written yet. When that took long, blocks
 * are forced one by one for a time that makes such calls rare. Whatever goes wrong with a block, or
 * with the call, the blocks that it concerns are published one by one, which tells which of them
 * cannot be. Thread-safe.
 */
final class GroupPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPublisher.class);

  /** Blocks that are forced together at most. */
  static final int MOST = 32;

  /** As long as forcing some files takes on a slow disk: a call may take this, and more a block. */
  private static final long USUAL_MILLIS = 50;

  private static final long USUAL_MILLIS_A_BLOCK = 10;

  /** After a call that took longer there is none for so many times as long. */
  private static final int REST = 20;

  private final BlockPublisher publisher;
  private final Settling settling;
  private final Durability durability;
  private final InstantSource clock;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Whether the disk can be forced as a whole; false until it has been asked. */
  private volatile boolean together;

  private volatile Rest rest = new Rest(0, 0);

  /** A time without groups, in ms since 1970; over, too, when the clock was set back before it. */
  private record Rest(long from, long to) {
    boolean contains(long time) {
      return from <= time && time < to;
    }
  }

  GroupPublisher(
      BlockPublisher publisher, Settling settling, Durability durability, InstantSource clock) {
    this.publisher = publisher;
    this.settling = settling;
    this.durability = durability;
    this.clock = clock;
  }

  /** How many blocks are best published together now. Returns at once. */
  int most() {
    return together && !rest.contains(clock.millis()) ? MOST : 1;
  }

  /** Publishes blocks; gives why each of them, in their order, is not available. */
  List<Optional<Throwable>> publish(List<Publication> blocks) {
    List<Optional<Written>> forced =
        blocks.size() > 1 && most() > 1 ? writeAndForce(blocks) : none(blocks);
    List<Optional<Throwable>> failures = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      failures.add(publish(blocks.get(i), forced.get(i)));
    }
    if (durability == Durability.FSYNC && !asked.getAndSet(true)) {
      together = settling.forcesContents(); // the folder is there now
    }
    return failures;
  }

  private Optional<Throwable> publish(Publication block, Optional<Written> forced) {
    try {
      if (forced.isEmpty() || !isNamed(forced.get())) {
        publisher.publish(block);
      }
      return Optional.empty();
    } catch (StoreException | RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private boolean isNamed(Written forced) {
    try {
      publisher.name(forced);
      return true;
    } catch (IOException e) {
      LOG.debug("block {} is published once more by itself", forced.block().index(), e);
      return false;
    }
  }

  /** What has been forced to the disk of each block; empty for what has to be published alone. */
  private List<Optional<Written>> writeAndForce(List<Publication> blocks) {
    List<Optional<Written>> written = new ArrayList<>(blocks.size());
    Set<Long> indices = new HashSet<>();
    try {
      settling.open();
      for (Publication block : blocks) {
        // One that is replaced twice is announced anew in between.
        written.add(indices.add(block.index()) ? write(block) : Optional.empty());
      }
      force(blocks.size());
      return written;
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("{} blocks are published one by one", blocks.size(), e);
      written.forEach(each -> each.ifPresent(publisher::discard));
      return none(blocks);
    }
  }

  private Optional<Written> write(Publication block) {
    try {
      return Optional.of(publisher.write(block, false));
    } catch (IOException e) {
      LOG.debug("block {} is published by itself", block.index(), e);
      return Optional.empty();
    }
  }

  private void force(int blocks) throws IOException {
    long began = clock.millis();
    settling.forceAll();
    long now = clock.millis();
    if (now - began > USUAL_MILLIS + USUAL_MILLIS_A_BLOCK * blocks) {
      rest = new Rest(now, now + REST * (now - began));
    }
  }

  private static List<Optional<Written>> none(List<Publication> blocks) {
    return Collections.nCopies(blocks.size(), Optional.empty());
  }
}
