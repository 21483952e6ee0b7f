package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MacOpenEventsTest {
  private static final class Desktop implements MacOpenEvents.Source {
    private Consumer<List<File>> files;
    private Consumer<URI> link;

    @Override
    public void onFiles(Consumer<List<File>> files) {
      this.files = files;
    }

    @Override
    public void onLink(Consumer<URI> link) {
      this.link = link;
    }
  }

  private final Desktop desktop = new Desktop();
  private final MacOpenEvents events = new MacOpenEvents(desktop);
  private final List<List<String>> opened = new ArrayList<>();

  @Test
  void filesAndLinksArriveAsLocations() {
    events.listen(opened::add);
    desktop.files.accept(List.of(new File("/data/a b.h5"), new File("/data/c.n5")));
    desktop.link.accept(URI.create("cellar:https://example.org/a%20b.zarr"));
    assertEquals(
        List.of(
            List.of("/data/a b.h5", "/data/c.n5"),
            List.of("cellar:https://example.org/a%20b.zarr")),
        opened);
  }

  @Test
  void whatComesBeforeTheWindowIsKeptInItsOrderAndToldOnce() {
    desktop.files.accept(List.of(new File("/first.h5")));
    desktop.link.accept(URI.create("cellar:https://example.org/second.zarr"));
    events.listen(opened::add);
    desktop.files.accept(List.of(new File("/third.h5")));
    assertEquals(
        List.of(
            List.of("/first.h5"),
            List.of("cellar:https://example.org/second.zarr"),
            List.of("/third.h5")),
        opened);
    events.listen(opened::add);
    assertEquals(3, opened.size());
  }

  @Test
  void aRequestForNothingIsNone() {
    events.listen(opened::add);
    desktop.files.accept(List.of());
    assertEquals(List.of(), opened);
  }

  @Test
  void aRequestThatFailsKeepsNoOtherFromArriving() {
    events.listen(
        locations -> {
          if (locations.contains("/bad.h5")) {
            throw new IllegalStateException("no");
          }
          opened.add(locations);
        });
    desktop.files.accept(List.of(new File("/bad.h5")));
    desktop.files.accept(List.of(new File("/good.h5")));
    assertEquals(List.of(List.of("/good.h5")), opened);
  }

  @Test
  void otherSystemsGiveArguments() {
    assertTrue(MacOpenEvents.isMac("Mac OS X"));
    assertFalse(MacOpenEvents.isMac("Linux"));
    assertFalse(MacOpenEvents.isMac("Windows 11"));
    MacOpenEvents.begin().listen(opened::add);
    assertEquals(List.of(), opened);
  }
}
