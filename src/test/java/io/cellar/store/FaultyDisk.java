package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A disk of which one call fails, or all from one call on, as if the process had died there. */
final class FaultyDisk implements DiskOps {
  private final DiskOps disk = new RealDisk();
  private final AtomicInteger calls = new AtomicInteger();
  private final int failing;
  private final boolean dies;
  private final Supplier<IOException> error;

  private FaultyDisk(int failing, boolean dies, Supplier<IOException> error) {
    this.failing = failing;
    this.dies = dies;
    this.error = error;
  }

  /** Fails the n-th call, counted from 1. */
  static FaultyDisk failing(int n, Supplier<IOException> error) {
    return new FaultyDisk(n, false, error);
  }

  /** Does nothing from the n-th call on; a write gets half of its bytes out. */
  static FaultyDisk dyingAt(int n) {
    return new FaultyDisk(n, true, () -> new IOException("the process is dead"));
  }

  /** True when the call that was to fail was reached. */
  boolean reached() {
    return calls.get() >= failing;
  }

  private void count() throws IOException {
    int n = calls.incrementAndGet();
    if (n == failing || dies && n > failing) {
      throw error.get();
    }
  }

  @Override
  public void folders(Path folder) throws IOException {
    count();
    disk.folders(folder);
  }

  @Override
  public boolean folder(Path folder) throws IOException {
    count();
    return disk.folder(folder);
  }

  @Override
  public OutputStream createLines(Path file) throws IOException {
    count();
    return disk.createLines(file);
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    count();
    return disk.create(file);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer content) throws IOException {
    try {
      count();
    } catch (IOException e) {
      channel.write(content.duplicate().limit(content.limit() / 2));
      throw e;
    }
    disk.write(channel, content);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    count();
    disk.force(channel);
  }

  @Override
  public boolean settles() {
    return disk.settles();
  }

  @Override
  public SyncFs openFileSystem(Path folder) throws IOException {
    return disk.openFileSystem(folder);
  }

  @Override
  public void settle(SyncFs fileSystem) throws IOException {
    count();
    disk.settle(fileSystem);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    count();
    disk.forceFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    count();
    disk.move(from, to);
  }

  @Override
  public void link(Path newName, Path existing) throws IOException {
    count();
    disk.link(newName, existing);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    count();
    return disk.delete(file);
  }
}
