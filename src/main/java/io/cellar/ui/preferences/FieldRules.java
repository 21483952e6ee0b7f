package io.cellar.ui.preferences;

import io.cellar.settings.NetworkSettings;
import io.cellar.settings.Settings;
import io.cellar.ui.preferences.Parsed.Problem;
import io.cellar.ui.preferences.Parsed.Value;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Numbers;
import io.cellar.ui.words.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How the fields of the settings are read and written. Toolkit-free; touches no disk. */
final class FieldRules {
  private static final double MEBIBYTE = 1 << 20;
  private static final double MEGABYTE = 1e6;
  private static final int MOST_PARALLEL = 1024;

  /** A billion blocks or a million GiB are no limit any more. */
  private static final double MOST = 1e9;

  private FieldRules() {}

  /** Memory for voxels in MiB; empty text: automatic. */
  static Parsed<OptionalLong> memory(String text) {
    if (text.isBlank()) {
      return new Value<>(OptionalLong.empty());
    }
    double least = Settings.LEAST_MEMORY / MEBIBYTE;
    return number(text, least, MOST, "settings.memory.wrong", Figures.count((long) least))
        .map(mib -> OptionalLong.of(Math.round(mib * MEBIBYTE)));
  }

  /** Requests at a time; empty text or 0: found out. */
  static Parsed<OptionalInt> parallel(String text) {
    if (text.isBlank()) {
      return new Value<>(OptionalInt.empty());
    }
    return whole(text, 0, MOST_PARALLEL, "settings.parallel.wrong", Figures.count(MOST_PARALLEL))
        .map(n -> n == 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(n)));
  }

  /** Megabytes per second; empty text: no limit. */
  static Parsed<OptionalLong> rate(String text) {
    if (text.isBlank()) {
      return new Value<>(OptionalLong.empty());
    }
    return number(text, 1 / MEGABYTE, MOST, "settings.rate.wrong")
        .map(megabytes -> OptionalLong.of(Math.max(1, Math.round(megabytes * MEGABYTE))));
  }

  /** Most blocks of a view. */
  static Parsed<Long> blocks(String text) {
    return whole(text, 1, (long) MOST, "settings.limitBlocks.wrong");
  }

  /** Most bytes of a view, typed in MiB. */
  static Parsed<Long> limitBytes(String text) {
    return number(text, 1 / MEBIBYTE, MOST, "settings.limitBytes.wrong")
        .map(mib -> Math.max(1, Math.round(mib * MEBIBYTE)));
  }

  /** {@code host:port}, with or without {@code http://}; empty text: as the environment says. */
  static Parsed<Optional<URI>> proxy(String text) {
    if (text.isBlank()) {
      return new Value<>(Optional.empty());
    }
    String stripped = text.strip();
    try {
      URI uri = new URI(stripped.contains("://") ? stripped : "http://" + stripped);
      if (uri.getUserInfo() != null) {
        return new Problem<>(Words.of("settings.proxy.login"));
      }
      if (!"http".equalsIgnoreCase(uri.getScheme())) {
        return new Problem<>(Words.of("settings.proxy.scheme"));
      }
      if (uri.getHost() != null && uri.getPort() < 0) {
        return new Problem<>(Words.of("settings.proxy.port", uri.getHost()));
      }
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (uri.getHost() != null && uri.getPort() >= 1 && uri.getPort() <= 65535 && bare) {
        return new Value<>(Optional.of(uri));
      }
    } catch (URISyntaxException e) {
      return new Problem<>(Words.of("settings.proxy.wrong"));
    }
    return new Problem<>(Words.of("settings.proxy.wrong"));
  }

  /** {@code http://host:port} or {@code https://host}; empty text: none. */
  static Parsed<Optional<URI>> server(String text) {
    if (text.isBlank()) {
      return new Value<>(Optional.empty());
    }
    try {
      URI uri = new URI(text.strip());
      return new Value<>(NetworkSettings.DEFAULT.withS3Endpoint(Optional.of(uri)).s3Endpoint());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return new Problem<>(Words.of("settings.s3.wrong"));
    }
  }

  /** An absolute path; empty text: none. */
  static Parsed<Optional<Path>> path(String text) {
    if (text.isBlank()) {
      return new Value<>(Optional.empty());
    }
    try {
      Path path = Path.of(text.strip());
      return path.isAbsolute()
          ? new Value<>(Optional.of(path.normalize()))
          : new Problem<>(Words.of("settings.path.relative"));
    } catch (InvalidPathException e) {
      return new Problem<>(Words.of("settings.path.wrong", e.getReason()));
    }
  }

  private static Parsed<Long> whole(
      String text, long least, long most, String problem, Object... arguments) {
    Parsed<Double> number = number(text, least, most, problem, arguments);
    return number instanceof Value<Double>(Double n) && n != Math.rint(n)
        ? new Problem<>(Words.of(problem, arguments))
        : number.map(Double::longValue);
  }

  private static Parsed<Double> number(
      String text, double least, double most, String problem, Object... arguments) {
    OptionalDouble number = Numbers.parse(text);
    return number.isPresent() && number.getAsDouble() >= least && number.getAsDouble() <= most
        ? new Value<>(number.getAsDouble())
        : new Problem<>(Words.of(problem, arguments));
  }

  /** Bytes in MiB, to be typed again. */
  static String mebibytes(long bytes) {
    return Figures.limit(bytes / MEBIBYTE);
  }

  /** Bytes per second in MB/s, to be typed again. */
  static String megabytes(long bytesPerSecond) {
    return Figures.limit(bytesPerSecond / MEGABYTE);
  }
}
