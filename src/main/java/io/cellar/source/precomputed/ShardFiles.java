package io.cellar.source.precomputed;

import io.cellar.codec.CodecException;
import io.cellar.codec.Gzip;
import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/**
 * The shard files of a scale and the two tables in them: at the beginning where the index of each
 * minishard lies, and those indices. A shard is one file {@code .shard}, or {@code .index} and
 * {@code .data}, the same cut at the end of the first table, which is the obsolete form; which one
 * a scale has is known when the first has been found.
 */
final class ShardFiles {
  /** Longest minishard index, stored and decoded. */
  private static final int MOST_INDEX_BYTES = 64 << 20;

  private final KeyStore keys;
  private final Scale scale;
  private final Sharding sharding;
  private final ShardIndices known;
  private volatile Form form = Form.UNKNOWN;

  private enum Form {
    UNKNOWN,
    ONE_FILE,
    SPLIT
  }

  /**
   * @param keys of the folder of {@code info}
   * @param known what is remembered, which scales share
   */
  ShardFiles(KeyStore keys, Scale scale, Sharding sharding, ShardIndices known) {
    this.keys = keys;
    this.scale = scale;
    this.sharding = sharding;
    this.known = known;
  }

  /** The file of a shard's chunks. */
  String dataKey(long shard) {
    return key(shard, form == Form.SPLIT ? ".data" : ".shard");
  }

  private String key(long shard, String extension) {
    return scale.keyOf(sharding.name(shard) + extension);
  }

  /** The index of a minishard; empty when there is no such shard. */
  Optional<MinishardIndex> minishard(Sharding.Place place)
      throws SourceException, InterruptedException {
    Optional<MinishardIndex> index = known.minishards().get(minishardKey(place), () -> load(place));
    if (index.isEmpty() && keys.isLocal()) {
      forget(place); // A disk may be asked again.
    }
    return index;
  }

  /** Forgets where the chunks of a minishard lie, since they do not lie there. */
  void forget(Sharding.Place place) {
    known.minishards().forget(minishardKey(place));
    known.pages().forget(pageKey(place));
  }

  /** Forgets all shards. */
  void forget() {
    known.minishards().forget();
    known.pages().forget();
  }

  private ShardIndices.Key minishardKey(Sharding.Place place) {
    return new ShardIndices.Key(scale.key(), sharding, place.shard(), place.minishard());
  }

  private ShardIndices.Key pageKey(Sharding.Place place) {
    return new ShardIndices.Key(
        scale.key(), sharding, place.shard(), place.minishard() / ShardIndexPage.ENTRIES);
  }

  private Optional<MinishardIndex> load(Sharding.Place place)
      throws SourceException, InterruptedException {
    Optional<ShardIndexPage> page = known.pages().get(pageKey(place), () -> loadPage(place));
    if (page.isEmpty()) {
      return Optional.empty();
    }
    String file = key(place.shard(), page.get().split() ? ".data" : ".shard");
    long table = page.get().split() ? 0 : sharding.indexBytes();
    long begin = page.get().begin(place.minishard());
    long end = page.get().end(place.minishard());
    if (begin == end) {
      return Optional.of(MinishardIndex.EMPTY);
    }
    try {
      if (begin < 0 || end < begin || end > Long.MAX_VALUE - table) {
        throw damaged(file, place, "it reaches from %s to %s", begin, end);
      }
      if (end - begin > MOST_INDEX_BYTES) {
        throw damaged(file, place, "%s bytes, the most is %s", end - begin, MOST_INDEX_BYTES);
      }
      return Optional.of(parse(file, place, table, read(file, table + begin, end - begin)));
    } catch (SourceException.Invalid e) {
      known.pages().forget(pageKey(place));
      throw e;
    }
  }

  private StoredObject read(String file, long begin, long bytes)
      throws SourceException, InterruptedException {
    return keys.get(file, new ByteRange.Of(begin, bytes), TransferProgress.NONE)
        .orElseThrow(() -> vanished(file));
  }

  private SourceException vanished(String file) {
    return new SourceException.Invalid(
        keys.address(file) + ": not found, though its index was", null);
  }

  private MinishardIndex parse(String file, Sharding.Place place, long from, StoredObject stored)
      throws SourceException {
    try {
      byte[] bytes = stored.bytes();
      if (sharding.gzipIndex()) {
        bytes = Gzip.decodeAtMost(bytes, MOST_INDEX_BYTES);
      }
      return MinishardIndex.parse(bytes, from, stored.etag());
    } catch (CodecException e) {
      throw new SourceException.Invalid(damage(file, place) + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, place, "%s", e.getMessage());
    }
  }

  private SourceException.Invalid damaged(
      String file, Sharding.Place place, String what, Object... values) {
    return new SourceException.Invalid(damage(file, place) + what.formatted(values), null);
  }

  private String damage(String file, Sharding.Place place) {
    return keys.address(file)
        + ": the index of minishard "
        + Long.toUnsignedString(place.minishard())
        + " is damaged: ";
  }

  private Optional<ShardIndexPage> loadPage(Sharding.Place place)
      throws SourceException, InterruptedException {
    long first = place.minishard() / ShardIndexPage.ENTRIES * ShardIndexPage.ENTRIES;
    long count = Math.min(ShardIndexPage.ENTRIES, sharding.minishards() - first);
    ByteRange range =
        new ByteRange.Of(first * ShardIndexPage.ENTRY_BYTES, count * ShardIndexPage.ENTRY_BYTES);
    Form now = form;
    if (now != Form.SPLIT) {
      Optional<StoredObject> page =
          keys.get(key(place.shard(), ".shard"), range, TransferProgress.NONE);
      if (page.isPresent() || now == Form.ONE_FILE) {
        return page.map(found -> page(found, Form.ONE_FILE));
      }
    }
    return keys.get(key(place.shard(), ".index"), range, TransferProgress.NONE)
        .map(found -> page(found, Form.SPLIT));
  }

  private ShardIndexPage page(StoredObject found, Form foundForm) {
    form = foundForm;
    return new ShardIndexPage(found.bytes(), foundForm == Form.SPLIT);
  }
}
