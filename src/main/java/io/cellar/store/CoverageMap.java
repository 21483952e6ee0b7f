package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The coverage in memory: pages of 4 KiB for {@value CoveragePage#BLOCKS} blocks each, made when
 * something becomes known of one of them. Thread-safe; nothing in it waits for a disk.
 */
final class CoverageMap implements Coverage {
  private final BlockGrid grid;
  private final Map<Long, CoveragePage> pages = new HashMap<>();
  private final Map<State, Long> counts = new EnumMap<>(State.class);
  private final InstantSource clock;
  private long version;

  CoverageMap(BlockGrid grid, InstantSource clock) {
    this.grid = grid;
    this.clock = clock;
  }

  @Override
  public synchronized State get(long index) {
    CoveragePage page = pages.get(pageOf(index));
    return page == null ? State.UNKNOWN : page.get(placeOf(index));
  }

  @Override
  public synchronized void set(long index, State state) {
    if (state == State.UNKNOWN && !pages.containsKey(pageOf(index))) {
      return;
    }
    found(index, state);
  }

  /**
   * Notes a state that was found out, which what other processes have saved does not take back:
   * also that a block is not available.
   */
  synchronized void found(long index, State state) {
    State before =
        pages
            .computeIfAbsent(pageOf(index), _ -> new CoveragePage())
            .set(placeOf(index), state, clock.millis());
    if (before != state) {
      changed(before, state);
    }
  }

  /** Corrects the map after a look at the disk; says nothing of absent and failed blocks. */
  void saw(long index, boolean available) {
    State known = get(index);
    if (available && known != State.AVAILABLE) {
      set(index, State.AVAILABLE);
    } else if (!available && known == State.AVAILABLE) {
      set(index, State.UNKNOWN);
    }
  }

  private void changed(State before, State after) {
    counts.merge(before, -1L, Long::sum);
    counts.merge(after, 1L, Long::sum);
    version++;
  }

  private long pageOf(long index) {
    if (index < 0 || index >= grid.count()) {
      throw new IllegalArgumentException("block " + index + " of " + grid.count());
    }
    return index / CoveragePage.BLOCKS;
  }

  private static int placeOf(long index) {
    return (int) (index % CoveragePage.BLOCKS);
  }

  @Override
  public synchronized long count(State state) {
    // The count of unknown starts at zero and goes negative as blocks leave it.
    return counts.getOrDefault(state, 0L) + (state == State.UNKNOWN ? grid.count() : 0);
  }

  @Override
  public synchronized long count(Roi stored, State state) {
    Roi inside = stored.intersect(Roi.ofShape(grid.shape()));
    if (inside.isEmpty()) {
      return 0;
    }
    if (inside.equals(Roi.ofShape(grid.shape()))) {
      return count(state);
    }
    if (state != State.UNKNOWN) {
      return known(inside, state);
    }
    long unknown = grid.countIn(inside);
    for (State each : State.values()) {
      unknown -= each == State.UNKNOWN ? 0 : known(inside, each);
    }
    return unknown;
  }

  @Override
  public synchronized List<Long> all(State state) {
    List<Long> all = new ArrayList<>();
    new TreeMap<>(pages)
        .forEach(
            (number, page) -> {
              for (int at = 0; at < CoveragePage.BLOCKS; at++) {
                if (page.get(at) == state) {
                  all.add(number * CoveragePage.BLOCKS + at);
                }
              }
            });
    return all;
  }

  /** By rows of the roi, or by pages when there are fewer blocks on pages than rows. */
  private long known(Roi inside, State state) {
    int last = grid.rank() - 1;
    long[] blockShape = grid.blockShape();
    long perRow =
        Math.ceilDiv(inside.stop(last), blockShape[last]) - inside.start(last) / blockShape[last];
    if (grid.countIn(inside) / perRow > (long) pages.size() * CoveragePage.BLOCKS) {
      return knownByPages(inside, state);
    }
    long[] stop = inside.stop();
    stop[last] = inside.start(last) + 1; // the first block of each row
    long[] n = new long[1];
    grid.forEachIn(
        new Roi(inside.start(), stop), first -> n[0] += inRow(first, first + perRow, state));
    return n[0];
  }

  private long inRow(long from, long to, State state) {
    long n = 0;
    for (long at = from; at < to; ) {
      long end = Math.min(to, (at / CoveragePage.BLOCKS + 1) * CoveragePage.BLOCKS);
      CoveragePage page = pages.get(at / CoveragePage.BLOCKS);
      if (page != null) {
        n += page.count(placeOf(at), placeOf(at) + (int) (end - at), state);
      }
      at = end;
    }
    return n;
  }

  private long knownByPages(Roi inside, State state) {
    long n = 0;
    for (Map.Entry<Long, CoveragePage> entry : pages.entrySet()) {
      for (int at = 0; at < CoveragePage.BLOCKS; at++) {
        if (entry.getValue().get(at) == state) {
          Roi block = grid.roi(entry.getKey() * CoveragePage.BLOCKS + at);
          n += block.intersect(inside).isEmpty() ? 0 : 1;
        }
      }
    }
    return n;
  }

  @Override
  public synchronized long version() {
    return version;
  }

  /** True when a block was set that was not seen in the file. */
  synchronized boolean isDirty() {
    return pages.values().stream().anyMatch(CoveragePage::isTouched);
  }

  /**
   * Takes over what is on disk: for a block whose finding was not seen in the file yet our word
   * counts, for all others the file's, so that what other processes found, and what they made
   * unavailable, is known here too.
   */
  synchronized void merge(Map<Long, CoveragePage> saved) {
    saved.keySet().forEach(number -> pages.computeIfAbsent(number, _ -> new CoveragePage()));
    CoveragePage blank = new CoveragePage();
    pages.forEach((number, page) -> page.merge(saved.getOrDefault(number, blank), this::changed));
    expire();
  }

  /** Asks again for what was absent a day ago. */
  synchronized void expire() {
    long now = clock.millis();
    pages.values().forEach(page -> page.expire(now, this::changed));
  }

  /** A copy of all pages on which something is known, for saving. */
  synchronized Map<Long, CoveragePage> copy() {
    expire();
    Map<Long, CoveragePage> copy = new TreeMap<>();
    pages.forEach(
        (number, page) -> {
          if (!page.isBlank()) {
            copy.put(number, page.copy());
          }
        });
    return copy;
  }

  /** Notes what is on disk, and drops pages on which nothing is known. */
  synchronized void saved(Map<Long, CoveragePage> there) {
    CoveragePage blank = new CoveragePage();
    pages.forEach((number, page) -> page.saved(there.getOrDefault(number, blank)));
    pages.values().removeIf(page -> page.isBlank() && !page.isTouched());
  }
}
