package io.cellar.cell;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.Requester;
import io.cellar.store.BlockReader;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * Reads boxes of a volume, waiting for what has to be fetched. Each call is a requester of its own
 * at the engine, asks for several blocks ahead, and ends everything it asked for when it ends.
 * Thread-safe.
 *
 * <p>A block that cannot be had makes the call throw, but only after all others have been fetched,
 * so that trying again fetches only what was missing. The error is that of the first such block in
 * scan order and names its start in the view.
 */
public final class RoiReader {
  private final CellSource source;
  private final ArrayGeometry array;
  private final BlockGrid grid;
  private final ReadOptions options;
  private final LocalBlocks local;

  /**
   * A reader of a level. Blocks that are in its memory are used; what is read does not go into it,
   * so that a large read does not push out what is on the screen.
   */
  public RoiReader(CellSource source, ReadOptions options) {
    this(source, Optional.empty(), options);
  }

  /**
   * The same, which takes blocks from this computer without the engine where they are there and
   * fine, on all cores.
   *
   * @param local where the level's blocks lie
   */
  public RoiReader(CellSource source, BlockReader local, ReadOptions options) {
    this(source, Optional.of(local), options);
  }

  private RoiReader(CellSource source, Optional<BlockReader> local, ReadOptions options) {
    this.source = source;
    this.array = source.geometry();
    this.grid = array.grid();
    this.options = options;
    this.local = new LocalBlocks(source, local);
  }

