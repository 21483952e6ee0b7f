package io.cellar.app;

import io.cellar.cell.CellMemory;
import io.cellar.download.DownloadEngine;
import io.cellar.download.EngineSettings;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.Credentials;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.JdkHttpFetcher;
import io.cellar.source.ProxyRules;
import io.cellar.source.TextFetcher;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Makes the parts that a process has once, from its settings. */
final class Assembly {
  private Assembly() {}

  /**
   * The parts of a process.
   *
   * @param parallel open requests at a time; 0: found out for each host
   * @throws IOException if the credentials file or the file of certificates cannot be read
   */
  static Volumes volumes(Folders folders, Settings settings, int parallel) throws IOException {
    HttpFetcher http = new JdkHttpFetcher(http(folders, settings));
    EngineSettings engine = EngineSettings.defaults();
    int requests = parallel > 0 ? parallel : settings.downloads().parallel().orElse(0);
    return new Volumes(
        http,
        new DownloadEngine(requests > 0 ? engine.withParallel(requests) : engine),
        new CellMemory(settings.memoryBytes(Runtime.getRuntime().maxMemory())),
        new DescriptionOpener(new TextFetcher(http), folders.volumes()),
        settings.durability());
  }

  private static HttpSettings http(Folders folders, Settings settings) throws IOException {
    HttpSettings http = HttpSettings.defaults().withCredentials(credentials(folders));
    if (settings.network().proxy().isPresent()) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      String proxy = settings.network().proxy().get().toString();
      environment.put("http_proxy", proxy);
      environment.put("https_proxy", proxy);
      http = http.withProxies(ProxyRules.ofEnvironment(environment));
    }
    return settings.network().certificates().map(http::withAuthorities).orElse(http);
  }

  private static Credentials credentials(Folders folders) throws IOException {
    io.cellar.settings.Credentials kept =
        io.cellar.settings.Credentials.load(folders.credentialsFile(), System.getenv());
    return origin -> {
      URI uri = URI.create(origin);
      return kept.of(uri.getHost(), uri.getPort())
          .map(secret -> new Credentials.Header(secret.header(), secret.value()));
    };
  }
}
