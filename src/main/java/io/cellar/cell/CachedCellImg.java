package io.cellar.cell;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;

/**
 * A volume as an imglib2 image, in view coordinates, dimensions in imglib2's order ({@link
 * ImgLibOrder}). Any imglib2 code may read it, on any number of threads.
 *
 * <pre>{@code
 * try (CachedCellImg<UnsignedByteType, ?> img =
 *     CachedCellImg.open(source, waitForHost, new UnsignedByteType())) {
 *   RandomAccess<UnsignedByteType> access = img.randomAccess();
 *   int value = access.setPositionAndGet(x, y, z).get();
 * }
 * }</pre>
 *
 * <p>A cell that is not in memory is asked for as a visible block, and the caller waits. A cell
 * that cannot be had throws a {@link BlockUnavailableException} out of whatever access touched it.
 * The image holds no cells itself: the {@link CellCache} alone decides what stays. Its voxels are
 * shared with everybody who reads the volume and must not be written to.
 *
 * @param <T> imglib2's type for the volume's dtype ({@link ImgLibTypes})
 * @param <A> array access of that type
 */
public final class CachedCellImg<T extends NativeType<T>, A extends DataAccess>
    extends LazyCellImg<T, A> implements AutoCloseable {
  private final BlockingCells loads;
  private final T type;

  private CachedCellImg(CellGrid grid, T type, Cells<A> source) {
    super(grid, type, source::get);
    this.loads = source.cells;
    this.type = type;
  }

  /**
   * The view of a level as an image.
   *
   * @param waitForHost how long to wait for a host that is away
   * @param type a variable of imglib2's type for the dtype
   * @throws IllegalArgumentException if the type is another one
   */
  public static <T extends NativeType<T>> CachedCellImg<T, ?> open(
      CellSource source, Duration waitForHost, T type) {
    DType dtype = source.geometry().dtype();
    Class<?> expected = ImgLibTypes.type(dtype).getClass();
    if (type.getClass() != expected) {
      throw new IllegalArgumentException(
          "%s does not hold the %s voxels of %s: expected %s"
              .formatted(
                  type.getClass().getSimpleName(),
                  dtype.numpyName(),
                  source.name(),
                  expected.getSimpleName()));
    }
    CellGrid grid = ImgLibOrder.grid(source.geometry());
    BlockingCells cells = new BlockingCells(source, waitForHost);
    return new CachedCellImg<T, DataAccess>(grid, type, new Cells<>(grid, source, cells));
  }

  /** The image with whatever type the dtype asks for. */
  public static CachedCellImg<?, ?> open(CellSource source, Duration waitForHost) {
    return openAs(source, waitForHost, ImgLibTypes.type(source.geometry().dtype()));
  }

  @SuppressWarnings("unchecked")
  private static <T extends NativeType<T>> CachedCellImg<T, ?> openAs(
      CellSource source, Duration waitForHost, NativeType<?> type) {
    return open(source, waitForHost, (T) type);
  }

  /** Images of ordinary cells of the same size and type, in memory. */
  @Override
  public ImgFactory<T> factory() {
    return new CellImgFactory<>(type, getCellGrid().getCellDimensions());
  }

  /** All voxels, copied into an ordinary image. */
  @Override
  public Img<T> copy() {
    Img<T> copy = factory().create(this);
    LoopBuilder.setImages(this, copy).forEachPixel((from, to) -> to.set(from));
    return copy;
  }

  /**
   * Ends what is waited for; those who wait get a {@link
   * java.util.concurrent.CancellationException}. The memory keeps its blocks.
   */
  @Override
  public void close() {
    loads.close();
  }

  /** Makes imglib2's cells, anew each time: a cell is a thin shell round the block's array. */
  private static final class Cells<A extends DataAccess> {
    private final CellGrid grid;
    private final CellSource source;
    private final BlockingCells cells;

    /**
     * Arrays that are no block's own (bool), made once while the block is in memory. Blocks have no
     * equality of their own, so this is keyed by identity.
     */
    private final Map<Block, A> converted = Collections.synchronizedMap(new WeakHashMap<>());

    Cells(CellGrid grid, CellSource source, BlockingCells cells) {
      this.grid = grid;
      this.source = source;
      this.cells = cells;
    }

    Cell<A> get(long index) {
      long[] min = new long[grid.numDimensions()];
      int[] size = new int[min.length];
      grid.getCellDimensions(index, min, size);
      Block block = cells.get(source.geometry().blockOf(ImgLibOrder.turn(min)));
      long voxels = 1;
      for (int n : size) {
        voxels *= n;
      }
      if (block.length() != voxels) {
        throw new IllegalStateException(
            "cell %d of %s holds %d voxels, expected %d"
                .formatted(index, source.name(), block.length(), voxels));
      }
      return new Cell<>(size, min, access(block));
    }

    /** The access of a block's dtype; that this is an A was checked when the image was opened. */
    @SuppressWarnings("unchecked")
    private A access(Block block) {
      return block.dtype() == DType.BOOL
          ? converted.computeIfAbsent(block, b -> (A) ImgLibTypes.access(b))
          : (A) ImgLibTypes.access(block);
    }
  }
}