  /**
   * Reads a box in the volume's dtype.
   *
   * @param view the box in view coordinates
   * @throws IllegalArgumentException if it is empty, lies not in the view, or has more voxels than
   *     an array holds
   * @throws BlockUnavailableException for the first block that could not be had
   */
  public Block read(Roi view) throws InterruptedException {
    check(view);
    if (view.voxels() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "roi %s has %d voxels, more than one array holds".formatted(view, view.voxels()));
    }
    Block target = Block.zeros(array.dtype(), view.shape());
    read(view, target);
    return target;
  }

  /**
   * Reads a box into a block, converting to the block's dtype as {@link Casts} does. When this
   * throws, the block holds whatever came.
   *
   * @param view the box in view coordinates
   * @param target of the box's shape, any dtype
   * @throws IllegalArgumentException if the box is empty or lies not in the view, the target has
   *     another shape, or its dtype cannot hold the fill value
   * @throws BlockUnavailableException for the first block that could not be had
   */
  public void read(Roi view, Block target) throws InterruptedException {
    check(view);
    if (!Arrays.equals(view.shape(), target.shape())) {
      throw new IllegalArgumentException(
          "target of shape %s does not fit roi %s of shape %s"
              .formatted(Arrays.toString(target.shape()), view, Arrays.toString(view.shape())));
    }
    try (Requester requester = requester()) {
      ReadFlow flow = flow(requester);
      assemble(flow, view, target, new Progress(grid.countIn(array.toStored(view))));
      flow.throwFirst();
    }
  }

  /**
   * Reads a box of any size piece by piece, in C order: the pieces' voxels one after the other are
   * the box's. After a block that could not be had no more pieces are delivered, but what is
   * missing on disk is still fetched, then this throws.
   *
   * @param view the box in view coordinates
   * @param maxBytes most bytes of a piece, counted in the given dtype
   * @param dtype what the pieces hold
   * @throws IllegalArgumentException as {@link #read(Roi, Block)}
   * @throws BlockUnavailableException for the first block that could not be had
   */
  public <E extends Exception> void forEachSlab(
      Roi view, long maxBytes, DType dtype, SlabConsumer<E> consumer)
      throws E, InterruptedException {
    check(view);
    long maxVoxels = Math.clamp(maxBytes / dtype.bytes(), 1, Integer.MAX_VALUE - 8);
    List<Roi> slabs = new Slabs(view, array.blockShape(), maxVoxels).list();
    try (Requester requester = requester()) {
      ReadFlow flow = flow(requester);
      Progress progress = new Progress(slabs.stream().mapToLong(source::countIn).sum());
      for (Roi slab : slabs) {
        if (flow.hasFailed()) {
          break;
        }
        Block voxels = Block.zeros(dtype, slab.shape());
        assemble(flow, slab, voxels, progress);
        if (!flow.hasFailed()) {
          consumer.accept(slab, voxels);
        }
      }
      if (flow.hasFailed() && !flow.isHopeless()) {
        flow.fetchMissing(grid.blocksIn(array.toStored(view)));
      }
      flow.throwFirst();
    }
  }

  /**
   * Reads a box of any size in pieces that come in no order, from several threads at once, each
   * voxel in one of them. What is on this computer comes first. After a block that could not be had
   * no more pieces are delivered, but all others are still fetched, then this throws.
   *
   * @param view the box in view coordinates
   * @param dtype what the pieces hold
   * @param consumer called by several threads; the voxels are its only until it returns
   * @throws IllegalArgumentException as {@link #read(Roi, Block)}
   * @throws BlockUnavailableException for the first block that could not be had
   */
  public <E extends Exception> void forEachPiece(Roi view, DType dtype, SlabConsumer<E> consumer)
      throws E, InterruptedException {
    check(view);
    Pieces pieces = Pieces.of(array, view, dtype);
    Progress progress = new Progress(source.countIn(view));
    LocalBlocks.Missing incomplete = new LocalBlocks.Missing();
    Workers.<E>forEach(
        pieces.numbers(),
        pieces.count(),
        number -> {
          Roi box = pieces.box(number);
          Block voxels = pieces.take(box);
          if (copyLocal(box, voxels)) {
            consumer.accept(box, voxels);
            source.blocksIn(box).forEach(_ -> progress.step());
          } else {
            incomplete.add(number);
          }
          pieces.give(voxels);
        });
    fetchPieces(pieces, incomplete.inOrder(), consumer, progress);
  }

  private boolean copyLocal(Roi box, Block voxels) {
    PrimitiveIterator.OfLong blocks = source.blocksIn(box).iterator();
    while (blocks.hasNext()) {
      if (!local.copy(blocks.nextLong(), voxels, box)) {
        return false;
      }
    }
    return true;
  }

  private <E extends Exception> void fetchPieces(
      Pieces pieces, long[] numbers, SlabConsumer<E> consumer, Progress progress)
      throws E, InterruptedException {
    if (numbers.length == 0) {
      return;
    }
    try (Requester requester = requester()) {
      ReadFlow flow = flow(requester);
      Optional<FillValue> fill = fill(pieces.dtype());
      Pieces.Growing<E> growing = pieces.growing(consumer);
      flow.run(
          LongStream.of(numbers).flatMap(number -> source.blocksIn(pieces.box(number))),
          (index, block) -> {
            growing.reach(pieces.numberOf(grid.start(index)), !flow.hasFailed());
            copy(index, block, fill, growing.voxels(), growing.box());
          },
          progress::step);
      growing.end(!flow.hasFailed());
      flow.throwFirst();
    }
  }

  private Requester requester() {
    return source.engine().requester("read of " + source.name(), options.waitForHost());
  }

  private ReadFlow flow(Requester requester) {
    return new ReadFlow(source, requester, options);
  }

  private void check(Roi view) {
    if (view.rank() != grid.rank() || view.isEmpty() || !array.view().contains(view)) {
      throw new IllegalArgumentException(
          "roi %s of %s is empty or lies not in the view: axes %s, shape %s"
              .formatted(view, source.name(), array.axes(), Arrays.toString(array.viewShape())));
    }
  }

  private void assemble(ReadFlow flow, Roi view, Block target, Progress progress)
      throws InterruptedException {
    long[] rest = local.copyAll(view, target, progress::step);
    Optional<FillValue> fill = fill(target.dtype());
    flow.run(
        LongStream.of(rest),
        (index, block) -> copy(index, block, fill, target, view),
        progress::step);
  }

  private Optional<FillValue> fill(DType dtype) {
    return options.fill().map(value -> new FillValue(dtype, value));
  }

  private void copy(
      long index, Optional<Block> block, Optional<FillValue> fill, Block target, Roi view) {
    Roi part = source.box(index);
    if (block.isPresent()) {
      Blocks.copy(Casts.cast(block.get(), target.dtype()), part, target, view);
    } else {
      Roi hole = part.intersect(view);
      Blocks.copy(fill.orElseThrow().block(hole.shape()), hole, target, view);
    }
  }

  /** Counts blocks over all pieces of one call. */
  private final class Progress {
    private final long total;
    private long done;

    Progress(long total) {
      this.total = total;
    }

    synchronized void step() {
      done++;
      options.progress().done(done, total);
    }
  }
}
