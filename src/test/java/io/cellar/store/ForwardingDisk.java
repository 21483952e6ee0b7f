package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk on top of another, for tests that change a call or two. */
class ForwardingDisk implements DiskOps {
  private final DiskOps disk;

  ForwardingDisk(DiskOps disk) {
    this.disk = disk;
  }

  @Override
  public void folders(Path folder) throws IOException {
    disk.folders(folder);
  }

  @Override
  public boolean folder(Path folder) throws IOException {
    return disk.folder(folder);
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    return disk.create(file);
  }

  @Override
  public OutputStream createLines(Path file) throws IOException {
    return disk.createLines(file);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer content) throws IOException {
    disk.write(channel, content);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
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
    disk.settle(fileSystem);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    disk.forceFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
  }

  @Override
  public void link(Path newName, Path existing) throws IOException {
    disk.link(newName, existing);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return disk.delete(file);
  }
}
