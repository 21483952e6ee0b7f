package io.cellar.store;

import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Opens filesets on disks whose calls a test is told of before they happen, and may let fail. */
public final class DiskHooks {

  /** The calls by which the store changes the disk. */
  public enum Call {
    FOLDERS,
    FOLDER,
    CREATE,
    WRITE,
    FORCE,
    SETTLE,
    MOVE,
    LINK,
    DELETE
  }

  /** Told of each call. */
  @FunctionalInterface
  public interface Hook {
    /** Throws to let the call fail; a write that fails gets half of its bytes out. */
    void before(Call call) throws IOException;
  }

  private DiskHooks() {}

  /** A fileset on the real disk, through a hook. */
  public static FilesetStore open(VolumeDescription volume, StoreOptions options, Hook hook) {
    return FilesetStore.open(
        volume.geometry(), volume.cache(), options, new Hooked(hook, new RealDisk()));
  }

  static FilesetStore open(Sample.Fileset fileset, StoreOptions options, Hook hook) {
    return Sample.open(fileset, options, new Hooked(hook, new RealDisk()));
  }

  /** A fileset on a disk that notes what a power cut may undo. */
  public static FilesetStore open(VolumeDescription volume, StoreOptions options, PowerCut cut) {
    return FilesetStore.open(volume.geometry(), volume.cache(), options, cut.disk());
  }

  private record Hooked(Hook hook, DiskOps disk) implements DiskOps {
    @Override
    public void folders(Path folder) throws IOException {
      hook.before(Call.FOLDERS);
      disk.folders(folder);
    }

    @Override
    public boolean folder(Path folder) throws IOException {
      hook.before(Call.FOLDER);
      return disk.folder(folder);
    }

    @Override
    public OutputStream createLines(Path file) throws IOException {
      hook.before(Call.CREATE);
      return disk.createLines(file);
    }

    @Override
    public FileChannel create(Path file) throws IOException {
      hook.before(Call.CREATE);
      return disk.create(file);
    }

    @Override
    public void write(FileChannel channel, ByteBuffer content) throws IOException {
      try {
        hook.before(Call.WRITE);
      } catch (IOException e) {
        channel.write(content.duplicate().limit(content.limit() / 2));
        throw e;
      }
      disk.write(channel, content);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
      hook.before(Call.FORCE);
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
      hook.before(Call.SETTLE);
      disk.settle(fileSystem);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      hook.before(Call.SETTLE);
      disk.forceFolder(folder);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      hook.before(Call.MOVE);
      disk.move(from, to);
    }

    @Override
    public void link(Path newName, Path existing) throws IOException {
      hook.before(Call.LINK);
      disk.link(newName, existing);
    }

    @Override
    public boolean delete(Path file) throws IOException {
      hook.before(Call.DELETE);
      return disk.delete(file);
    }
  }
}
