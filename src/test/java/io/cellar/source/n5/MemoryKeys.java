package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.ByteRange;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A store in memory that remembers what it was asked for, by whole keys from its top. */
final class MemoryKeys implements KeyStore {
  private final TreeMap<String, byte[]> objects;
  private final List<String> asked;
  private final String root;
  private final boolean local;

  private MemoryKeys(
      TreeMap<String, byte[]> objects, List<String> asked, String root, boolean local) {
    this.objects = objects;
    this.asked = asked;
    this.root = root;
    this.local = local;
  }

  /** A server, which lists nothing. */
  static MemoryKeys remote() {
    return new MemoryKeys(new TreeMap<>(), new ArrayList<>(), "", false);
  }

  /** The same objects as a folder, which can be listed. */
  MemoryKeys asFolder() {
    return new MemoryKeys(objects, asked, root, true);
  }

  /** Everything in a folder of the disk, as a server. */
  static MemoryKeys of(Path folder) throws IOException {
    MemoryKeys keys = remote();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        keys.objects.put(key, Files.readAllBytes(file));
      }
    }
    return keys;
  }

  MemoryKeys put(String key, byte[] body) {
    objects.put(whole(key), body);
    return this;
  }

  MemoryKeys put(String key, String body) {
    return put(key, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes an object away; true if it was there. */
  boolean remove(String key) {
    return objects.remove(whole(key)) != null;
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  List<String> asked() {
    return asked;
  }

  private String whole(String key) {
    return root.isEmpty() ? key : key.isEmpty() ? root : root + "/" + key;
  }

  @Override
  public String address(String key) {
    return (local ? "/data/" : "https://example.org/") + whole(key);
  }

  @Override
  public String host() {
    return local ? "file:" : "https://example.org:443";
  }

  @Override
  public boolean isLocal() {
    return local;
  }

  @Override
  public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException {
    asked.add(whole(key));
    byte[] body = objects.get(whole(key));
    if (body != null && body.length > mostBytes) {
      throw new SourceException.Invalid("too long: " + address(key), null);
    }
    return Optional.ofNullable(body).map(StoredObject::of);
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress) {
    throw new UnsupportedOperationException("N5 has no ranges");
  }

  @Override
  public Look look(String key) throws SourceException {
    asked.add(whole(key));
    byte[] body = objects.get(whole(key));
    if (body != null && body.length == 1 && body[0] == '!') {
      throw new SourceException.TimedOut("no answer in time: " + address(key));
    }
    return new Look(key, Optional.ofNullable(body), body == null ? "404" : "200");
  }

  @Override
  public Optional<List<String>> list(String key) {
    if (!local) {
      return Optional.empty();
    }
    String prefix = whole(key).isEmpty() ? "" : whole(key) + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String object : objects.tailMap(prefix).keySet()) {
      if (!object.startsWith(prefix)) {
        break;
      }
      String rest = object.substring(prefix.length());
      int slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
    }
    return Optional.of(List.copyOf(names));
  }

  @Override
  public KeyStore at(String key) {
    return new MemoryKeys(objects, asked, whole(key), local);
  }

  @Override
  public Optional<KeyStore> parent() {
    return root.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MemoryKeys(
                objects, asked, root.substring(0, Math.max(0, root.lastIndexOf('/'))), local));
  }
}
