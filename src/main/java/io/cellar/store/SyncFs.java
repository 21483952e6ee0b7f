package io.cellar.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file system of Linux that can be forced to the disk as a whole, by {@code syncfs(2)}. It is
 * called by the foreign-function API, which is loaded at the first use and costs more than the
 * call. One handle calls the three functions that are needed, each of which takes one or two words:
 * to make a handle takes the most. Handles of variables are not made unless something fails.
 */
final class SyncFs implements AutoCloseable {
  /** {@code O_RDONLY | O_CLOEXEC}. */
  private static final long READ_ONLY = 0x80000;

  private static final int ENOENT = 2;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private final Path folder;
  private final long descriptor;

  private SyncFs(Path folder, long descriptor) {
    this.folder = folder;
    this.descriptor = descriptor;
  }

  /**
   * Opens the file system of a folder. Only errors of writing that come after this are told: it is
   * to be open before what is to be forced is written.
   */
  static SyncFs open(Path folder) throws IOException {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = folder.toString().getBytes(names);
      MemorySegment name = arena.allocate(bytes.length + 1L); // zeros
      MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return new SyncFs(folder, call("open", name.address(), READ_ONLY, folder));
    }
  }

  /** Returns when all that was changed in the file system is on the disk. */
  void call() throws IOException {
    int _ = call("syncfs", descriptor, 0, folder);
  }

  /** Not while it is called. */
  @Override
  public void close() throws IOException {
    int _ = call("close", descriptor, 0, folder);
  }

  private static int call(String name, long first, long second, Path folder) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      int result = (int) CALL.invokeExact(function(name), state, first, second);
      if (result < 0) {
        int error = error(state);
        throw error == ENOENT
            ? new NoSuchFileException(folder.toString())
            : new FileSystemException(folder.toString(), null, words(name, error));
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static int error(MemorySegment state) {
    MemoryLayout.PathElement error = MemoryLayout.PathElement.groupElement("errno");
    return state.get(ValueLayout.JAVA_INT, Linker.Option.captureStateLayout().byteOffset(error));
  }

  private static MemorySegment function(String name) {
    return LINKER.defaultLookup().find(name).orElseThrow();
  }

  private static String words(String function, int error) {
    return switch (error) {
      case 5 -> "Input/output error";
      case 13 -> "Permission denied";
      case 28 -> "No space left on device";
      case 122 -> "Disk quota exceeded";
      default -> function + " failed with error " + error;
    };
  }
}
