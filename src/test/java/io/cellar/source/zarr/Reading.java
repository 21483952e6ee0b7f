package io.cellar.source.zarr;

import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Arrays read whole, chunk by chunk. */
final class Reading {
  /** Positions of chunks that were proved not to be stored. */
  final List<List<Long>> missing = new ArrayList<>();

  final Block block;

  private Reading(ChunkedArray array) throws Exception {
    BlockGrid grid = array.chunkGrid();
    block = Block.zeros(array.dtype(), array.shape());
    for (long i = 0; i < grid.count(); i++) {
      Roi roi = grid.roi(i);
      long[] position = roi.start();
      for (int d = 0; d < position.length; d++) {
        position[d] /= array.chunk()[d];
      }
      Optional<StoredObject> stored = array.chunks().fetch(position, TransferProgress.NONE);
      if (stored.isEmpty()) {
        missing.add(java.util.Arrays.stream(position).boxed().toList());
      }
      put(
          stored.isPresent()
              ? array.decoder().decode(stored.get().bytes(), position)
              : array.fill().block(roi.shape()),
          roi);
    }
  }

  static Reading of(ChunkedArray array) throws Exception {
    return new Reading(array);
  }

  static FoundImage image(KeyStore keys) throws Exception {
    return ((Found.Image) new ZarrFormat().find(new Metadata(keys)).orElseThrow()).image();
  }

  static ChunkedArray array(KeyStore keys) throws Exception {
    return image(keys).levels().getFirst().array();
  }

  private void put(Block part, Roi roi) {
    if (!List.of(boxed(part.shape())).equals(List.of(boxed(roi.shape())))) {
      throw new AssertionError("a block of another shape at " + roi);
    }
    copy(part, roi, new long[roi.rank()], 0);
  }

  private static Long[] boxed(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  private void copy(Block part, Roi roi, long[] at, int d) {
    if (d == at.length - 1) {
      at[d] = 0;
      int from = part.offset(at);
      long[] to = at.clone();
      for (int i = 0; i < to.length; i++) {
        to[i] += roi.start(i);
      }
      System.arraycopy(part.values(), from, block.values(), block.offset(to), (int) roi.size(d));
      return;
    }
    for (at[d] = 0; at[d] < roi.size(d); at[d]++) {
      copy(part, roi, at, d + 1);
    }
  }

  /** sha256 of a box's voxels in C order, little-endian. */
  String sha256(Roi roi) throws Exception {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) roi.voxels() * block.dtype().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    write(roi, roi.start(), 0, bytes);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  String sha256() throws Exception {
    return sha256(Roi.ofShape(block.shape()));
  }

  private void write(Roi roi, long[] at, int d, ByteBuffer bytes) {
    for (at[d] = roi.start(d); at[d] < roi.stop(d); at[d]++) {
      if (d < at.length - 1) {
        write(roi, at, d + 1, bytes);
        continue;
      }
      Object value = Array.get(block.values(), block.offset(at));
      switch (value) {
        case Byte v -> bytes.put(v);
        case Short v -> bytes.putShort(v);
        case Integer v -> bytes.putInt(v);
        case Long v -> bytes.putLong(v);
        case Float v -> bytes.putInt(Float.floatToRawIntBits(v));
        default -> bytes.putLong(Double.doubleToRawLongBits((Double) value));
      }
    }
  }
}
