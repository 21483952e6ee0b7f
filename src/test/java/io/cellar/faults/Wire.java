package io.cellar.faults;

import io.cellar.codec.CodecException;
import io.cellar.source.BlockSource;
import io.cellar.source.HttpFetcher;
import io.cellar.source.RawBlock;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkDecoder;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.source.keys.HttpKeys;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.net.URI;
import java.util.Optional;

/** How a client asks the server for blocks. */
enum Wire {
  /** Boxes of a volume. */
  BOXES,
  /** Objects of a store, each a chunk: here the files that the server has for boxes. */
  CHUNKS;

  BlockSource source(VolumeDescription volume, HttpFetcher http) {
    RestfulBlockSource boxes = new RestfulBlockSource(volume, http);
    return this == BOXES ? boxes : new Chunks(volume, http, boxes).source();
  }

  private record Chunks(VolumeDescription volume, HttpFetcher http, RestfulBlockSource boxes)
      implements ChunkStore, ChunkDecoder {

    ChunkedSource source() {
      ArrayGeometry array = volume.geometry();
      long[] chunk = array.blockShape();
      return new ChunkedSource(
          new ChunkedArray(
              keys(),
              "",
              "files for boxes",
              array.axes(),
              array.dtype(),
              array.shape(),
              chunk,
              Optional.empty(),
              new long[chunk.length],
              this,
              this,
              FillValue.zero(array.dtype())),
          chunk);
    }

    private KeyStore keys() {
      String address = boxes.address(volume.geometry().grid().roi(0));
      return new HttpKeys(http, URI.create(address.substring(0, address.lastIndexOf('/'))));
    }

    private Roi roi(long[] position) {
      BlockGrid grid = volume.geometry().grid();
      long[] start = grid.blockShape();
      for (int d = 0; d < start.length; d++) {
        start[d] *= position[d];
      }
      return grid.roi(grid.indexOf(start));
    }

    @Override
    public String address(long[] position) {
      return boxes.address(roi(position));
    }

    @Override
    public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
        throws SourceException, InterruptedException {
      String address = address(position);
      return keys().get(address.substring(address.lastIndexOf('/') + 1), 1 << 20, progress);
    }

    @Override
    public Block decode(byte[] stored, long[] position) throws CodecException {
      try {
        return boxes.decode(
            roi(position), new RawBlock(stored, true, address(position), Optional.empty(), 0));
      } catch (SourceException e) {
        throw new CodecException(e.brief(), e);
      }
    }
  }
}
