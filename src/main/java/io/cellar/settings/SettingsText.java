package io.cellar.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings as {@link Values}. */
final class SettingsText {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsText.class);
  private static final String AUTO = "auto";
  private static final String WINDOW = "window";
  private static final String RECENT = "recent";
  private static final String CONSENT = "consent";
  private static final String DESCRIPTION = "description";
  private static final String FOLDER = "folder";
  private static final String LINK = "link";
  private static final String PLACE = "place";
  private static final String SERVERS = "servers";

  /**
   * One line.
   *
   * @param read puts a text's value into settings; throws IllegalArgumentException or
   *     DateTimeException when it cannot be used
   */
  private record Field(
      String key, Function<Settings, Object> write, BiFunction<Settings, String, Settings> read) {}

  /** Every line but those of lists. */
  private static final List<Field> FIELDS =
      List.of(
          new Field("memory.bytes", Settings::memory, (s, text) -> s.withMemory(number(text))),
          download(
              "parallel", DownloadSettings::parallel, (d, text) -> d.withParallel(small(text))),
          download(
              "bytesPerSecond",
              DownloadSettings::bytesPerSecond,
              (d, text) -> d.withBytesPerSecond(number(text))),
          download(
              "limit.blocks",
              DownloadSettings::limitBlocks,
              (d, text) -> d.withLimit(Long.parseLong(text), d.limitBytes())),
          download(
              "limit.bytes",
              DownloadSettings::limitBytes,
              (d, text) -> d.withLimit(d.limitBlocks(), Long.parseLong(text))),
          download(
              "readAhead", DownloadSettings::readAhead, (d, text) -> d.withReadAhead(bool(text))),
          download(
              "waitForHost",
              DownloadSettings::waitForHost,
              (d, text) -> d.withWaitForHost(chosen(text).map(Duration::parse))),
          new Field(
              "durability",
              Settings::durability,
              (s, text) -> s.withDurability(choice(Durability.class, text))),
          new Field(
              "network.proxy",
              s -> s.network().proxy(),
              (s, text) ->
                  s.withNetwork(s.network().withProxy(chosen(text).map(SettingsText::uri)))),
          new Field(
              "network.certificates",
              s -> s.network().certificates(),
              (s, text) -> s.withNetwork(s.network().withCertificates(chosen(text).map(Path::of)))),
          new Field(
              "network.s3Endpoint",
              s -> s.network().s3Endpoint(),
              (s, text) ->
                  s.withNetwork(s.network().withS3Endpoint(chosen(text).map(SettingsText::uri)))),
          new Field(
              "folders.volumes",
              Settings::volumesFolder,
              (s, text) -> s.withVolumesFolder(chosen(text).map(Path::of))),
          new Field(
              "source",
              Settings::source,
              (s, text) -> s.withSource(choice(SourceChoice.class, text))),
          new Field("theme", Settings::theme, (s, text) -> s.withTheme(choice(Theme.class, text))),
          new Field(
              WINDOW,
              s -> s.window().map(WindowPlace::toText),
              (s, text) -> s.withWindow(WindowPlace.ofText(text))),
          new Field(
              "window.layout",
              s -> s.layout().toText(),
              (s, text) -> s.withLayout(WindowLayout.ofText(text))));

  private SettingsText() {}

  private static Field download(
      String key,
      Function<DownloadSettings, Object> write,
      BiFunction<DownloadSettings, String, DownloadSettings> read) {
    return new Field(
        "downloads." + key,
        s -> write.apply(s.downloads()),
        (s, text) -> s.withDownloads(read.apply(s.downloads(), text)));
  }

  static Values write(Settings settings) {
    Values values = new Values();
    for (Field field : FIELDS) {
      if (!field.key().equals(WINDOW) || settings.window().isPresent()) {
        values.put(field.key(), text(field.write().apply(settings)));
      }
    }
    Values recent = values.below(RECENT);
    for (int n = 0; n < settings.recent().size(); n++) {
      recent.put("%02d".formatted(n), settings.recent().get(n));
    }
    int n = 0;
    for (Consents.Consent consent : new TreeSet<>(settings.consents().given())) {
      Values one = values.below(CONSENT).element(n++, 4);
      one.put(DESCRIPTION, consent.description());
      one.put(FOLDER, consent.folder());
    }
    n = 0;
    for (LinkConsents.Agreed agreed : settings.consents().links().given()) {
      Values one = values.below(LINK).element(n++, 4);
      one.put(PLACE, agreed.place());
      one.put(SERVERS, agreed.servers().stream().sorted().toList());
    }
    return values;
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> some -> some.map(SettingsText::text).orElse(AUTO);
      case OptionalInt some -> some.isPresent() ? String.valueOf(some.getAsInt()) : AUTO;
      case OptionalLong some -> some.isPresent() ? String.valueOf(some.getAsLong()) : AUTO;
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  /**
   * Reads settings. A value that cannot be used is logged and its default kept; keys that are not
   * known are passed over.
   */
  static Settings read(Values values) {
    Settings settings = Settings.DEFAULT;
    for (Field field : FIELDS) {
      Optional<String> text = values.find(field.key());
      try {
        settings = text.isEmpty() ? settings : field.read().apply(settings, text.get().strip());
      } catch (IllegalArgumentException | DateTimeException e) {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        LOG.warn("setting {} cannot be used, its default holds: {}", field.key(), why);
      }
    }
    List<String> recent = new ArrayList<>();
    values
        .map()
        .forEach(
            (key, text) -> {
              if (key.startsWith(RECENT + ".")) {
                recent.add(text);
              }
            });
    return settings
        .withRecent(recent)
        .withConsents(consents(values.below(CONSENT), links(values.below(LINK))));
  }

  /** A consent that is not whole gives nothing. */
  private static Consents consents(Values values, LinkConsents links) {
    Set<Consents.Consent> given = new HashSet<>();
    for (String number : values.names()) {
      Optional<String> description = values.below(number).find(DESCRIPTION);
      Optional<String> folder = values.below(number).find(FOLDER);
      try {
        if (description.isPresent() && folder.isPresent()) {
          given.add(new Consents.Consent(Path.of(description.get()), Path.of(folder.get())));
        }
      } catch (IllegalArgumentException e) {
        LOG.warn("consent {} is not a path and gives no consent: {}", number, e.getMessage());
      }
    }
    return new Consents(given, links);
  }

  /** One whose servers are missing remembers that a link led there, and agrees to none. */
  private static LinkConsents links(Values values) {
    List<LinkConsents.Agreed> given = new ArrayList<>();
    for (String number : values.names()) {
      Optional<String> place = values.below(number).find(PLACE);
      String servers = values.below(number).find(SERVERS).orElse("").strip();
      if (place.isPresent()) {
        Set<String> some = servers.isEmpty() ? Set.of() : Set.copyOf(List.of(servers.split(" +")));
        given.add(new LinkConsents.Agreed(place.get(), some));
      }
    }
    return new LinkConsents(given);
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String text) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "expected one of "
            + Arrays.stream(type.getEnumConstants())
                .map(SettingsText::text)
                .collect(Collectors.joining(", ")));
  }

  private static OptionalLong number(String text) {
    return text.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static OptionalInt small(String text) {
    return text.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  private static Optional<String> chosen(String text) {
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
}
