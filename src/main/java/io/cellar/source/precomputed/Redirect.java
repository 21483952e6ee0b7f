package io.cellar.source.precomputed;

import io.cellar.input.PrintableText;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.KeyStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The step from an {@code info} file to the one that it names instead of a volume. */
final class Redirect {
  private static final String OLD_PREFIX = "precomputed://";
  private static final List<String> SUFFIXES =
      List.of("|neuroglancer-precomputed:", "|precomputed:");

  private Redirect() {}

  /** The store whose root holds the volume that a file redirects to. */
  static KeyStore follow(InfoValue value, KeyStore from, RedirectOpener opener)
      throws FormatException, SourceException, InterruptedException {
    String target = bare(value.text());
    if (target.isEmpty() || !PrintableText.of(target).equals(target)) {
      throw value.problem("the redirect " + value.quoted() + " is no address");
    }
    if (!target.contains("://")) {
      return relative(value, target, from);
    }
    if (target.toLowerCase(Locale.ROOT).startsWith("file:")) {
      throw value.problem("a redirect to a file, " + value.quoted() + ", is not followed");
    }
    if (target.toLowerCase(Locale.ROOT).startsWith("http:") && from.host().startsWith("https:")) {
      throw value.problem("a redirect from https to plain http is not followed");
    }
    Optional<String> path = onHost(target, from.host());
    return path.isPresent() ? below(top(from), path.get()) : opener.open(target, from);
  }

  /** Without the words that tell Neuroglancer the format. */
  private static String bare(String text) {
    String target = text.strip();
    if (target.startsWith(OLD_PREFIX)) {
      target = target.substring(OLD_PREFIX.length());
    }
    for (String suffix : SUFFIXES) {
      if (target.endsWith(suffix)) {
        target = target.substring(0, target.length() - suffix.length());
      }
    }
    return target;
  }

  private static KeyStore relative(InfoValue value, String target, KeyStore from)
      throws FormatException {
    String path = ScaleKey.normalized(target);
    boolean leaves = target.startsWith("/") || path.equals("..") || path.startsWith("../");
    if (from.isLocal() && leaves || target.indexOf('\\') >= 0) {
      throw value.problem("the redirect " + value.quoted() + " leads out of the folder");
    }
    KeyStore store = target.startsWith("/") ? top(from) : from;
    while (path.equals("..") || path.startsWith("../")) {
      store = store.parent().orElse(store);
      path = path.substring(Math.min(3, path.length()));
    }
    return below(store, path);
  }

  /** The path of an address without a query part, if it is one of the host. */
  private static Optional<String> onHost(String target, String host) {
    try {
      URI uri = new URI(target);
      if (uri.getHost() == null || uri.getPath() == null || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int usual = scheme.equals("https") ? 443 : 80;
      int port = uri.getPort() < 0 ? usual : uri.getPort();
      String there = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
      boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
      String path = ScaleKey.normalized(uri.getPath());
      return plain && there.equals(host) && !path.startsWith("..")
          ? Optional.of(path)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static KeyStore top(KeyStore from) {
    KeyStore store = from;
    Optional<KeyStore> above = store.parent();
    while (above.isPresent()) {
      store = above.get();
      above = store.parent();
    }
    return store;
  }

  private static KeyStore below(KeyStore store, String path) {
    return path.isEmpty() ? store : store.at(path);
  }
}
