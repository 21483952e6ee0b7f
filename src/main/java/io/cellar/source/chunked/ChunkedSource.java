package io.cellar.source.chunked;

import io.cellar.codec.CodecException;
import io.cellar.source.BlockSource;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The chunks of an array as blocks. A block is one chunk, several small ones that are fetched
 * together, or a part of a large one; {@link #geometry} tells which. Thread-safe.
 */
public final class ChunkedSource implements BlockSource {
  /** Chunks of no more bytes come so fast that waiting for answers is most of their time. */
  private static final long SMALL_CHUNK = 1 << 20;

  private static final int FOR_SMALL_CHUNKS = 96;

  private final ChunkedArray array;
  private final ArrayGeometry geometry;
  private final BlockGrid chunks;

  /** Shape of a chunk. */
  private final long[] chunk;

  private final boolean splits;

  /** True when a block is a chunk. */
  private final boolean isSame;

  private final ChunkParts parts;
  private final SplitChunks split;

  /** With the blocks that fit its chunks best. */
  public ChunkedSource(ChunkedArray array) {
    this(array, BlockShape.of(array));
  }

  /**
   * With blocks of a shape that was chosen before.
   *
   * @param blockShape in the order of the array's axes; along each axis a multiple of the chunk, or
   *     a divisor of it along all of them
   * @throws IllegalArgumentException if it is neither
   */
  public ChunkedSource(ChunkedArray array, long[] blockShape) {
    this.array = array;
    this.geometry = ArrayGeometry.whole(array.axes(), array.dtype(), array.shape(), blockShape);
    this.chunks = array.chunkGrid();
    this.chunk = array.chunk();
    if (!fits(array, blockShape)) {
      throw new IllegalArgumentException(
          "blocks of %s do not fit chunks of %s"
              .formatted(Roi.ofShape(blockShape), Roi.ofShape(array.chunk())));
    }
    this.splits = !isMultiple(blockShape, chunk);
    this.isSame = Arrays.equals(blockShape, chunk);
    this.parts = new ChunkParts(array);
    this.split = new SplitChunks(array);
  }

  /** True for a shape that blocks of an array may have: see the constructor. */
  public static boolean fits(ChunkedArray array, long[] blockShape) {
    return isMultiple(blockShape, array.chunk()) || isMultiple(array.chunk(), blockShape);
  }

  private static boolean isMultiple(long[] large, long[] small) {
    for (int d = 0; d < large.length; d++) {
      if (large[d] % small[d] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The shape of the blocks that an array is cut into, in the order of its axes. */
  public static long[] blockShape(ChunkedArray array) {
    return BlockShape.of(array);
  }

  /** The array's voxels and blocks. */
  public ArrayGeometry geometry() {
    return geometry;
  }

  @Override
  public String host() {
    return array.keys().host();
  }

  @Override
  public String address(Roi stored) {
    return array.chunks().address(first(stored));
  }

  /** The array's own metadata is the proof. */
  @Override
  public boolean isProved() {
    return true;
  }

  @Override
  public int mostRequests() {
    return array.chunkBytes() <= SMALL_CHUNK ? FOR_SMALL_CHUNKS : BlockSource.super.mostRequests();
  }

  @Override
  public Fetched fetch(Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    long[] first = first(stored);
    if (splits) {
      return split.part(first, stored, progress);
    }
    String address = array.chunks().address(first);
    List<long[]> several = isSame ? List.of() : positions(stored);
    if (several.size() > 1) {
      return parts.fetch(several, address, progress);
    }
    Optional<StoredObject> found = array.chunks().fetch(first, progress);
    if (found.isEmpty()) {
      return new Fetched.Empty(address);
    }
    StoredObject one = found.get();
    return new RawBlock(one.bytes(), false, address, one.etag(), one.firstByteNanos());
  }

  @Override
  public void forget(Roi stored) {
    positions(stored).forEach(array.chunks()::forget);
  }

  @Override
  public Block decode(Roi stored, RawBlock raw) throws SourceException {
    try {
      return checked(voxels(stored, raw.body()), stored);
    } catch (CodecException | IllegalArgumentException e) {
      throw new SourceException.Invalid(raw.url() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void forget() {
    array.chunks().forget();
    parts.forget();
    split.forget();
  }

  private Block voxels(Roi stored, byte[] body) throws CodecException, SourceException {
    if (splits) {
      return Blocks.overLittleEndian(array.dtype(), stored.shape(), body);
    }
    List<long[]> several = isSame ? List.of() : positions(stored);
    return several.size() > 1
        ? parts.decode(several, stored, body)
        : array.decoder().decode(body, first(stored));
  }

  private Block checked(Block block, Roi stored) throws CodecException {
    if (block.dtype() != array.dtype() || !Arrays.equals(block.shape(), stored.shape())) {
      throw new IllegalStateException(
          "%s was decoded as %s of %s"
              .formatted(stored, block.dtype().numpyName(), Roi.ofShape(block.shape())));
    }
    return block;
  }

  /** The chunks that a box touches, in scan order. */
  private List<long[]> positions(Roi stored) {
    List<long[]> positions = new ArrayList<>();
    chunks.forEachIn(stored, index -> positions.add(position(index)));
    return positions;
  }

  private long[] position(long index) {
    return position(chunks.start(index));
  }

  /** The chunk in which a box begins. */
  private long[] first(Roi stored) {
    return position(stored.start());
  }

  /** Turns a voxel into the position of its chunk. */
  private long[] position(long[] voxel) {
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] /= chunk[d];
    }
    return voxel;
  }
}
