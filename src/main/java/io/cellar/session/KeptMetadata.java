package io.cellar.session;

import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoreNotes;
import io.cellar.source.keys.StoredObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The metadata of an image as it was fetched, one file for each key, so that its volume can be
 * opened while nothing may be asked of a server. Keys are counted from the place that was opened.
 */
final class KeptMetadata {
  private static final int LONGEST_NAME = 200;

  private final Path folder;

  /**
   * @param folder need not be there
   */
  KeptMetadata(Path folder) {
    this.folder = folder;
  }

  /** True if an image was kept here. */
  boolean isThere() {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /** A store that remembers the metadata that is found in it. */
  Recorder recorder(KeyStore keys) {
    return new Recorder(keys, "", new ConcurrentHashMap<>(), new AtomicReference<>());
  }

  /** A store that knows only what was kept, and asks nobody. */
  KeyStore replay(KeyStore keys) {
    return new Replay(keys, "");
  }

  private static Path file(Path folder, String key) {
    String name = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A");
    return folder.resolve(name.startsWith(".") ? "%2E" + name.substring(1) : name);
  }

  private static boolean fits(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).length() < LONGEST_NAME;
  }

  /** Passes all on, and remembers metadata. */
  static final class Recorder extends Passed {
    private final Map<String, byte[]> found;
    private final AtomicReference<Object> image;

    private Recorder(
        KeyStore keys, String prefix, Map<String, byte[]> found, AtomicReference<Object> image) {
      super(keys, prefix);
      this.found = found;
      this.image = image;
    }

    /**
     * Says how an image was found in the store, which belongs to its {@link #identity} from now on:
     * chunks are taken for what the metadata says.
     *
     * @param read all that was read
     * @param typed what was told of the image besides
     */
    void found(List<Look> read, Object typed) {
      List<String> texts = new ArrayList<>();
      for (Look look : read) {
        String body = new String(look.body().orElse(new byte[0]), StandardCharsets.ISO_8859_1);
        texts.add(look.key() + " " + look.body().isPresent() + " " + ImageFolder.sha256(body));
      }
      image.set(List.of(texts, typed));
    }

    /** No other store is the same before it is known what was found. */
    @Override
    public Object identity() {
      Object known = image.get();
      return known == null ? this : List.of(keys.identity(), prefix, known);
    }

    @Override
    public Look look(String key) throws SourceException, InterruptedException {
      Look look = keys.look(key);
      look.body().ifPresent(body -> found.put(prefix + key, body));
      return look;
    }

    @Override
    KeyStore moved(KeyStore to, String there) {
      return new Recorder(to, there, found, image);
    }

    /**
     * Keeps what was found, and nothing else: what is gone from the server may not be found here
     * either.
     *
     * @param in the folder for it, made if it is not there
     */
    void keep(Path in) throws IOException {
      Files.createDirectories(in);
      Set<Path> kept = new HashSet<>();
      for (Map.Entry<String, byte[]> each : found.entrySet()) {
        Path file = file(in, each.getKey());
        if (fits(each.getKey())) {
          kept.add(file);
          if (!isSame(file, each.getValue())) {
            AtomicFile.replace(file, each.getValue());
          }
        }
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(in)) {
        for (Path file : files) {
          if (!kept.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
          }
        }
      }
    }

    private static boolean isSame(Path file, byte[] bytes) throws IOException {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) == bytes.length
          && Arrays.equals(RegularFile.read(file, bytes.length), bytes);
    }
  }

  /** Answers from what was kept. */
  private final class Replay extends Passed {
    private Replay(KeyStore keys, String prefix) {
      super(keys, prefix);
    }

    @Override
    public Look look(String key) throws SourceException {
      try {
        byte[] body =
            RegularFile.read(
                file(folder, prefix + key), (int) MOST_METADATA, LinkOption.NOFOLLOW_LINKS);
        return new Look(key, Optional.of(body), "kept");
      } catch (NoSuchFileException e) {
        return new Look(key, Optional.empty(), "not kept");
      } catch (IOException e) {
        throw new SourceException.Invalid(file(folder, prefix + key) + ": " + e.getMessage(), e);
      }
    }

    @Override
    public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
        throws SourceException {
      throw new SourceException.Refused(
          address(key) + ": nothing is asked of the server now", null);
    }

    @Override
    public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
        throws SourceException {
      return get(key, range.length(), progress);
    }

    @Override
    KeyStore moved(KeyStore to, String there) {
      return new Replay(to, there);
    }
  }

  /** A store whose keys are counted from the place that was opened. */
  private abstract static class Passed implements KeyStore {
    final KeyStore keys;
    final String prefix;

    Passed(KeyStore keys, String prefix) {
      this.keys = keys;
      this.prefix = prefix;
    }

    abstract KeyStore moved(KeyStore to, String there);

    @Override
    public String address(String key) {
      return keys.address(key);
    }

    @Override
    public String host() {
      return keys.host();
    }

    @Override
    public boolean isLocal() {
      return keys.isLocal();
    }

    @Override
    public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
        throws SourceException, InterruptedException {
      return keys.get(key, mostBytes, progress);
    }

    @Override
    public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
        throws SourceException, InterruptedException {
      return keys.get(key, range, progress);
    }

    @Override
    public Optional<List<String>> list(String key) throws SourceException {
      return keys.list(key);
    }

    @Override
    public StoreNotes notes() {
      return keys.notes();
    }

    @Override
    public void forget() {
      keys.forget();
    }

    @Override
    public KeyStore at(String key) {
      return moved(keys.at(key), prefix + key + "/");
    }

    @Override
    public Optional<KeyStore> parent() {
      return keys.parent().map(up -> moved(up, prefix + "../"));
    }
  }
}
