package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * The coverage in memory: pages of {@value CoveragePage#BLOCKS} blocks each, made when something
 * becomes known of one of them. Those of a file stay packed, as it has them, and are unpacked (8
 * KiB each) where somebody looks; from time to time all that have not changed are packed again.
 * Thread-safe; nothing in it waits for a disk.
 */
final class CoverageMap implements Coverage {
  /**
   * Pages that are unpacked at a time, beside those that have changed: in a sixteenth of memory.
   */
  private static final int MOST_UNPACKED =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 16 / CoveragePage.BYTES, 1 << 9, 1 << 17);

  private final BlockGrid grid;
  private final Map<Long, CoveragePage> pages = new HashMap<>();

  /** How many blocks have each of the values of the states; that of unknown is not kept. */
  private final long[] counts = new long[CoverageWords.STATES.size()];

  private final InstantSource clock;
  private int unpacked;
  private long version;

  CoverageMap(BlockGrid grid, InstantSource clock) {
    this.grid = grid;
    this.clock = clock;
  }

  @Override
  public synchronized State get(long index) {
    CoveragePage page = pages.get(pageOf(index));
    return page == null ? State.UNKNOWN : unpacked(page).get(placeOf(index));
  }

  @Override
  public synchronized long next(long from, long to, State state, boolean is) {
    long end = Math.min(to, grid.count());
    for (long at = from; at < end; ) {
      int place = placeOf(at);
      int stop = (int) Math.min(CoveragePage.BLOCKS, place + end - at);
      CoveragePage page = pages.get(pageOf(at));
      int found = stop;
      if (page != null) {
        found = unpacked(page).find(place, stop, state, is);
      } else if (state == State.UNKNOWN == is) {
        found = place;
      }
      at += found - place;
      if (found < stop) {
        return at;
      }
    }
    return to;
  }

  /** The page, fit for looking at single blocks. */
  private CoveragePage unpacked(CoveragePage page) {
    if (page.isPacked()) {
      if (unpacked++ == MOST_UNPACKED) {
        pages.values().forEach(CoveragePage::fold);
        unpacked = 1;
      }
      changing(page, page::unpack);
    }
    return page;
  }

  /** Does something that may change how many blocks of a page are in which state. */
  private void changing(CoveragePage page, Runnable change) {
    page.addTo(counts, -1);
    change.run();
    page.addTo(counts, 1);
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
    CoveragePage page = pages.computeIfAbsent(pageOf(index), this::blank);
    changing(
        page,
        () -> {
          State before = page.set(placeOf(index), state, clock.millis());
          version += before == state ? 0 : 1;
        });
  }

  private CoveragePage blank(long number) {
    return new CoveragePage(CoverageFile.blocksOf(grid, number));
  }

  /** Corrects the map after a look at the disk; says nothing of absent, failed and empty blocks. */
  void saw(long index, boolean available) {
    State known = get(index);
    if (available && known != State.AVAILABLE) {
      set(index, State.AVAILABLE);
    } else if (!available && known == State.AVAILABLE) {
      set(index, State.UNKNOWN);
    }
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
    return state == State.UNKNOWN
        ? grid.count() - LongStream.of(counts).sum()
        : counts[CoverageWords.value(state)];
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
    new TreeMap<>(pages).forEach((number, page) -> forEach(number, page, state, all::add));
    return all;
  }

  private void forEach(long number, CoveragePage page, State state, LongConsumer action) {
    if (state == State.UNKNOWN || page.count(state) > 0) {
      unpacked(page);
      int end = page.blocks();
      for (int at = 0; (at = page.find(at, end, state, true)) < end; at++) {
        action.accept(number * CoveragePage.BLOCKS + at);
      }
    }
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
      if (page != null && page.count(state) > 0) {
        int blocks = (int) (end - at);
        n +=
            blocks == page.blocks()
                ? page.count(state)
                : unpacked(page).count(placeOf(at), placeOf(at) + blocks, state);
      }
      at = end;
    }
    return n;
  }

  private long knownByPages(Roi inside, State state) {
    long[] n = new long[1];
    pages.forEach(
        (number, page) ->
            forEach(
                number,
                page,
                state,
                index -> n[0] += grid.roi(index).intersect(inside).isEmpty() ? 0 : 1));
    return n[0];
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
    saved.keySet().forEach(number -> pages.computeIfAbsent(number, this::blank));
    for (Map.Entry<Long, CoveragePage> entry : pages.entrySet()) {
      CoveragePage page = entry.getValue();
      CoveragePage there = saved.getOrDefault(entry.getKey(), blank(entry.getKey()));
      if (page.isTouched()) {
        changing(page, () -> version += page.merge(there) ? 1 : 0);
      } else {
        page.addTo(counts, -1);
        if (!page.isSaved(there)) {
          entry.setValue(there.copy());
          version++;
        }
        entry.getValue().addTo(counts, 1);
      }
    }
    pages.values().removeIf(page -> page.isBlank() && !page.isTouched());
    expire();
  }

  /** Asks again for what was absent a day ago. */
  synchronized void expire() {
    long now = clock.millis();
    for (CoveragePage page : pages.values()) {
      if (page.isExpired(now)) {
        version += page.count(State.ABSENT) > 0 ? 1 : 0;
        changing(page, page::expire);
      }
    }
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

  /** Notes what is on disk. */
  synchronized void saved(Map<Long, CoveragePage> there) {
    pages.forEach(
        (number, page) -> {
          if (page.isTouched()) {
            changing(page, () -> page.saved(there.getOrDefault(number, blank(number))));
          }
        });
  }
}
