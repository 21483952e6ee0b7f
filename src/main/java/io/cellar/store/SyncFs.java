package io.cellar.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code syncfs(2)} of Linux, by the foreign-function API, which is loaded at the first call and
 * costs more than the call. One handle calls the three functions that are needed, each of which
 * takes one or two words: to make a handle takes the most.
 */
final class SyncFs {
  /** {@code O_RDONLY | O_CLOEXEC}. */
  private static final long READ_ONLY = 0x80000;

  private static final int ENOENT = 2;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private SyncFs() {}

  /** Returns when all that was changed in a folder's file system is on the disk. */
  static void call(Path folder) throws IOException {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      MemorySegment name = arena.allocateFrom(folder.toString(), names);
      int file = call(state, "open", name.address(), READ_ONLY, folder);
      try {
        int _ = call(state, "syncfs", file, 0, folder);
      } finally {
        int _ = (int) CALL.invokeExact(function("close"), state, (long) file, 0L);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static int call(MemorySegment state, String name, long first, long second, Path folder)
      throws Throwable {
    int result = (int) CALL.invokeExact(function(name), state, first, second);
    if (result < 0) {
      int error = (int) ERRNO.get(state, 0L);
      throw error == ENOENT
          ? new NoSuchFileException(folder.toString())
          : new FileSystemException(folder.toString(), null, words(name, error));
    }
    return result;
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
