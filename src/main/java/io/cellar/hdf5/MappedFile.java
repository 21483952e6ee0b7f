package io.cellar.hdf5;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is mapped for reading, so that an interrupted reader does not close it for the
 * others.
 *
 * @param arena lives as long as the file is open
 */
record MappedFile(Arena arena, OpenFile file) implements AutoCloseable {

  /**
   * @throws Hdf5Exception if it is no HDF5 file, or damaged
   */
  static MappedFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      FileBytes bytes = new FileBytes(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
      return new MappedFile(arena, OpenFile.open(bytes, OpenFile.Tail.IGNORED));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
