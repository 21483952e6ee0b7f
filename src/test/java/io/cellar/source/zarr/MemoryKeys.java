package io.cellar.source.zarr;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.keys.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory that cannot be listed, as those of a server; knows what was asked for. */
final class MemoryKeys implements KeyStore {
  final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

  /** Every request, in order, as {@code key} or {@code key range}. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** The entity tag of all objects. */
  volatile Optional<String> etag = Optional.empty();

  MemoryKeys put(String key, String json) {
    return put(key, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  MemoryKeys put(String key, byte[] bytes) {
    objects.put(key, bytes);
    return this;
  }

  Metadata metadata() {
    return new Metadata(this);
  }

  @Override
  public String address(String key) {
    return "https://example.org/place" + (key.isEmpty() ? "" : "/" + key);
  }

  @Override
  public String host() {
    return "https://example.org:443";
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException {
    asked.add(key);
    byte[] bytes = objects.get(key);
    if (bytes != null && bytes.length > mostBytes) {
      throw new SourceException.Invalid(address(key) + ": too long", null);
    }
    return Optional.ofNullable(bytes).map(b -> new StoredObject(b, etag, 0));
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException {
    byte[] bytes = objects.get(key);
    long from =
        switch (range) {
          case ByteRange.Of(long offset, long _) -> offset;
          case ByteRange.Last(long length) -> bytes == null ? 0 : bytes.length - length;
        };
    asked.add(key + " " + range);
    if (bytes == null) {
      return Optional.empty();
    }
    if (from < 0 || from + range.length() > bytes.length) {
      throw new SourceException.Invalid(address(key) + ": too short", null);
    }
    return Optional.of(
        new StoredObject(
            Arrays.copyOfRange(bytes, (int) from, (int) (from + range.length())), etag, 0));
  }

  @Override
  public Look look(String key) {
    asked.add(key);
    Optional<byte[]> body = Optional.ofNullable(objects.get(key));
    return new Look(key, body, body.isPresent() ? "200" : "404");
  }

  @Override
  public Optional<List<String>> list(String key) {
    return Optional.empty();
  }

  @Override
  public KeyStore at(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<KeyStore> parent() {
    return Optional.empty();
  }
}
