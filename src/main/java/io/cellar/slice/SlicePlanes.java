package io.cellar.slice;

import io.cellar.slice.geometry.PlaneKey;
import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The planes that a pane shows or showed lately, bounded in bytes; the least recently wanted go
 * first. A slice may touch hundreds of blocks of which it needs one plane each, so the planes stay
 * when the cells have long gone. Thread-safe.
 */
public final class SlicePlanes {
  /** Enough for sixty full screens of uint8. */
  static final long MOST_BYTES = 128L << 20;

  private final LongSupplier maxBytes;
  private final Runnable leave;

  /** The least recently used first. */
  private final LinkedHashMap<PlaneKey, SlicePlane> planes = new LinkedHashMap<>();

  private long bytes;
  private boolean closed;

  /** At most so many bytes. */
  public SlicePlanes(long maxBytes) {
    this(() -> maxBytes, () -> {});
  }

  /**
   * Planes within a bound that may change.
   *
   * @param maxBytes most bytes to hold, asked whenever a plane is taken in
   * @param leave run once when the planes are closed
   */
  SlicePlanes(LongSupplier maxBytes, Runnable leave) {
    this.maxBytes = maxBytes;
    this.leave = leave;
  }

  /** The plane if it is held; counts as a use. */
  synchronized Optional<SlicePlane> get(PlaneKey key) {
    SlicePlane plane = planes.get(key);
    if (plane != null) {
      planes.putLast(key, plane);
    }
    return Optional.ofNullable(plane);
  }

  /** The plane if it is held; does not count as a use. */
  synchronized Optional<SlicePlane> peek(PlaneKey key) {
    return Optional.ofNullable(planes.get(key));
  }

  /** The plane that a view shows of a block if it is held; counts as a use. */
  synchronized Optional<SlicePlane> get(SliceGeometry geometry, long blockH, long blockV) {
    return planes.isEmpty() ? Optional.empty() : get(geometry.key(blockH, blockV));
  }

  /** The plane that a view shows of a block if it is held; does not count as a use. */
  synchronized Optional<SlicePlane> peek(SliceGeometry geometry, long blockH, long blockV) {
    return planes.isEmpty() ? Optional.empty() : peek(geometry.key(blockH, blockV));
  }

  /** Takes a plane in and drops others, or this one, until all is within the bound. */
  synchronized void put(PlaneKey key, SlicePlane plane) {
    if (closed) {
      return;
    }
    SlicePlane before = planes.putLast(key, plane);
    bytes += plane.bytes() - (before == null ? 0 : before.bytes());
    Iterator<SlicePlane> eldest = planes.values().iterator();
    long most = maxBytes.getAsLong();
    while (bytes > most) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  /** Drops a plane if it is held. */
  synchronized void drop(PlaneKey key) {
    SlicePlane plane = planes.remove(key);
    bytes -= plane == null ? 0 : plane.bytes();
  }

  /** Drops all planes of a block of a level, such as when it is fetched anew. */
  synchronized void drop(int level, long block) {
    Iterator<Map.Entry<PlaneKey, SlicePlane>> entries = planes.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<PlaneKey, SlicePlane> entry = entries.next();
      if (entry.getKey().block() == block && entry.getKey().level() == level) {
        bytes -= entry.getValue().bytes();
        entries.remove();
      }
    }
  }

  /** Takes a plane in and drops all other planes of its block, which has new voxels. */
  synchronized void replace(PlaneKey key, SlicePlane plane) {
    drop(key.level(), key.block());
    put(key, plane);
  }

  /** Bytes held now. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Most bytes that may be held. */
  public long maxBytes() {
    return maxBytes.getAsLong();
  }

  /** Drops all planes, and takes none in any more. May be called twice. */
  synchronized void close() {
    planes.clear();
    bytes = 0;
    if (!closed) {
      closed = true;
      leave.run();
    }
  }

  /** Planes held now. */
  public synchronized int count() {
    return planes.size();
  }
}
