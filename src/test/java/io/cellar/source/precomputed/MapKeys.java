package io.cellar.source.precomputed;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Objects in memory, as a server or a folder that writes down what it is asked for. */
final class MapKeys implements KeyStore {
  final Map<String, byte[]> objects;

  /** {@code key} or {@code key offset+length}, in order. */
  final List<String> asked;

  private final String root;
  private final boolean local;
  private Optional<String> etag = Optional.empty();

  MapKeys(boolean local) {
    this("host/volume/", local, new ConcurrentSkipListMap<>(), new CopyOnWriteArrayList<>());
  }

  private MapKeys(String root, boolean local, Map<String, byte[]> objects, List<String> asked) {
    this.root = root;
    this.local = local;
    this.objects = objects;
    this.asked = asked;
  }

  /** The files of a folder. */
  static MapKeys of(Path folder, boolean local) throws IOException {
    MapKeys keys = new MapKeys(local);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        keys.put(key, Files.readAllBytes(file));
      }
    }
    return keys;
  }

  MapKeys put(String key, byte[] bytes) {
    objects.put(full(key), bytes);
    return this;
  }

  MapKeys put(String key, String text) {
    return put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers have an entity tag from now on. */
  MapKeys tagged(String tag) {
    etag = Optional.of(tag);
    return this;
  }

  byte[] bytesOf(String key) {
    return objects.get(full(key));
  }

  private String full(String key) {
    return ScaleKey.normalized(root + key);
  }

  @Override
  public String address(String key) {
    return (local ? "/" : "https://") + full(key);
  }

  @Override
  public String host() {
    return local ? "file:" : "https://host:443";
  }

  @Override
  public boolean isLocal() {
    return local;
  }

  @Override
  public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException {
    asked.add(key);
    byte[] bytes = objects.get(full(key));
    if (bytes != null && bytes.length > mostBytes) {
      throw new SourceException.Invalid(address(key) + ": too long", null);
    }
    return Optional.ofNullable(bytes).map(StoredObject::of);
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException {
    ByteRange.Of of = (ByteRange.Of) range;
    asked.add(key + " " + of.offset() + "+" + of.length());
    byte[] bytes = objects.get(full(key));
    if (bytes == null) {
      return Optional.empty();
    }
    if (of.offset() + of.length() > bytes.length) {
      throw new SourceException.Invalid(address(key) + ": too short", null);
    }
    return Optional.of(
        new StoredObject(
            Arrays.copyOfRange(bytes, (int) of.offset(), (int) (of.offset() + of.length())),
            etag,
            0));
  }

  @Override
  public Look look(String key) {
    asked.add(key);
    byte[] bytes = objects.get(full(key));
    return new Look(key, Optional.ofNullable(bytes), bytes == null ? "404" : "200");
  }

  @Override
  public Optional<List<String>> list(String key) {
    return Optional.empty();
  }

  @Override
  public KeyStore at(String key) {
    return new MapKeys(root + key + "/", local, objects, asked);
  }

  @Override
  public Optional<KeyStore> parent() {
    int slash = root.lastIndexOf('/', root.length() - 2);
    return slash < 0
        ? Optional.empty()
        : Optional.of(new MapKeys(root.substring(0, slash + 1), local, objects, asked));
  }
}
