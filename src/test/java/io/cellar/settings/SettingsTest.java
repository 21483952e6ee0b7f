package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final long GIB = 1L << 30;

  @Test
  void defaults() {
    Settings settings = Settings.DEFAULT;
    assertEquals(GIB, settings.memoryBytes(4 * GIB));
    assertEquals(2048, settings.downloads().limitBlocks());
    assertEquals(2 * GIB, settings.downloads().limitBytes());
    assertEquals(Durability.FSYNC, settings.durability());
    assertTrue(settings.downloads().readAhead());
    assertTrue(settings.downloads().parallel().isEmpty());
  }

  @Test
  void memoryNeverFillsTheHeap() {
    Settings settings = Settings.DEFAULT.withMemory(OptionalLong.of(3 * GIB));
    assertEquals(3 * GIB, settings.memoryBytes(8 * GIB));
    assertEquals(2 * GIB, settings.memoryBytes(4 * GIB));
    assertThrows(
        IllegalArgumentException.class, () -> Settings.DEFAULT.withMemory(OptionalLong.of(1)));
  }

  @Test
  void newestOpenedComesFirstAndOnlyOnce() {
    Settings settings = Settings.DEFAULT;
    for (int i = 0; i < 30; i++) {
      settings = settings.withOpened("file" + i);
    }
    settings = settings.withOpened("file25");
    assertEquals(20, settings.recent().size());
    assertEquals(List.of("file25", "file29", "file28"), settings.recent().subList(0, 3));
    assertEquals(1, settings.recent().stream().filter("file25"::equals).count());
  }

  @Test
  void consentsHoldForOneDescriptionAndOneFolder() {
    Path description = Path.of("/data/a.json");
    Consents consents = Consents.NONE.with(description, Path.of("/big/../big/disk"));
    assertTrue(consents.allow(Path.of("/data/./a.json"), Path.of("/big/disk")));
    assertFalse(consents.allow(description, Path.of("/big")));
    assertFalse(consents.allow(description, Path.of("/big/disk/deeper")));
    assertFalse(consents.allow(Path.of("/data/b.json"), Path.of("/big/disk")));
    assertFalse(consents.without(description).allow(description, Path.of("/big/disk")));
  }

  @Test
  void theServersOfALinkHoldForItsPlaceAndTheOldestAreDropped() {
    LinkConsents links = LinkConsents.NONE.with("https://a/x", Set.of("https://a:443"));
    assertEquals(Optional.of(Set.of("https://a:443")), links.servers("https://a/x"));
    assertEquals(Optional.empty(), links.servers("https://a/y"));
    links = links.with("https://a/x", Set.of("https://b:443"));
    assertEquals(Optional.of(Set.of("https://b:443")), links.servers("https://a/x"));
    assertEquals(1, links.given().size());
    for (int n = 0; n < 99; n++) {
      links = links.with("https://a/" + n, Set.of());
    }
    assertEquals(Optional.of(Set.of()), links.servers("https://a/0"));
    links = links.with("https://a/99", Set.of());
    assertEquals(100, links.given().size());
    assertEquals(Optional.empty(), links.servers("https://a/x"));
    Set<String> many = new HashSet<>();
    for (int n = 0; n < 1000; n++) {
      many.add("https://h" + n + ":443");
    }
    assertEquals(64, links.with("p", many).servers("p").orElseThrow().size());
  }

  @Test
  void aProxyHoldsNoPassword() {
    for (String proxy : List.of("http://user:secret@h:1", "socks://h:1", "http:/h", "h:1")) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> NetworkSettings.DEFAULT.withProxy(Optional.of(URI.create(proxy))));
      assertFalse(e.getMessage().contains("secret"), e.getMessage());
    }
  }
}
