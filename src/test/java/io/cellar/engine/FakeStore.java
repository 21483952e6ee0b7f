package io.cellar.engine;

import io.cellar.store.BlockLock;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.store.LockInfo;
import io.cellar.store.MapCoverage;
import io.cellar.store.StoreException;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fileset in memory that fails as a test says. Each voxel is the low byte of its block's number,
 * and {@link #FILL} in a block that is empty in the source.
 */
public final class FakeStore implements BlockReader, BlockWriter {

  /** Something that goes wrong, or waits, before a block is written. */
  @FunctionalInterface
  public interface Trouble {
    void before(long index) throws StoreException;
  }

  static final byte FILL = 99;

  private final ArrayGeometry geometry;
  private final BlockGrid grid;
  private final Coverage coverage;
  final Map<Long, byte[]> files = new ConcurrentHashMap<>();
  final Map<Long, Integer> published = new ConcurrentHashMap<>();
  final Set<Long> lockedElsewhere = ConcurrentHashMap.newKeySet();

  /** How many blocks were published with each call. */
  final List<Integer> groups = new CopyOnWriteArrayList<>();

  /** How many blocks are published together at most. */
  volatile int together = 1;

  private final Set<Long> locked = ConcurrentHashMap.newKeySet();
  final Set<Long> availableAndLocked = ConcurrentHashMap.newKeySet();
  final Map<Long, Integer> looksForStaleLocks = new ConcurrentHashMap<>();
  final AtomicInteger reads = new AtomicInteger();

  /** Told of each block before it is written. */
  public volatile Trouble writing = index -> {};

  volatile Trouble reading = index -> {};
  volatile Trouble lookingAtLock = index -> {};
  volatile Trouble locking = index -> {};
  volatile Trouble noting = index -> {};

  /** Told of how many blocks are to be settled. */
  public volatile Trouble settling = blocks -> {};

  /** Blocks that were locked by somebody here. */
  final Set<Long> everLocked = ConcurrentHashMap.newKeySet();

  /** Blocks of 4 x 4 in a row of {@code count}; the view leaves out the first voxel row. */
  public FakeStore(int count) {
    long[] shape = {4, 4L * count};
    geometry =
        new ArrayGeometry(
            Axes.parse("yx"),
            DType.UINT8,
            shape,
            new long[] {4, 4},
            new long[] {0, 0},
            new long[] {3, 4L * count});
    grid = geometry.grid();
    coverage = new MapCoverage(grid);
  }

  /** The voxels of a whole block. */
  Block voxels(long index) {
    byte[] values = new byte[16];
    Arrays.fill(values, (byte) index);
    return new Block(DType.UINT8, new long[] {4, 4}, values);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public ArrayGeometry geometry() {
    return geometry;
  }

  @Override
  public BlockGrid grid() {
    return grid;
  }

  @Override
  public boolean isAvailable(long index) {
    return isEmpty(index) || files.containsKey(index);
  }

  private boolean isEmpty(long index) {
    return coverage.get(index) == Coverage.State.EMPTY;
  }

  @Override
  public void noteEmpty(long index) throws StoreException {
    noting.before(index);
    if (locked.contains(index)) {
      throw new StoreException("block " + index + " is locked", null);
    }
    coverage.set(index, Coverage.State.EMPTY);
    files.remove(index);
  }

  @Override
  public long writeEmpty(long index) throws StoreException {
    if (!isEmpty(index)) {
      return 0;
    }
    writing.before(index);
    files.put(index, new byte[] {FILL});
    coverage.set(index, Coverage.State.AVAILABLE);
    return 1;
  }

  @Override
  public Optional<Block> read(long index) throws StoreException {
    reads.incrementAndGet();
    reading.before(index);
    if (isEmpty(index)) {
      return Optional.of(new FillValue(DType.UINT8, FILL).block(new long[] {3, 4}));
    }
    return files.containsKey(index)
        ? Optional.of(Blocks.crop(voxels(index), Roi.ofShape(3, 4)))
        : Optional.empty();
  }

  @Override
  public int mostTogether() {
    return together;
  }

  @Override
  public List<Optional<Throwable>> publish(List<Publication> blocks) {
    groups.add(blocks.size());
    return blocks.stream().map(this::publish).toList();
  }

  private Optional<Throwable> publish(Publication block) {
    long index = block.index();
    try {
      writing.before(index);
    } catch (StoreException | RuntimeException | Error e) {
      return Optional.of(e);
    }
    published.merge(index, 1, Integer::sum);
    files.put(index, block.hdf5());
    block.held().close();
    if (locked.contains(index)) {
      availableAndLocked.add(index);
    }
    return Optional.empty();
  }

  @Override
  public void settle() throws StoreException {
    settling.before(published.size());
  }

  @Override
  public void clearStaleLock(long index) {
    looksForStaleLocks.merge(index, 1, Integer::sum);
  }

  @Override
  public byte[] encode(Block block) {
    return new byte[] {((byte[]) block.values())[0]};
  }

  @Override
  public Optional<BlockLock> tryLock(long index) throws StoreException {
    locking.before(index);
    if (lockedElsewhere.contains(index) || !locked.add(index)) {
      return Optional.empty();
    }
    everLocked.add(index);
    return Optional.of(() -> locked.remove(index));
  }

  @Override
  public Optional<LockInfo> lockInfo(long index) throws StoreException {
    lookingAtLock.before(index);
    return lockedElsewhere.contains(index)
        ? Optional.of(new LockInfo(index, Path.of("/nowhere/lock"), "pid 1", Duration.ZERO, false))
        : Optional.empty();
  }

  @Override
  public void forget(long index) {
    files.remove(index);
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  @Override
  public void close() {}

  boolean anyLocked() {
    return !locked.isEmpty();
  }
}
