package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.CredentialLine;
import io.cellar.settings.CredentialLine.Kind;
import io.cellar.settings.Folders;
import io.cellar.settings.NetworkSettings;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowPreferencesTest {
  @TempDir private Path folder;

  private Folders folders() {
    return new Folders(
        folder.resolve("config"),
        folder.resolve("data"),
        folder.resolve("cache"),
        folder.resolve("state"));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void whatIsChangedHoldsAtOnceAndAtTheNextStart() throws Exception {
    SettingsFile file = new SettingsFile(folders().settingsFile());
    try (Memory memory = new Memory(Optional.of(file), Settings.DEFAULT);
        Volumes volumes = Wiring.volumes(folders(), Settings.DEFAULT, 0)) {
      WindowPreferences preferences =
          new WindowPreferences(memory, volumes, folders(), Runnable::run);
      Map<String, Optional<CredentialLine>> secrets =
          Map.of("data.example.org", Optional.of(new CredentialLine(Kind.BEARER, "", "token")));
      get(preferences.change(s -> s.withMemory(OptionalLong.of(32L << 20)), secrets));
      assertEquals(32L << 20, volumes.memory().maxBytes());
      assertEquals(OptionalLong.of(32L << 20), file.load().memory());
      assertTrue(volumes.credentials().forHost("https://data.example.org:443").isPresent());
      assertEquals(1, get(preferences.credentials()).size());
    }
  }

  @Test
  void whatCannotBeKeptIsToldAndHoldsAllTheSame() throws Exception {
    Files.writeString(folder.resolve("config"), "a file where the folder should be");
    SettingsFile file = new SettingsFile(folders().settingsFile());
    try (Memory memory = new Memory(Optional.of(file), Settings.DEFAULT);
        Volumes volumes = Wiring.forWindow(folders(), Settings.DEFAULT, problem -> {})) {
      WindowPreferences preferences =
          new WindowPreferences(memory, volumes, folders(), Runnable::run);
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () ->
                  get(preferences.change(s -> s.withMemory(OptionalLong.of(32L << 20)), Map.of())));
      assertTrue(e.getCause() instanceof IOException, e.toString());
      assertEquals(32L << 20, volumes.memory().maxBytes());
    }
  }

  @Test
  void filesAreLookedAtBeforeTheyAreUsed() throws Exception {
    try (Memory memory = new Memory(Optional.empty(), Settings.DEFAULT);
        Volumes volumes = Wiring.volumes(folders(), Settings.DEFAULT, 0)) {
      WindowPreferences preferences =
          new WindowPreferences(memory, volumes, folders(), Runnable::run);
      Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
      assertTrue(get(preferences.checkCertificates(text)).isPresent());
      assertEquals(
          Optional.of("there is no such file."),
          get(preferences.checkCertificates(folder.resolve("none.pem"))));
      assertTrue(get(preferences.checkFolder(text.resolve("below"))).isPresent());
      assertEquals(Optional.empty(), get(preferences.checkFolder(folder.resolve("a/b/c"))));
      assertFalse(Files.exists(folder.resolve("a")), "looking makes nothing");
    }
  }

  @Test
  void aWindowStartsWithoutWhatCannotBeUsed() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folders().credentialsFile(), "host=nonsense geheim\n");
    Settings settings =
        Settings.DEFAULT.withNetwork(
            NetworkSettings.DEFAULT.withCertificates(Optional.of(folder.resolve("gone.pem"))));
    assertThrows(IOException.class, () -> Wiring.volumes(folders(), settings, 0).close());
    List<String> problems = new ArrayList<>();
    Wiring.forWindow(folders(), settings, problems::add).close();
    assertEquals(2, problems.size(), problems.toString());
    assertFalse(problems.toString().contains("geheim"), problems.toString());
  }
}
