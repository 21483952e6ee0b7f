package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk whose power is cut before its n-th call. What was forced is there afterwards; all else may
 * be or not, in any order: files may be empty, cut, or full of zeros, and each creation, rename and
 * deletion may have reached the disk or not, a rename before the data of its file included. Of what
 * came before a call that settles the file system all is there.
 */
public final class PowerCut {
  private final int at;
  private int calls;

  /** How many of the changes are on the disk for good. */
  private int settled;

  private final Map<FileChannel, Inode> open = new IdentityHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<Path, Inode> live = new HashMap<>();

  /** The content of a file, whatever names it has. */
  private static final class Inode {
    private byte[] content = {};
    private int forced;
  }

  /** A change of the names: {@code removed} goes (if any), {@code added} is the inode (if any). */
  private record Change(Path removed, Path added, Inode inode) {}

  /** A disk without power from its n-th call on, counted from 1. */
  public PowerCut(int at) {
    this.at = at;
  }

  /** True when it came to that. */
  public synchronized boolean happened() {
    return calls >= at;
  }

  private synchronized void count() throws IOException {
    if (++calls >= at) {
      throw new IOException("the power is off");
    }
  }

  /**
   * Makes a folder as it may look after the cut.
   *
   * @param from the root that was written to
   * @param to a folder that does not exist yet
   * @return how many changes did not reach the disk
   */
  public synchronized int leave(Path from, Path to, Random random) throws IOException {
    Map<Path, Inode> names = new HashMap<>();
    int dropped = 0;
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (i >= settled && random.nextInt(6) == 0) {
        dropped++;
        continue;
      }
      if (change.removed() != null) {
        names.remove(change.removed());
      }
      if (change.added() != null) {
        names.put(change.added(), change.inode());
      }
    }
    Map<Inode, byte[]> settled = new IdentityHashMap<>();
    Files.createDirectories(to);
    for (Map.Entry<Path, Inode> each : names.entrySet()) {
      byte[] content = settled.computeIfAbsent(each.getValue(), inode -> settle(inode, random));
      dropped += content.length == each.getValue().content.length ? 0 : 1;
      Path file = to.resolve(from.relativize(each.getKey()).toString());
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
    return dropped;
  }

  private static byte[] settle(Inode inode, Random random) {
    byte[] content = inode.content.clone();
    int unsure = content.length - inode.forced;
    if (unsure == 0) {
      return content;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(content, inode.forced);
      case 1 -> Arrays.copyOf(content, inode.forced + random.nextInt(unsure));
      case 2 -> {
        Arrays.fill(content, inode.forced + random.nextInt(unsure), content.length, (byte) 0);
        yield content;
      }
      default -> content;
    };
  }

  DiskOps disk() {
    return new Noting(new RealDisk());
  }

  private final class Noting implements DiskOps {
    private final DiskOps disk;

    Noting(DiskOps disk) {
      this.disk = disk;
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
      synchronized (PowerCut.this) {
        count();
        FileChannel channel = disk.create(file);
        Inode inode = new Inode();
        open.put(channel, inode);
        live.put(file, inode);
        changes.add(new Change(null, file, inode));
        return channel;
      }
    }

    @Override
    public void write(FileChannel channel, ByteBuffer content) throws IOException {
      synchronized (PowerCut.this) {
        Inode inode = open.get(channel);
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        int before = inode.content.length;
        inode.content = Arrays.copyOf(inode.content, before + bytes.length);
        System.arraycopy(bytes, 0, inode.content, before, bytes.length);
        count();
        disk.write(channel, content);
      }
    }

    @Override
    public void force(FileChannel channel) throws IOException {
      synchronized (PowerCut.this) {
        count();
        disk.force(channel);
        open.get(channel).forced = open.get(channel).content.length;
      }
    }

    @Override
    public boolean settles() {
      return true;
    }

    @Override
    public SyncFs openFileSystem(Path folder) throws IOException {
      return disk.openFileSystem(folder);
    }

    @Override
    public void settle(SyncFs fileSystem) throws IOException {
      synchronized (PowerCut.this) {
        count();
        settled = changes.size();
        for (Change change : changes) {
          if (change.inode() != null) {
            change.inode().forced = change.inode().content.length;
          }
        }
      }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      count();
      disk.forceFolder(folder);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      synchronized (PowerCut.this) {
        count();
        disk.move(from, to);
        Inode inode = live.remove(from);
        live.put(to, inode);
        changes.add(new Change(from, to, inode));
      }
    }

    @Override
    public void link(Path newName, Path existing) throws IOException {
      synchronized (PowerCut.this) {
        count();
        disk.link(newName, existing);
        live.put(newName, live.get(existing));
        changes.add(new Change(null, newName, live.get(existing)));
      }
    }

    @Override
    public boolean delete(Path file) throws IOException {
      synchronized (PowerCut.this) {
        count();
        live.remove(file);
        changes.add(new Change(file, null, null));
        return disk.delete(file);
      }
    }
  }
}
