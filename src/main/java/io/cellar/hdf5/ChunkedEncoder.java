package io.cellar.hdf5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.Deflater;

/** Writes a block as chunks, compressed or not. */
final class ChunkedEncoder {
  private final Block block;
  private final long[] chunk;
  private final OptionalInt gzip;

  /**
   * @param chunk chunk shape, nowhere larger than the block
   * @param gzip level of compression, if any
   */
  ChunkedEncoder(Block block, long[] chunk, OptionalInt gzip) {
    this.block = block;
    this.chunk = chunk;
    this.gzip = gzip;
  }

  byte[] encode(String dataset) {
    List<long[]> offsets = offsets();
    ChunkTree tree = new ChunkTree(behind());
    int chunks = offsets.size();
    Skeleton skeleton = new Skeleton(dataset, address -> messages(tree.root(address, chunks)));
    long address = (long) skeleton.size() + tree.size(chunks);
    List<ChunkTree.Entry> entries = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (long[] offset : offsets) {
      byte[] stored = compress(voxels(offset));
      entries.add(new ChunkTree.Entry(offset, stored.length, address + data.size()));
      data.writeBytes(stored);
    }
    byte[] nodes = tree.bytes(entries, skeleton.size());
    return new LittleEndian()
        .bytes(skeleton.bytes(nodes.length + data.size()))
        .bytes(nodes)
        .bytes(data.toByteArray())
        .toBytes();
  }

  private List<HeaderMessage> messages(long treeAddress) {
    List<HeaderMessage> messages = new ArrayList<>();
    messages.add(HeaderMessage.dataspace(block.shape()));
    messages.add(HeaderMessage.datatype(block.dtype()));
    messages.add(HeaderMessage.fillValue(true));
    gzip.ifPresent(level -> messages.add(HeaderMessage.gzip(level)));
    messages.add(HeaderMessage.chunked(treeAddress, chunk, block.dtype().bytes()));
    return messages;
  }

  /** The first voxel of each chunk, in C order. */
  private List<long[]> offsets() {
    List<long[]> offsets = new ArrayList<>();
    offsets.add(new long[block.rank()]);
    for (int d = 0; d < block.rank(); d++) {
      List<long[]> finer = new ArrayList<>();
      for (long[] offset : offsets) {
        for (long at = 0; at < block.size(d); at += chunk[d]) {
          long[] next = offset.clone();
          next[d] = at;
          finer.add(next);
        }
      }
      offsets = finer;
    }
    return offsets;
  }

  private long[] behind() {
    long[] behind = new long[block.rank()];
    for (int d = 0; d < behind.length; d++) {
      behind[d] = (block.size(d) + chunk[d] - 1) / chunk[d] * chunk[d];
    }
    return behind;
  }

  /** All voxels of a chunk; those outside of the block are zero. */
  private byte[] voxels(long[] offset) {
    Block part = Block.zeros(block.dtype(), chunk);
    Blocks.copy(block, Roi.ofShape(block.shape()), part, Roi.at(offset, chunk));
    return Blocks.littleEndian(part);
  }

  private byte[] compress(byte[] data) {
    if (gzip.isEmpty()) {
      return data;
    }
    Deflater deflater = new Deflater(gzip.getAsInt());
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2 + 64);
      byte[] piece = new byte[8192];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
