package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock of this process. Refreshing first checks that it is still its own; so does releasing when
 * it was not fresh all the time, for then somebody may have taken it over.
 */
final class HeldLock implements BlockLock {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLock.class);

  private final BlockSite site;
  private final LockFile lock;
  private final DiskOps disk;
  private final InstantSource clock;
  private final Duration certain;
  private final BiConsumer<HeldLock, Boolean> released;
  private Freshness touched;
  private boolean open = true;

  /**
   * @param certain for how long nobody takes a lock over that was touched
   * @param released is told when it is held no longer, and whether its file has gone
   */
  HeldLock(
      BlockSite site,
      LockMaker.Made made,
      DiskOps disk,
      InstantSource clock,
      Duration certain,
      BiConsumer<HeldLock, Boolean> released) {
    this.site = site;
    this.lock = made.lock();
    this.touched = made.touched();
    this.disk = disk;
    this.clock = clock;
    this.certain = certain;
    this.released = released;
  }

  BlockSite site() {
    return site;
  }

  @Override
  public boolean isFirst() {
    return site.fresh();
  }

  Path file() {
    return lock.file();
  }

  /** Keeps it alive. */
  synchronized void refresh() throws IOException {
    if (!open) {
      return;
    }
    Freshness now = Freshness.now(clock);
    if (lock.refresh()) {
      touched = now;
    } else {
      LOG.info("the lock {} was taken over by another program; the block is fetched twice", file());
      leave(true);
    }
  }

  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    boolean gone = true;
    try {
      if (touched.isWithin(certain, clock) || lock.isOurs()) {
        disk.delete(file());
      }
    } catch (IOException e) {
      gone = false;
      LOG.warn("the lock {} could not be removed: {}", file(), DiskErrors.reason(e));
    }
    leave(gone);
  }

  private void leave(boolean gone) {
    open = false;
    released.accept(this, gone);
  }
}
