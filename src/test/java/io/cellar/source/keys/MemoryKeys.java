package io.cellar.source.keys;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Objects in memory, as a server, which lists nothing, or as a folder. All stores made of one share
 * its objects, and what they were asked for.
 */
public final class MemoryKeys implements KeyStore {
  private final Shared shared;
  private final String root;
  private final boolean local;

  private static final class Shared {
    final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Optional<String> etag = Optional.empty();
  }

  private MemoryKeys(Shared shared, String root, boolean local) {
    this.shared = shared;
    this.root = root;
    this.local = local;
  }

  /** A server, {@code https://example.org/}. */
  public static MemoryKeys remote() {
    return new MemoryKeys(new Shared(), "", false);
  }

  /** The same objects as a folder, {@code /data/}. */
  public MemoryKeys asFolder() {
    return new MemoryKeys(shared, root, true);
  }

  /** Puts everything that a folder of the disk has. */
  public MemoryKeys putAll(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return this;
  }

  public MemoryKeys put(String key, byte[] body) {
    shared.objects.put(whole(key), body);
    return this;
  }

  /**
   * @param text single quotes stand for double ones
   */
  public MemoryKeys put(String key, String text) {
    return put(key, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** Takes an object away; null if it was not there. */
  public byte[] remove(String key) {
    return shared.objects.remove(whole(key));
  }

  /** An object itself, not a copy. */
  public byte[] bytes(String key) {
    return shared.objects.get(whole(key));
  }

  public String text(String key) {
    return new String(bytes(key), StandardCharsets.UTF_8);
  }

  /** All objects, by their keys from the top. */
  public ConcurrentSkipListMap<String, byte[]> objects() {
    return shared.objects;
  }

  /** Every request in order, as {@code key} or {@code key range}, by keys from the top. */
  public List<String> asked() {
    return shared.asked;
  }

  /** Answers have an entity tag from now on. */
  public MemoryKeys tagged(String etag) {
    shared.etag = Optional.of(etag);
    return this;
  }

  public Metadata metadata() {
    return new Metadata(this);
  }

  private String whole(String key) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (root + "/" + key).split("/")) {
      if (part.equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty()) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
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
    shared.asked.add(whole(key));
    byte[] body = bytes(key);
    if (body != null && body.length > mostBytes) {
      throw new SourceException.Invalid(address(key) + ": too long", null);
    }
    return Optional.ofNullable(body).map(this::stored);
  }

  private StoredObject stored(byte[] bytes) {
    return new StoredObject(bytes, shared.etag, 0);
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException {
    shared.asked.add(whole(key) + " " + range);
    byte[] body = bytes(key);
    if (body == null) {
      return Optional.empty();
    }
    long from =
        switch (range) {
          case ByteRange.Of(long offset, long _) -> offset;
          case ByteRange.Last(long length) -> body.length - length;
        };
    if (from < 0 || from + range.length() > body.length) {
      throw new SourceException.Invalid(address(key) + ": too short", null);
    }
    return Optional.of(stored(Arrays.copyOfRange(body, (int) from, (int) (from + range.length()))));
  }

  /** An object of one exclamation mark cannot be had. */
  @Override
  public Look look(String key) throws SourceException {
    shared.asked.add(whole(key));
    byte[] body = bytes(key);
    if (body != null && body.length == 1 && body[0] == '!') {
      throw new SourceException.TimedOut("no answer in time: " + address(key));
    }
    return body == null
        ? new Look(key, Optional.empty(), "404")
        : new Look(key, Optional.of(Pages.unzipped(body)), Pages.words(Pages.unzipped(body)));
  }

  @Override
  public Optional<List<String>> list(String key) {
    if (!local) {
      return Optional.empty();
    }
    String prefix = whole(key).isEmpty() ? "" : whole(key) + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String object : shared.objects.keySet()) {
      if (object.startsWith(prefix)) {
        String rest = object.substring(prefix.length());
        int slash = rest.indexOf('/');
        names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
      }
    }
    return Optional.of(List.copyOf(names));
  }

  @Override
  public StoreNotes notes() {
    return StoreNotes.NONE;
  }

  @Override
  public void forget() {}

  @Override
  public MemoryKeys at(String key) {
    return new MemoryKeys(shared, whole(key), local);
  }

  @Override
  public Optional<KeyStore> parent() {
    return root.isEmpty() ? Optional.empty() : Optional.of(at(".."));
  }
}
