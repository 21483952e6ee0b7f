package io.cellar.session;

import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.store.BlockReader;
import io.cellar.store.CompleteCoverage;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;

/**
 * An array of chunks in a folder of the user's own, read where it lies: nothing is copied, nothing
 * is written, and all blocks are there. Chunks that are not stored are the fill value.
 */
final class ChunkedReader implements BlockReader {
  private final ChunkedSource source;
  private final ChunkedArray array;
  private final String name;
  private final Coverage coverage;

  /**
   * @param volume what the array is opened as; tells its name and blocks
   */
  ChunkedReader(ChunkedArray array, VolumeDescription volume) {
    this.array = array;
    this.source = new ChunkedSource(array, volume.geometry().blockShape());
    this.name = array.address();
    this.coverage = new CompleteCoverage(volume.geometry().grid());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ArrayGeometry geometry() {
    return source.geometry();
  }

  @Override
  public BlockGrid grid() {
    return source.geometry().grid();
  }

  @Override
  public boolean isAvailable(long index) {
    return index >= 0 && index < grid().count();
  }

  @Override
  public Optional<Block> read(long index) throws StoreException {
    Roi roi = grid().roi(index);
    try {
      return switch (source.fetch(roi, TransferProgress.NONE)) {
        case Fetched.Empty _ -> Optional.of(array.fill().block(roi.shape()));
        case RawBlock raw -> Optional.of(source.decode(roi, raw));
      };
    } catch (SourceException e) {
      throw new StoreException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("reading " + roi + " of " + name + " was interrupted", e);
    }
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  @Override
  public void close() {}
}
