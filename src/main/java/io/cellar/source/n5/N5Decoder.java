package io.cellar.source.n5;

import io.cellar.codec.BigEndian;
import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import io.cellar.source.chunked.ChunkDecoder;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.Arrays;

/**
 * Blocks to voxels: a header, then compressed, big-endian voxels, x fastest. A block may be smaller
 * than the array's blocks wherever it lies: what it does not have is 0. At the far edges it may
 * also be whole: what overhangs is cut.
 */
final class N5Decoder implements ChunkDecoder {
  private final N5Layout layout;
  private final Codec codec;

  N5Decoder(N5Layout layout, Codec codec) {
    this.layout = layout;
    this.codec = codec;
  }

  @Override
  public Block decode(byte[] stored, long[] position) throws CodecException {
    BlockHeader header = BlockHeader.of(stored, layout);
    Block whole = voxels(stored, header);
    Roi from = Roi.ofShape(whole.shape());
    Roi inside = Roi.ofShape(N5Layout.reversed(layout.inside(layout.grid(position))));
    Block block = whole;
    if (!inside.equals(from)) {
      block = Block.zeros(layout.dtype(), inside.shape());
      Blocks.copy(whole, from, block, inside);
    }
    // Axes that were dropped have one voxel: without them, the same voxels follow each other.
    long[] shape = layout.axes().inOrder(N5Layout.reversed(block.shape()));
    return new Block(block.dtype(), shape, block.values());
  }

  /** All voxels that the block stores, in the reversed order of its sizes. */
  private Block voxels(byte[] stored, BlockHeader header) throws CodecException {
    int bytes = header.voxels() * layout.dtype().bytes();
    byte[] decoded = codec.decode(Arrays.copyOfRange(stored, header.bytes(), stored.length), bytes);
    return Blocks.overLittleEndian(
        layout.dtype(),
        N5Layout.reversed(header.sizes()),
        new BigEndian(layout.dtype().bytes()).decode(decoded, bytes));
  }
}
