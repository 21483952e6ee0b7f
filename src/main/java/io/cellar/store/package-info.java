/**
 * The blockwise fileset on disk, as ilastik reads and writes it.
 *
 * <p>One folder per block, one HDF5 file in it, {@code STATUS.txt} beside it when the block is
 * available:
 *
 * <pre>
 *   root/z_00000000/y_00000032/x_00000000/block-([0, 32, 0], [32, 64, 64]).h5
 *                                         block-([0, 32, 0], [32, 64, 64]).h5.lock   while somebody fetches it
 *                                         STATUS.txt                                  when it is available
 *   root/.cellar/coverage.bin             what is known of all blocks, four bits each: a hint
 *                journal/                 the file whose names a process's locks are, and the folders it has them in
 *                quarantine/              damaged blocks, and folders that had a file's name
 * </pre>
 *
 * <p>{@link io.cellar.store.FilesetStore} is the door: a {@link io.cellar.store.BlockReader} and a
 * {@link io.cellar.store.BlockWriter}. ({@link io.cellar.store.Hdf5FileReader} is a reader alone,
 * of one large HDF5 file that stays where it is.) Behind it one class per idea:
 *
 * <ul>
 *   <li>names: {@code BlockPaths}, {@code Spellings} (numpy 1 and 2 spell block files differently),
 *       {@code SafeFolders} (nothing is read, written or deleted through a link that leads out of
 *       the root);
 *   <li>writing: {@code BlockPublisher}. A block is published whole or not at all: temporary files,
 *       fsync, atomic rename, {@code STATUS.txt} by rename, lock released. {@code BlockSite} is
 *       where that happens. {@code GroupPublisher} has blocks that come close together forced with
 *       one call for the whole file system instead of one each, where the file system is known to
 *       do the same for each file then, and as long as that call is quick. {@code Settling} makes
 *       the names of all that was published survive a power cut, once for all. {@code TempJournal}
 *       and {@code FilesetSweep} remove what dead processes left, without listing the tree: {@code
 *       TempNames} tell whose they are;
 *   <li>deleting: {@code BlockRemover};
 *   <li>reading: {@code BlockFileReader} looks at a file and changes nothing, with the help of
 *       {@code BlockContent} (a file whose checksum is its status's) and of {@code UsualLengths},
 *       by which a block is seen to be there without its status being read; {@code BlockMender}
 *       decides what becomes of a damaged one: {@code Quarantine}, or an error where nothing can be
 *       fetched again;
 *   <li>locks: {@code Locks} takes them as ilastik does; {@code LockMaker} makes each a further
 *       name of one file of the process, so that making one is a single call, as exclusive, and
 *       whoever reads it finds the owner; {@code LockJudge} tells whose owner is gone, {@code
 *       HeldLock} stays fresh until it is released, and refreshing one refreshes all. Correctness
 *       rests on the rename; the lock only saves a double download;
 *   <li>the map: {@code CoverageMap}, in pages ({@code CoveragePage}) of words of sixteen blocks
 *       ({@code CoverageWords} tells what their values mean) that stay packed ({@code PackedPage})
 *       where nobody looks; kept by {@code CoverageKeeper} in a {@code CoverageFile}, which tells
 *       how it lies on disk, byte by byte;
 *   <li>for the command line: {@link io.cellar.store.BlockCensus}, {@link
 *       io.cellar.store.LockList}, {@link io.cellar.store.BlockVerifier}.
 * </ul>
 *
 * <p>A block that is fetched for the first time costs these calls of the operating system, and a
 * test sees to it that they stay as few:
 *
 * <pre>
 *   lock      mkdir of its folder: when that is new, nobody has anything in it to be looked at
 *             write of a line in the journal
 *             link
 *   publish   open, write, fdatasync, close of the block's temporary file
 *             open, write, close of the status's
 *             rename, rename
 *   unlock    unlink
 * </pre>
 *
 * <p>In a group one {@code syncfs} stands for the {@code fdatasync} of all.
 *
 * <p>A folder that was there before is looked at: for the lock and the file in the other spelling,
 * for the status. A lock that was not fresh all the time is looked at before it is unlinked.
 *
 * <p>A cache may come from a stranger. Nothing in it is followed out of it: folders between the
 * root and a file are looked at before they are used, every name is opened without following links
 * and only if it is a regular file, new files are made under names that must not exist yet and
 * renamed. A link, a pipe, a device or a folder in the place of a block or its {@code STATUS.txt}
 * is a damaged block; in the place of a lock it is a lock without an owner; elsewhere it is passed
 * over or replaced. What is read has a bound: locks, journals, status, coverage. Folders are
 * remembered for some seconds once they were found good ({@code SafeFolders}), and a name is looked
 * at before it is opened: a process of the same user that swaps them in between is not defended
 * against, since it may change all of that user's files anyway. The root itself, and what is above
 * it, are the user's own and may be links.
 *
 * <p>Changes of the disk go through {@code DiskOps}, so that tests can let each single call fail.
 *
 * <p>Thread-safe. Methods touch the disk and so never belong on the window's thread, except {@link
 * io.cellar.store.Coverage}, which is memory.
 */
package io.cellar.store;
