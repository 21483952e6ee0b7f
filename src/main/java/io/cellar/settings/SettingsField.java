package io.cellar.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One line of the settings file.
 *
 * @param key what stands before the equals sign
 * @param write the value as text; empty: no line
 * @param read puts a text's value into settings; throws IllegalArgumentException or
 *     DateTimeException when it cannot be used
 */
record SettingsField(
    String key,
    Function<Settings, Optional<String>> write,
    BiFunction<Settings, String, Settings> read) {
  private static final String AUTO = "auto";

  /** Every line but those of lists. */
  static final List<SettingsField> ALL =
      List.of(
          new SettingsField(
              "memory.bytes",
              s -> Optional.of(text(s.memory())),
              (s, text) -> s.withMemory(number(text))),
          download(
              "downloads.parallel",
              d -> d.parallel().isPresent() ? String.valueOf(d.parallel().getAsInt()) : AUTO,
              (d, text) -> d.withParallel(small(text))),
          download(
              "downloads.bytesPerSecond",
              d -> text(d.bytesPerSecond()),
              (d, text) -> d.withBytesPerSecond(number(text))),
          download(
              "downloads.limit.blocks",
              d -> String.valueOf(d.limitBlocks()),
              (d, text) -> d.withLimit(Long.parseLong(text), d.limitBytes())),
          download(
              "downloads.limit.bytes",
              d -> String.valueOf(d.limitBytes()),
              (d, text) -> d.withLimit(d.limitBlocks(), Long.parseLong(text))),
          download(
              "downloads.readAhead",
              d -> String.valueOf(d.readAhead()),
              (d, text) -> d.withReadAhead(bool(text))),
          download(
              "downloads.waitForHost",
              d -> d.waitForHost().map(Duration::toString).orElse(AUTO),
              (d, text) -> d.withWaitForHost(unlessAuto(text).map(Duration::parse))),
          new SettingsField(
              "durability",
              s -> Optional.of(lower(s.durability())),
              (s, text) -> s.withDurability(choice(Durability.class, text))),
          new SettingsField(
              "network.proxy",
              s -> Optional.of(s.network().proxy().map(URI::toString).orElse(AUTO)),
              (s, text) ->
                  s.withNetwork(s.network().withProxy(unlessAuto(text).map(SettingsField::uri)))),
          new SettingsField(
              "network.certificates",
              s -> Optional.of(s.network().certificates().map(Path::toString).orElse(AUTO)),
              (s, text) ->
                  s.withNetwork(s.network().withCertificates(unlessAuto(text).map(Path::of)))),
          new SettingsField(
              "folders.volumes",
              s -> Optional.of(s.volumesFolder().map(Path::toString).orElse(AUTO)),
              (s, text) -> s.withVolumesFolder(unlessAuto(text).map(Path::of))),
          new SettingsField(
              "source",
              s -> Optional.of(lower(s.source())),
              (s, text) -> s.withSource(choice(SourceChoice.class, text))),
          new SettingsField(
              "theme",
              s -> Optional.of(lower(s.theme())),
              (s, text) -> s.withTheme(choice(Theme.class, text))),
          new SettingsField(
              "window",
              s -> s.window().map(SettingsField::text),
              (s, text) -> s.withWindow(window(text))),
          new SettingsField(
              "window.layout",
              s -> Optional.of(s.layout().toText()),
              (s, text) -> s.withLayout(WindowLayout.ofText(text))));

  private static SettingsField download(
      String key,
      Function<DownloadSettings, String> write,
      BiFunction<DownloadSettings, String, DownloadSettings> read) {
    return new SettingsField(
        key,
        s -> Optional.of(write.apply(s.downloads())),
        (s, text) -> s.withDownloads(read.apply(s.downloads(), text)));
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : AUTO;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String text) {
    for (E value : type.getEnumConstants()) {
      if (lower(value).equals(text.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "expected one of "
            + Arrays.stream(type.getEnumConstants())
                .map(SettingsField::lower)
                .collect(Collectors.joining(", ")));
  }

  private static OptionalLong number(String text) {
    return text.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static OptionalInt small(String text) {
    return text.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  private static Optional<String> unlessAuto(String text) {
    return text.equals(AUTO) ? Optional.empty() : Optional.of(text);
  }

  /** Without the text in the message, since it may hold a password. */
  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address: " + e.getReason(), e);
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  private static String text(WindowPlace place) {
    return place.x()
        + " "
        + place.y()
        + " "
        + place.width()
        + " "
        + place.height()
        + (place.maximised() ? " maximised" : "");
  }

  private static WindowPlace window(String text) {
    String[] parts = text.split(" +", -1);
    boolean maximised = parts.length == 5 && parts[4].equals("maximised");
    if (parts.length != (maximised ? 5 : 4)) {
      throw new IllegalArgumentException("expected x y width height, and perhaps maximised");
    }
    return new WindowPlace(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        maximised);
  }
}
