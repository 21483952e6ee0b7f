package io.cellar.ui.preferences;

import io.cellar.settings.NetworkSettings;
import io.cellar.ui.Preferences;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;

/** How the network is reached. JavaFX thread. */
final class NetworkPage extends Page {

  NetworkPage(Preferences preferences, Choosers choosers, Executor fx) {
    super("settings.network");
    NetworkSettings now = preferences.settings().network();
    heading("settings.proxy.heading");
    proxy(now);
    heading("settings.certificates.heading");
    certificates(now, preferences, choosers, fx);
    heading("settings.s3.heading");
    s3Endpoint(now);
  }

  private void s3Endpoint(NetworkSettings now) {
    TypedField<Optional<URI>> server =
        new TypedField<>(
                new TextField(now.s3Endpoint().map(URI::toString).orElse("")),
                "settings.s3.tip",
                FieldRules::server)
            .wide()
            .prompt(Words.of("settings.s3.prompt"))
            .note(uri -> later("settings.s3.note", !uri.equals(now.s3Endpoint())));
    row("settings.s3", server, s -> s.withNetwork(s.network().withS3Endpoint(value(server))));
  }

  private void proxy(NetworkSettings now) {
    TypedField<Optional<URI>> proxy =
        new TypedField<>(
                new TextField(now.proxy().map(URI::toString).orElse("")),
                "settings.proxy.tip",
                FieldRules::proxy)
            .wide()
            .prompt(Words.of("settings.proxy.prompt"))
            .note(uri -> later("settings.proxy.note", !uri.equals(now.proxy())));
    row("settings.proxy", proxy, s -> s.withNetwork(s.network().withProxy(value(proxy))));
  }

  private void certificates(
      NetworkSettings now, Preferences preferences, Choosers choosers, Executor fx) {
    TextField field = new TextField(now.certificates().map(Path::toString).orElse(""));
    Button choose =
        Controls.button(
            "settings.choose",
            () -> choosers.certificates().ifPresent(p -> field.setText(p.toString())));
    TypedField<Optional<Path>> file =
        new TypedField<>(field, "settings.certificates.tip", FieldRules::path)
            .wide()
            .prompt(Words.of("settings.certificates.prompt"))
            .then(choose)
            .note(path -> later("settings.certificates.note", !path.equals(now.certificates())))
            .check(
                fx,
                path ->
                    path.map(preferences::checkCertificates)
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    row(
        "settings.certificates",
        file,
        s -> s.withNetwork(s.network().withCertificates(value(file))));
  }

  private static String later(String key, boolean changed) {
    return Words.of(key) + " " + Words.of(changed ? "settings.restart.now" : "settings.restart");
  }
}
