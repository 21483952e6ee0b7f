package io.cellar.export;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Writes a block of voxels into its place in a file that holds a larger one. For one use. */
final class VoxelRuns {
  private final FileChannel file;
  private final long start;
  private final Block voxels;
  private final ByteBuffer buffer;
  private final MemorySegment memory;
  private final ValueLayout layout;
  private final int bytes;

  /**
   * @param start byte of the file at which the array begins
   * @param buffer what is written goes through it
   */
  VoxelRuns(FileChannel file, long start, Block voxels, ByteBuffer buffer) {
    this.file = file;
    this.start = start;
    this.voxels = voxels;
    this.buffer = buffer;
    this.memory = MemorySegment.ofBuffer(buffer.clear());
    this.layout = Blocks.layout(voxels.dtype(), ByteOrder.LITTLE_ENDIAN);
    this.bytes = voxels.dtype().bytes();
  }

  /**
   * @param shape of the array in the file
   * @param at where the block's first voxel lies in it
   */
  void write(long[] shape, long[] at) throws IOException {
    try {
      Runs.forEach(voxels.shape(), new long[at.length], shape, at, voxels.shape(), this::run);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void run(long from, long to, long length) {
    long most = buffer.capacity() / bytes;
    for (long done = 0; done < length; done += most) {
      int count = (int) Math.min(most, length - done);
      MemorySegment.copy(voxels.values(), (int) (from + done), memory, layout, 0, count);
      buffer.clear().limit(count * bytes);
      long position = start + (to + done) * bytes;
      try {
        while (buffer.hasRemaining()) {
          position += file.write(buffer, position);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
