package io.cellar.ui;

import io.cellar.settings.Bookmark;
import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;
import io.cellar.settings.Tones;
import io.cellar.settings.ViewPlace;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import io.cellar.volume.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Makes pictures of the window to look at: {@code WindowPictures FOLDER}. Not a test. */
public final class WindowPictures {
  private final Path folder;

  private WindowPictures(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Fx.start();
    WindowPictures pictures = new WindowPictures(Path.of(args[0]));
    try {
      pictures.all();
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void all() throws Exception {
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      String suffix = "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
      take("tissue" + suffix, theme, 1000, 700, states(), w -> {});
      take("empty-blocks" + suffix, theme, 1000, 700, empties(), w -> {});
      take("empty-blocks-grid" + suffix, theme, 1000, 700, empties(), w -> {});
      take("small" + suffix, theme, 800, 600, DemoVolume.tissue(), w -> {});
      take("bookmarks" + suffix, theme, 800, 600, DemoVolume.tissue(), w -> {});
      take("large" + suffix, theme, 1920, 1080, DemoVolume.tissue(), w -> {});
      take("first" + suffix, theme, 1000, 760, DemoVolume.tissue(), w -> {});
      take("empty" + suffix, theme, 1000, 700, null, w -> {});
    }
    DemoVolume flat =
        DemoVolume.ramps("tyx", DType.UINT16, new long[] {5, 300, 400}, new long[] {1, 64, 64});
    take("flat", Theme.DARK, 1000, 700, flat, w -> {});
    DemoVolume five =
        DemoVolume.ramps(
            "txyzc", DType.FLOAT32, new long[] {4, 90, 80, 70, 3}, new long[] {1, 32, 32, 32, 3});
    take("five", Theme.LIGHT, 1000, 700, five, w -> {});
  }

  private static DemoVolume states() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().failing(i -> i % 23 == 5).absent(i -> i % 29 == 7).stuck(i -> i % 19 == 3);
    return volume;
  }

  /** A third of the blocks is empty in the source. */
  private static DemoVolume empties() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().empty(i -> i % 3 == 1).absent(i -> i % 29 == 7).failing(i -> i % 31 == 5);
    return volume;
  }

  private void take(
      String name, Theme theme, double w, double h, DemoVolume volume, Consumer<MainWindow> then)
      throws Exception {
    WindowMemory first = WindowMemory.FIRST;
    WindowMemory memory =
        new WindowMemory(
            theme,
            w,
            h,
            false,
            true,
            name.startsWith("large") || name.startsWith("small"),
            0.5,
            0.5,
            look(name),
            !name.startsWith("first"));
    DemoActions actions = new DemoActions(memory).recentlyOpened("/data/brain/fib25.json");
    if (name.startsWith("bookmarks")) {
      actions.records().keep(volume.location(), bookmarks());
    }
    if (volume != null) {
      actions.engine(volume.engine()).when("v", new OpenOutcome.Opened(volume));
    }
    MainWindow window =
        Fx.call(
            () -> {
              MainWindow made = new MainWindow(new Stage(), actions, actions.windows());
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().show();
              if (volume != null) {
                made.open(List.of("v"));
              }
              then.accept(made);
              return made;
            });
    if (volume != null) {
      try {
        Fx.await("the picture is whole", () -> whole(window));
      } catch (AssertionError e) {
        Fx.run(
            () ->
                window
                    .view()
                    .get()
                    .ifPresentOrElse(
                        v ->
                            v.panes()
                                .forEach(
                                    p ->
                                        System.err.println(
                                            p.plane() + " " + p.size() + p.shownPicture())),
                        () -> System.err.println("no view")));
      }
    }
    Fx.frames(40);
    var picture = Fx.call(() -> WindowPicture.of(window.stage().getScene()));
    WindowPicture.write(picture, folder.resolve(name + ".png"));
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private static PaneLook look(String name) {
    boolean grid = name.startsWith("empty-blocks-grid");
    boolean coverage = name.startsWith("empty-blocks") && !grid;
    return new PaneLook(true, true, grid, coverage, false, false);
  }

  private static List<Bookmark> bookmarks() {
    ViewPlace place = ViewPlace.of(new long[] {9, 40, 50}, new double[] {9, 40, 50}, 2);
    Tones tones = new Tones(0, 255, "GREY", false);
    Bookmark.Box box = Bookmark.Box.of(new long[] {2, 3, 4}, new long[] {9, 60, 70});
    return List.of(
        new Bookmark("50, 40, 9", place, tones, Optional.empty()),
        new Bookmark(
            "Large synapse beside the vessel, to be looked at", place, tones, Optional.of(box)),
        new Bookmark("Mitochondria", place, tones, Optional.of(box)));
  }

  private static boolean whole(MainWindow window) {
    Optional<VolumeView> view = window.view().get();
    return view.isPresent()
        && view.get().panes().stream()
            .allMatch(
                p ->
                    p.shownPicture()
                        .filter(s -> s.view().width() > 0)
                        .filter(WindowPictures::settled)
                        .isPresent());
  }

  private static boolean settled(SlicePicture picture) {
    return !picture.loading() || picture.shown() >= picture.blocks() * 0.8;
  }
}
