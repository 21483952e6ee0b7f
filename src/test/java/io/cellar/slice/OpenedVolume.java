package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.SliceRenderer.LevelCells;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.MultiLevelVolume;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A volume at a location, opened as a window does, and a pane that looks at it. */
final class OpenedVolume implements AutoCloseable {
  private final Volumes volumes;
  final MultiLevelVolume volume;
  final LevelSessions sessions;
  private final SliceRenderer renderer;
  private final LinkedBlockingQueue<SlicePicture> pictures = new LinkedBlockingQueue<>();
  private final Painter painter;

  /**
   * @param home settings and caches are kept in it
   */
  OpenedVolume(Path home, String location) throws Exception {
    Folders folders =
        new Folders(
            home.resolve("config"),
            home.resolve("data"),
            home.resolve("cache"),
            home.resolve("state"));
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
    volume = volumes.describe(location, false);
    sessions = volumes.openAll(volume, false);
    List<LevelCells> cells =
        sessions.sessions().stream()
            .map(session -> new LevelCells(session.cells(), session.level().toFinest()))
            .toList();
    renderer =
        new SliceRenderer(
            cells, sessions.finest().description(), PlaneBudget.ofProcess(), () -> ReadAhead.OFF);
    painter = new Painter(renderer, pictures::add);
  }

  Display display() {
    return Display.of(sessions.finest().description());
  }

  /** The picture of a view when nothing of it is still to come. */
  SlicePicture picture(SliceView view, Display display) throws InterruptedException {
    painter.request(view, display);
    while (true) {
      SlicePicture picture = pictures.poll(30, TimeUnit.SECONDS);
      assertNotNull(picture, "no picture");
      if (picture.view().equals(view) && !picture.loading()) {
        return picture;
      }
    }
  }

  @Override
  public void close() {
    painter.close();
    renderer.close();
    sessions.close();
    volumes.close();
  }
}
