package io.cellar.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What jhdf sees of a file: slices of the bytes, never copies, and only so many of them. A header
 * that points at itself, or a tree that fans out without end, uses up its reads and fails.
 */
final class BoundedStorage implements HdfBackingStorage {
  /** Enough for a group of half a million objects; used up in well under a second. */
  private static final int READS = 200_000;

  private static final int LARGEST_READ = 64 << 20;

  private final FileBytes bytes;
  private final Superblock superblock;
  private final AtomicInteger reads = new AtomicInteger();

  BoundedStorage(FileBytes bytes, Superblock superblock) {
    this.bytes = bytes;
    this.superblock = superblock;
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return mapNoOffset(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return mapNoOffset(address, length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    if (reads.incrementAndGet() > READS) {
      throw new HdfException("the structure needs more than " + READS + " reads");
    }
    if (length > LARGEST_READ || !bytes.contains(address, length)) {
      throw new HdfException(
          "%d bytes at address %d do not lie within the file of %d bytes"
              .formatted(length, address, bytes.size()));
    }
    return bytes.buffer(address, length);
  }

  @Override
  public long getUserBlockSize() {
    return 0;
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new UnsupportedOperationException("bytes, not a channel");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {}

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
