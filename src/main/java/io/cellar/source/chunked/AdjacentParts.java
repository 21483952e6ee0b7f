package io.cellar.source.chunked;

import io.cellar.source.ByteRange;
import io.cellar.source.chunked.ShardMap.Part;
import io.cellar.source.chunked.ShardMap.Place;
import io.cellar.source.keys.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chunks that lie so near each other in one object that one request brings them all.
 *
 * @param key of the object
 * @param range from the first to the last of them
 * @param numbers of the chunks among those that are wanted
 */
record AdjacentParts(String key, ByteRange.Of range, List<Integer> numbers) {
  /** What lies between two chunks and is fetched in vain: less than a request costs. */
  static final long NEAR = 64 << 10;

  /** Bytes that are asked for at once, unless one chunk has more. */
  static final long MOST = 16 << 20;

  /** Joins parts; places that need no request are passed over. */
  static List<AdjacentParts> of(List<Optional<Place>> places) {
    List<Integer> order =
        IntStream.range(0, places.size())
            .filter(i -> places.get(i).orElse(null) instanceof Part)
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> part(places, i).key())
                    .thenComparing(i -> part(places, i).range().offset()))
            .toList();
    List<AdjacentParts> all = new ArrayList<>();
    for (int i : order) {
      Part next = part(places, i);
      if (all.isEmpty() || !all.getLast().takes(next)) {
        all.add(new AdjacentParts(next.key(), next.range(), List.of(i)));
      } else {
        all.add(all.removeLast().with(next, i));
      }
    }
    return all;
  }

  private static Part part(List<Optional<Place>> places, int i) {
    return (Part) places.get(i).orElseThrow();
  }

  private boolean takes(Part next) {
    return next.key().equals(key)
        && next.range().offset() - end(range) < NEAR
        && end(next.range()) - range.offset() <= MOST;
  }

  private static long end(ByteRange.Of range) {
    return range.offset() + range.length();
  }

  private AdjacentParts with(Part next, int number) {
    List<Integer> more = new ArrayList<>(numbers);
    more.add(number);
    long end = Math.max(end(range), end(next.range()));
    return new AdjacentParts(key, new ByteRange.Of(range.offset(), end - range.offset()), more);
  }

  /** One chunk of what came. */
  StoredObject cut(StoredObject came, ByteRange.Of part) {
    if (part.equals(range)) {
      return came;
    }
    int from = (int) (part.offset() - range.offset());
    return new StoredObject(
        Arrays.copyOfRange(came.bytes(), from, from + (int) part.length()),
        came.etag(),
        came.firstByteNanos());
  }
}
