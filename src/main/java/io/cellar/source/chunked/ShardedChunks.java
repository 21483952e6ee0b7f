package io.cellar.source.chunked;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ShardMap.Here;
import io.cellar.source.chunked.ShardMap.Part;
import io.cellar.source.chunked.ShardMap.Place;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chunks that are parts of shards: found by an index, then fetched as ranges, those of neighbours
 * joined. An index that proves to be of an earlier shard is read anew.
 */
public final class ShardedChunks implements ChunkStore {
  private final KeyStore keys;
  private final ShardMap map;

  /**
   * @param keys what the map's keys are of
   */
  public ShardedChunks(KeyStore keys, ShardMap map) {
    this.keys = keys;
    this.map = map;
  }

  /** The shard has been written anew since its index was read. */
  private static final class Changed extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Override
  public String address(long[] position) {
    return keys.address(map.key(position));
  }

  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    return fetchAll(List.of(position), progress).getFirst();
  }

  @Override
  public List<Optional<StoredObject>> fetchAll(List<long[]> positions)
      throws SourceException, InterruptedException {
    return fetchAll(positions, TransferProgress.NONE);
  }

  /** Those that need no request are together. */
  @Override
  public List<List<long[]>> requests(List<long[]> positions)
      throws SourceException, InterruptedException {
    List<Optional<Place>> places = places(positions);
    List<List<long[]>> requests = new ArrayList<>();
    for (AdjacentParts parts : AdjacentParts.of(places)) {
      requests.add(parts.numbers().stream().map(positions::get).toList());
    }
    List<long[]> others =
        IntStream.range(0, positions.size())
            .filter(i -> !(places.get(i).orElse(null) instanceof Part))
            .mapToObj(positions::get)
            .toList();
    if (!others.isEmpty()) {
      requests.add(others);
    }
    return requests;
  }

  private List<Optional<Place>> places(List<long[]> positions)
      throws SourceException, InterruptedException {
    try {
      return AtOnce.all(
          positions.stream()
              .<AtOnce.Task<Optional<Place>>>map(position -> () -> map.find(position))
              .toList());
    } catch (SourceException.Invalid e) {
      positions.forEach(this::forget);
      throw e;
    }
  }

  private List<Optional<StoredObject>> fetchAll(List<long[]> positions, TransferProgress progress)
      throws SourceException, InterruptedException {
    for (int tries = 0; tries < 2; tries++) {
      try {
        return tried(positions, progress);
      } catch (Changed _) {
        positions.forEach(map::forget);
      } catch (SourceException.Invalid e) {
        // The shard may be another one by now, whose chunks lie elsewhere.
        positions.forEach(this::forget);
        throw e;
      }
    }
    throw new SourceException.Invalid(
        address(positions.getFirst()) + ": the shard changes while it is read", null);
  }

  private List<Optional<StoredObject>> tried(List<long[]> positions, TransferProgress progress)
      throws SourceException, InterruptedException, Changed {
    List<Optional<Place>> places = new ArrayList<>();
    for (long[] position : positions) {
      places.add(map.find(position));
    }
    List<Optional<StoredObject>> chunks =
        new ArrayList<>(Collections.nCopies(places.size(), Optional.empty()));
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).orElse(null) instanceof Here(StoredObject chunk)) {
        chunks.set(i, Optional.of(chunk));
      }
    }
    for (AdjacentParts parts : AdjacentParts.of(places)) {
      StoredObject came =
          keys.get(parts.key(), parts.range(), progress).orElseThrow(() -> vanished(parts.key()));
      for (int number : parts.numbers()) {
        Part part = (Part) places.get(number).orElseThrow();
        if (isOfAnother(part.etag(), came.etag())) {
          throw new Changed();
        }
        chunks.set(number, Optional.of(parts.cut(came, part.range())));
      }
    }
    return chunks;
  }

  /** A shard was there, and is not any more: no proof of what is in it. */
  private SourceException.Invalid vanished(String key) {
    return new SourceException.Invalid(
        keys.address(key) + ": the shard is gone since its index was read", null);
  }

  /** As strong entity tags tell (RFC 9110, 15.3.7.3). */
  private static boolean isOfAnother(Optional<String> index, Optional<String> part) {
    return index.isPresent()
        && part.isPresent()
        && !index.get().startsWith("W/")
        && !part.get().startsWith("W/")
        && !index.equals(part);
  }

  @Override
  public void forget(long[] position) {
    map.forget(position);
    keys.forget(); // a server without ranges may have sent a whole object that was none
  }

  @Override
  public void forget() {
    map.forget();
    keys.forget();
  }
}
