package io.cellar.app;

import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreException;
import io.cellar.volume.ArrayGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of a volume is on disk, and how much fits there; never touches the disk on the caller's
 * thread.
 */
final class DiskFigures {
  private static final Logger LOG = LoggerFactory.getLogger(DiskFigures.class);
  private static final long REFRESH_NANOS = 5_000_000_000L;

  private final FilesetStore cache;
  private final Executor background;
  private final AtomicLong lookedAt;
  private volatile long free = -1;

  DiskFigures(FilesetStore cache, Executor background) {
    this.cache = cache;
    this.background = background;
    this.lookedAt = new AtomicLong(System.nanoTime() - REFRESH_NANOS);
    if (!cache.coverageWasKnown()) {
      background.execute(() -> count(cache));
    }
  }

  /** A cache that nobody has counted yet, such as one made by ilastik. */
  private static void count(FilesetStore store) {
    try {
      store.census().forEachAvailable(index -> {});
    } catch (StoreException e) {
      LOG.warn("the blocks in {} were not counted: {}", store.layout().root(), e.getMessage());
    }
  }

  /** Blocks of the whole fileset that are known to be available. */
  long blocks() {
    return cache.coverage().count(Coverage.State.AVAILABLE);
  }

  /** Bytes of the voxels of those; files may be smaller when compressed. */
  long bytes() {
    ArrayGeometry array = cache.geometry();
    double voxels = 1;
    for (long n : array.shape()) {
      voxels *= n;
    }
    return Math.round(voxels * array.dtype().bytes() / cache.grid().count() * blocks());
  }

  /** Bytes that are free where the cache lies, a few seconds old; -1 while not known. */
  long free() {
    long now = System.nanoTime();
    long last = lookedAt.get();
    if (now - last >= REFRESH_NANOS && lookedAt.compareAndSet(last, now)) {
      background.execute(() -> look(cache));
    }
    return free;
  }

  private void look(FilesetStore store) {
    Path folder = store.layout().root();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      free = folder == null ? -1 : Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      free = -1;
      LOG.debug("free space of {} is not known: {}", folder, e.getMessage());
    }
  }
}
