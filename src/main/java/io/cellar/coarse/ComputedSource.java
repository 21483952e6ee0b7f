package io.cellar.coarse;

import io.cellar.source.BlockSource;
import io.cellar.source.LocalTrouble;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockReader;
import io.cellar.store.FilesetStore;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the blocks of a level out of those of the level before. What is missing there is computed
 * and kept first, and so on down to the files; a block one of whose voxels cannot be read is not
 * made. Thread-safe.
 */
public final class ComputedSource implements BlockSource {
  private static final Logger LOG = LoggerFactory.getLogger(ComputedSource.class);

  private final ComputedLevel level;
  private final FilesetStore store;
  private final BlockReader finer;
  private final Optional<ComputedSource> finerSource;
  private final Workers workers;
  private final BlockGrid grid;
  private final BlockGrid finerGrid;
  private final boolean[] halved;

  /** Bytes of the finest level in one of this level. */
  private final long weight;

  /** How it goes with one block. */
  private static final class Errand {
    private final AtomicBoolean stop;
    private final TransferProgress progress;
    private final long all;
    private long done;

    Errand(AtomicBoolean stop, TransferProgress progress, long all) {
      this.stop = stop;
      this.progress = progress;
      this.all = all;
    }

    void goOn() throws InterruptedException {
      if (stop.get()) {
        throw new InterruptedException("the block is not wanted any more");
      }
    }

    void read(long bytes) {
      done += bytes;
      progress.bytes(done, Math.max(done, all));
    }
  }

  /**
   * A source.
   *
   * @param level what is computed
   * @param store where it is kept
   * @param finer the blocks of the level before
   * @param finerSource what computes those that are missing of them; empty when it is read from
   *     files
   */
  public ComputedSource(
      ComputedLevel level,
      FilesetStore store,
      BlockReader finer,
      Optional<ComputedSource> finerSource,
      Workers workers) {
    this.level = level;
    this.store = store;
    this.finer = finer;
    this.finerSource = finerSource;
    this.workers = workers;
    this.grid = store.grid();
    this.finerGrid = finer.grid();
    this.halved = level.step().halved();
    long product = 1;
    for (long scale : level.step().scale()) {
      product *= scale;
    }
    this.weight = product;
  }

  @Override
  public String host() {
    return "file:";
  }

  @Override
  public String address(Roi stored) {
    return level.address();
  }

  @Override
  public boolean isProved() {
    return true;
  }

  @Override
  public OptionalInt computesAtOnce() {
    return OptionalInt.of(workers.count());
  }

  /** Computes a block, on one of the {@link Workers}. */
  @Override
  public RawBlock fetch(Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    long began = System.nanoTime();
    long index = grid.indexOf(stored.start());
    try {
      Block block =
          workers.run(stop -> compute(index, new Errand(stop, progress, bytes(stored) * weight)));
      return new RawBlock(
          Blocks.littleEndian(block),
          false,
          level.address(),
          Optional.empty(),
          System.nanoTime() - began);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SourceException known -> throw known;
        case InterruptedException _ -> throw new InterruptedException();
        case RuntimeException wrong -> throw wrong;
        case Error wrong -> throw wrong;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  @Override
  public Block decode(Roi stored, RawBlock raw) {
    return Blocks.ofLittleEndian(store.geometry().dtype(), stored.shape(), raw.body());
  }

  private long bytes(Roi roi) {
    return roi.voxels() * store.geometry().dtype().bytes();
  }

  private Block compute(long index, Errand errand) throws SourceException, InterruptedException {
    Roi target = grid.roi(index);
    Roi needed = finerBox(target);
    return finerBlocksHoldWholeBoxes()
        ? piecewise(target, needed, errand)
        : Halving.of(gather(needed, errand), halved);
  }

  /** The voxels of the level before that a box stands for. */
  private Roi finerBox(Roi box) {
    long[] start = box.start();
    long[] stop = box.stop();
    long[] shape = finerGrid.shape();
    for (int d = 0; d < start.length; d++) {
      if (halved[d]) {
        start[d] *= 2;
        stop[d] = Math.min(2 * stop[d], shape[d]);
      }
    }
    return new Roi(start, stop);
  }

  private boolean finerBlocksHoldWholeBoxes() {
    for (int d = 0; d < halved.length; d++) {
      if (halved[d] && finerGrid.blockShape()[d] % 2 != 0 && finerGrid.gridShape()[d] > 1) {
        return false;
      }
    }
    return true;
  }

  private Block piecewise(Roi target, Roi needed, Errand errand)
      throws SourceException, InterruptedException {
    Block result = Block.zeros(store.geometry().dtype(), target.shape());
    for (long i : finerGrid.blocksIn(needed).toArray()) {
      Roi roi = finerGrid.roi(i);
      Roi inside = roi.intersect(needed);
      Block part = Blocks.crop(finerBlock(i, errand), inside.minus(roi.start()));
      long[] start = inside.start();
      for (int d = 0; d < start.length; d++) {
        start[d] /= halved[d] ? 2 : 1;
      }
      Block half = Halving.of(part, halved);
      Blocks.copy(half, Roi.at(start, half.shape()), result, target);
    }
    return result;
  }

  private Block gather(Roi needed, Errand errand) throws SourceException, InterruptedException {
    Block box = Block.zeros(store.geometry().dtype(), needed.shape());
    for (long i : finerGrid.blocksIn(needed).toArray()) {
      Blocks.copy(finerBlock(i, errand), finerGrid.roi(i), box, needed);
    }
    return box;
  }

  /** A block of the level before, made first where it has to be. */
  private Block finerBlock(long index, Errand errand) throws SourceException, InterruptedException {
    errand.goOn();
    if (finerSource.isPresent()) {
      return finerSource.get().obtain(index, errand);
    }
    try {
      Block block =
          finer
              .read(index)
              .orElseThrow(
                  () -> new StoreException("there is no block " + finerGrid.roi(index), null));
      errand.read(block.bytes());
      return block;
    } catch (StoreException e) {
      throw unreadable(e);
    }
  }

  private Block obtain(long index, Errand errand) throws SourceException, InterruptedException {
    Optional<Block> kept = kept(index);
    if (kept.isPresent()) {
      errand.read(kept.get().bytes() * weight);
      return kept.get();
    }
    Block block = compute(index, errand);
    keep(index, block);
    return block;
  }

  /** What can be computed anew need not be read. */
  private Optional<Block> kept(long index) {
    try {
      return store.isAvailable(index) ? store.read(index) : Optional.empty();
    } catch (StoreException e) {
      LOG.debug("block {} of {} is computed anew", index, store.name(), e);
      return Optional.empty();
    }
  }

  /**
   * That it cannot be kept is no reason not to go on; the disk is judged where blocks are asked.
   */
  private void keep(long index, Block block) {
    Provenance from = new Provenance(level.address(), Optional.empty(), Instant.now());
    try (BlockLock lock = store.tryLock(index).orElse(() -> {})) {
      store.publish(index, store.encode(block), from, lock);
    } catch (StoreException e) {
      LOG.debug("block {} of {} was not kept", index, store.name(), e);
    }
  }

  private SourceException unreadable(StoreException e) {
    Optional<SourceException.OutOfResources> shortage = LocalTrouble.in(e);
    return shortage.isPresent()
        ? shortage.get()
        : new SourceException.Refused("not computed, for " + e.getMessage(), e);
  }
}
