package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A folder of a container, and the way to those in it and above it. Used by one thread. */
final class N5Folder {
  private static final String FILE = "attributes.json";

  private final Metadata metadata;
  private final String path;
  private Optional<N5Folder> parent;

  /** The place that is looked at. */
  N5Folder(Metadata metadata) {
    this(metadata, "", null);
  }

  private N5Folder(Metadata metadata, String path, Optional<N5Folder> parent) {
    this.metadata = metadata;
    this.path = path;
    this.parent = parent;
  }

  KeyStore keys() {
    return metadata.keys();
  }

  /** From the root of {@link #keys}, empty for the root itself. */
  String path() {
    return path;
  }

  /** A folder in this one; the path may have several parts, and no {@code ..}. */
  N5Folder at(String below) {
    int slash = below.indexOf('/');
    if (slash >= 0) {
      return at(below.substring(0, slash)).at(below.substring(slash + 1));
    }
    return new N5Folder(metadata, path.isEmpty() ? below : path + "/" + below, Optional.of(this));
  }

  /** The folder above this one, also above the place; empty at the top of a host or disk. */
  Optional<N5Folder> up() {
    if (parent == null) {
      parent = keys().parent().map(keys -> new N5Folder(new Metadata(keys)));
    }
    return parent;
  }

  /** True if it lies above the place {@code other} lies below. */
  boolean isOutside(N5Folder other) {
    return metadata != other.metadata;
  }

  /**
   * What the folder's own file says; empty if it has none. A server's answer that does not begin
   * like an object is a page for whatever it does not have.
   */
  Optional<Attributes> attributes() throws FormatException, SourceException, InterruptedException {
    String key = path.isEmpty() ? FILE : path + "/" + FILE;
    Optional<byte[]> body = metadata.read(key);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    int first = 0;
    while (first < body.get().length && body.get()[first] >= 0 && body.get()[first] <= ' ') {
      first++;
    }
    if (first == body.get().length || body.get()[first] != '{' && !keys().isLocal()) {
      return Optional.empty();
    }
    return Optional.of(Attributes.parse(body.get(), keys().address(key)));
  }

  /** True if there is an array here. */
  boolean isArray() throws FormatException, SourceException, InterruptedException {
    Optional<Attributes> attributes = attributes();
    return attributes.isPresent() && attributes.get().isArray();
  }

  /** Names of the folders in it, where they are told. */
  Optional<List<String>> folders() throws SourceException {
    return keys()
        .list(path)
        .map(
            names ->
                names.stream()
                    .filter(name -> name.length() > 1 && name.endsWith("/"))
                    .map(name -> name.substring(0, name.length() - 1))
                    .toList());
  }

  /** Its address or path for messages. */
  String address() {
    return keys().address(path);
  }

  /** The last part of its address, for people. */
  String name() {
    String address = address().replaceAll("[?#].*", "").replaceAll("[/\\\\]+$", "");
    String last =
        address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1);
    if (!keys().isLocal()) {
      try {
        last = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return last; // not encoded: it is a name as it stands
      }
    }
    return last.isEmpty() ? "N5" : last;
  }
}
