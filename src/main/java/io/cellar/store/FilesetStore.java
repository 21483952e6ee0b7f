package io.cellar.store;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blockwise fileset in a folder. Opening looks at one file only (the coverage) and makes
 * nothing: the folder may be read-only or not exist yet. What dead processes left behind is swept
 * when the first block is written.
 */
public final class FilesetStore implements BlockReader, BlockWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FilesetStore.class);

  private final ArrayGeometry geometry;
  private final CacheLayout layout;
  private final Hdf5Writer files;
  private final BlockPaths paths;
  private final Spellings spellings;
  private final SafeFolders folders;
  private final TempJournal journal;
  private final GroupPublisher groups;
  private final Quarantine quarantine;
  private final BlockRemover remover;
  private final BlockMender mender;
  private final Locks locks;
  private final LockList lockList;
  private final FilesetSweep sweep;
  private final CoverageMap coverage;
  private final EmptyBlocks empty;
  private final InstantSource clock;
  private final CoverageKeeper keeper;
  private final Upkeep upkeep;
  private final Settling settling;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Opens a fileset. */
  public static FilesetStore open(
      ArrayGeometry geometry, CacheLayout layout, StoreOptions options) {
    return open(geometry, layout, options, new RealDisk());
  }

  static FilesetStore open(
      ArrayGeometry geometry, CacheLayout layout, StoreOptions options, DiskOps disk) {
    FilesetStore store = new FilesetStore(geometry, layout, options, disk);
    store.keeper.load();
    return store;
  }

  private FilesetStore(
      ArrayGeometry geometry, CacheLayout layout, StoreOptions options, DiskOps disk) {
    this.geometry = geometry;
    this.layout = layout;
    this.files = new Hdf5Writer(layout.dataset(), layout.encoding());
    paths = new BlockPaths(geometry, layout);
    spellings = new Spellings(paths);
    folders = new SafeFolders(paths.root(), disk);
    TempNames names = new TempNames();
    journal = new TempJournal(paths, folders, disk, names, options.clock());
    quarantine = new Quarantine(disk, folders, paths, options.clock());
    clock = options.clock();
    coverage = new CoverageMap(paths.grid(), clock);
    empty = new EmptyBlocks(geometry, paths.grid(), coverage, options.fill());
    BlockFileReader reader =
        new BlockFileReader(geometry, layout.dataset(), paths, spellings, folders);
    mender = new BlockMender(reader, quarantine, coverage, options);
    FileSystemClock time = new FileSystemClock(paths, disk, folders, journal, names);
    StoreOptions.Timing timing = options.timing();
    Duration stale = timing.staleLock();
    LockJudge judge = new LockJudge(time::now, options.clock(), stale);
    LockJudge onlooker = new LockJudge(options.clock()::instant, options.clock(), stale);
    LockMaker maker = new LockMaker(disk, paths, journal, clock, timing.oldest());
    locks =
        new Locks(disk, folders, journal, names, judge, maker, quarantine, clock, timing.certain());
    settling = new Settling(paths.root(), disk);
    BlockPublisher publisher =
        new BlockPublisher(
            disk,
            spellings,
            folders,
            quarantine,
            locks,
            journal,
            names,
            settling,
            options.durability());
    groups = new GroupPublisher(publisher, settling, options.durability(), clock);
    lockList = new LockList(geometry, paths, judge, onlooker, locks);
    remover = new BlockRemover(paths, spellings, quarantine, coverage, lockList);
    sweep = new FilesetSweep(paths, disk, folders, time, timing.staleJournal());
    keeper = new CoverageKeeper(coverage, paths, disk, folders, journal, names);
    upkeep =
        new Upkeep(
            options.timing().heartbeat(),
            List.of(locks::refresh, journal::refresh, this::saveCoverage));
  }

  @Override
  public String name() {
    return layout.name().isEmpty() ? layout.root().toString() : layout.name();
  }

  @Override
  public ArrayGeometry geometry() {
    return geometry;
  }

  /** Where and how the blocks lie on disk. */
  public CacheLayout layout() {
    return layout;
  }

  @Override
  public BlockGrid grid() {
    return paths.grid();
  }

  /**
   * True when the block seems to be on disk now: {@code STATUS.txt} exists, and the block file is
   * as long as that says, or others of its shape are; if it says nothing, headers tell of a dataset
   * that fits. False also for what was found damaged. Of an empty block nothing is looked for.
   */
  @Override
  public boolean isAvailable(long index) throws StoreException {
    try {
      return empty.contains(index) || mender.isThere(index);
    } catch (IOException e) {
      throw DiskErrors.reading("cannot look for block " + index, paths.folder(index), e);
    }
  }

  @Override
  public void clearStaleLock(long index) {
    if (closed.get() || empty.contains(index)) {
      return;
    }
    spellings.used(index).forEach(locks::clearIfStale);
  }

  /**
   * Empty also when what was on disk turned out damaged or too small for the view and was moved to
   * quarantine. An empty block is its fill value, whatever is on disk.
   *
   * @throws StoreException if the disk cannot be read, the file uses a feature of HDF5 that is not
   *     read here, or what is damaged or too small is not fetched again now ({@link
   *     StoreOptions#onDamage})
   */
  @Override
  public Optional<Block> read(long index) throws StoreException {
    try {
      return empty.contains(index) ? empty.read(index) : mender.read(index);
    } catch (IOException e) {
      throw DiskErrors.reading("cannot read block " + index, paths.folder(index), e);
    }
  }

  @Override
  public boolean copy(long index, Block target, Roi box) {
    return empty.contains(index)
        ? BlockReader.super.copy(index, target, box)
        : mender.copyIfFine(index, target, box);
  }

  @Override
  public int mostTogether() {
    return groups.most();
  }

  @Override
  public List<Optional<Throwable>> publish(List<Publication> blocks) {
    prepareWriting();
    List<Optional<Throwable>> failures = groups.publish(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      if (failures.get(i).isEmpty()) {
        coverage.set(blocks.get(i).index(), Coverage.State.AVAILABLE);
      }
    }
    return failures;
  }

  @Override
  public void settle() throws StoreException {
    settling.settle();
  }

  @Override
  public void noteEmpty(long index) throws StoreException {
    empty.requireFill(index);
    prepareWriting();
    Coverage.State before = coverage.get(index);
    try {
      if (remover.isMarked(index)) {
        remover.delete(index, Coverage.State.EMPTY, this::tryLock);
      }
      coverage.set(index, Coverage.State.EMPTY);
    } catch (StoreException e) {
      coverage.set(index, before);
      throw e;
    }
  }

  @Override
  public long writeEmpty(long index) throws StoreException {
    Optional<Block> block = empty.whole(index);
    if (block.isEmpty()) {
      return 0;
    }
    byte[] file = encode(block.get());
    // Who else has the lock brings the block itself; two may publish it.
    try (BlockLock lock = tryLock(index).orElse(() -> {})) {
      publish(index, file, new Provenance("", Optional.empty(), clock.instant()), lock);
    }
    return file.length;
  }

  @Override
  public byte[] encode(Block block) {
    return files.encode(block);
  }

  @Override
  public Optional<BlockLock> tryLock(long index) throws StoreException {
    prepareWriting();
    try {
      BlockSite site = BlockSite.make(index, spellings, folders, clock);
      return locks.tryLock(site, site.elsewhere(spellings)).map(lock -> lock);
    } catch (IOException e) {
      folders.forget();
      throw DiskErrors.writing("cannot lock block " + index, paths.folder(index), 0, e);
    }
  }

  /** What every writer needs once: nothing left by the dead, and the upkeep running. */
  private void prepareWriting() {
    if (closed.get()) {
      throw new IllegalStateException("the cache " + paths.root() + " is closed");
    }
    upkeep.need();
    sweep.runFirst();
  }

  @Override
  public boolean isUntouched(long index) throws StoreException {
    try {
      return !empty.contains(index) && FileStamp.of(paths.folder(index)).isEmpty();
    } catch (IOException e) {
      throw DiskErrors.reading("cannot look for block " + index, paths.folder(index), e);
    }
  }

  @Override
  public Optional<LockInfo> lockInfo(long index) throws StoreException {
    return lockList.info(index);
  }

  @Override
  public void forget(long index) throws StoreException {
    if (!Files.isDirectory(paths.folder(index))) {
      coverage.set(index, Coverage.State.UNKNOWN);
      return;
    }
    remover.delete(index, Coverage.State.UNKNOWN, this::tryLock);
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  /**
   * True when the coverage was found on disk; false for a cache that nobody has counted yet, where
   * {@link #census} tells what is there.
   */
  public boolean coverageWasKnown() {
    return keeper.foundFile();
  }

  /** Saves the coverage now, if it changed. Also done every half minute and on closing. */
  public void saveCoverage() throws StoreException {
    try {
      keeper.saveIfDirty();
    } catch (IOException e) {
      throw DiskErrors.writing("cannot save the coverage", paths.ours(), 0, e);
    }
  }

  /**
   * Blocks that were damaged, moved away, and are to be fetched again, since the store was opened.
   */
  public long quarantined() {
    return quarantine.count();
  }

  /** Lists available blocks from the disk. */
  public BlockCensus census() {
    return new BlockCensus(geometry, paths, mender);
  }

  /** Lists and removes locks. */
  public LockList locks() {
    return lockList;
  }

  /** Verifies single blocks. */
  public BlockVerifier verifier() {
    return new BlockVerifier(mender, paths);
  }

  /**
   * Removes what dead processes left behind; also done before the first write.
   *
   * @return how many files were removed
   */
  public int sweep() throws StoreException {
    try {
      return sweep.run();
    } catch (IOException e) {
      throw DiskErrors.writing("cannot sweep leftovers", paths.ours(), 0, e);
    }
  }

  /** Saves the coverage and leaves. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    upkeep.close();
    locks.close();
    try (journal;
        settling) {
      saveCoverage();
    } catch (IOException e) {
      LOG.info("{}", e.getMessage()); // hints only, and usual for a read-only cache
    }
  }
}
