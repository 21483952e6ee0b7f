package io.cellar.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A disk that notes the calls of the operating system that each of its own makes. */
final class CountedDisk implements DiskOps {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final DiskOps disk = new RealDisk();

  @Override
  public void folders(Path folder) throws IOException {
    calls.add("mkdir " + folder);
    disk.folders(folder);
  }

  @Override
  public boolean folder(Path folder) throws IOException {
    calls.add("mkdir " + folder);
    return disk.folder(folder);
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    calls.add("open " + file);
    calls.add("close " + file);
    return disk.create(file);
  }

  @Override
  public OutputStream createLines(Path file) throws IOException {
    calls.add("open " + file);
    calls.add("close " + file);
    return new FilterOutputStream(disk.createLines(file)) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        calls.add("write " + file);
        out.write(bytes, from, length);
      }
    };
  }

  @Override
  public void write(FileChannel channel, ByteBuffer content) throws IOException {
    calls.add("write");
    disk.write(channel, content);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    calls.add("fdatasync");
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
    calls.add("syncfs");
    disk.settle(fileSystem);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    calls.add("fsync " + folder);
    disk.forceFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    calls.add("rename " + to);
    disk.move(from, to);
  }

  @Override
  public void link(Path newName, Path existing) throws IOException {
    calls.add("link " + newName);
    disk.link(newName, existing);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    calls.add("unlink " + file);
    return disk.delete(file);
  }
}
