package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.ProxyRules;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.keys.KeyStores;
import io.cellar.source.probe.Probe;
import io.cellar.store.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes the parts that a process has once, from its settings. */
public final class Wiring {
  private Wiring() {}

  /**
   * The parts of a process.
   *
   * @param parallel open requests at a time; 0: found out for each host
   * @throws IOException if the credentials file or the file of certificates cannot be read
   */
  public static Volumes volumes(Folders folders, Settings settings, int parallel)
      throws IOException {
    return volumes(folders, settings, parallel(parallel));
  }

  /** The same, with other settings of the engine than these are. */
  static Volumes volumes(Folders folders, Settings settings, UnaryOperator<EngineSettings> changes)
      throws IOException {
    KeptCredentials credentials = new KeptCredentials(folders.credentialsFile());
    credentials.load();
    HttpFetcher http = fetcher(settings, credentials, settings.network().certificates());
    return volumes(folders, settings, changes, http, credentials);
  }

  /**
   * The parts of a process in whose window the settings can be mended: what cannot be used of them
   * is left out and told.
   *
   * @param problems is given a sentence for each thing left out
   * @throws IOException if not even that is possible
   */
  public static Volumes forWindow(Folders folders, Settings settings, Consumer<String> problems)
      throws IOException {
    KeptCredentials credentials = new KeptCredentials(folders.credentialsFile());
    try {
      credentials.load();
    } catch (IOException e) {
      problems.accept("No credentials are used: " + e.getMessage());
    }
    HttpFetcher http = mended(settings, credentials, problems);
    return volumes(folders, settings, parallel(0), http, credentials);
  }

  /** As many open requests at a time as are told; 0: as the settings say. */
  private static UnaryOperator<EngineSettings> parallel(int requests) {
    return settings -> requests > 0 ? settings.withParallel(requests) : settings;
  }

  private static HttpFetcher mended(
      Settings settings, KeptCredentials credentials, Consumer<String> problems)
      throws IOException {
    Optional<Path> certificates = settings.network().certificates();
    try {
      return fetcher(settings, credentials, certificates);
    } catch (IOException e) {
      if (certificates.isEmpty()) {
        throw e;
      }
      problems.accept(
          "The certificates in " + certificates.get() + " are not used: " + Reasons.of(e));
      return fetcher(settings, credentials, Optional.empty());
    }
  }

  private static Volumes volumes(
      Folders folders,
      Settings settings,
      UnaryOperator<EngineSettings> changes,
      HttpFetcher http,
      KeptCredentials credentials) {
    EngineSettings engine =
        EngineSettings.defaults()
            .withParallel(settings.downloads().parallel().orElse(0))
            .withBytesPerSecond(settings.downloads().bytesPerSecond());
    return new Volumes(
        http,
        new DownloadEngine(changes.apply(engine)),
        new CellCache(settings.memoryBytes(Runtime.getRuntime().maxMemory())),
        new DescriptionOpener(
            new Servers(
                http,
                (client, place) ->
                    new KeyStores(
                            client,
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            settings.network().s3Endpoint())
                        .open(place)),
            new ImageOpener(new Probe()),
            settings.volumes(folders)),
        credentials,
        settings);
  }

  /** How surely what is written is to survive a power cut. */
  static Durability durability(Settings settings) {
    return switch (settings.durability()) {
      case FSYNC -> Durability.FSYNC;
      case NONE -> Durability.NONE;
    };
  }

  private static HttpFetcher fetcher(
      Settings settings, KeptCredentials credentials, Optional<Path> certificates)
      throws IOException {
    HttpSettings http = HttpSettings.defaults().withCredentials(credentials);
    if (settings.network().proxy().isPresent()) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      String proxy = settings.network().proxy().get().toString();
      environment.put("http_proxy", proxy);
      environment.put("https_proxy", proxy);
      http = http.withProxies(ProxyRules.ofEnvironment(environment));
    }
    return new SocketHttpFetcher(certificates.map(http::withAuthorities).orElse(http));
  }
}
