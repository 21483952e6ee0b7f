package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.SettingsFile;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome.Choice;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.ValueRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images in folders of the user's own, opened in the whole program. */
@ExtendWith(Fx.class)
class OwnImageInWindowTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");

  @TempDir Path folder;
  private ProgramWindow program;

  @BeforeEach
  void start() throws Exception {
    copy(SAMPLES.resolve("ome04-tczyx/image.ome.zarr"), folder.resolve("image.ome.zarr"));
    copy(SAMPLES.resolve("ome04-plate/plate.ome.zarr"), folder.resolve("plate.ome.zarr"));
    program = new ProgramWindow(folder.resolve("program"));
    program.start();
  }

  @AfterEach
  void close() {
    program.close();
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static Map<String, Long> files(Path folder) throws Exception {
    Map<String, Long> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        all.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return all;
  }

  @Test
  void ofAFolderThatHoldsOneImageThatIsOpenedAndTold() throws Exception {
    Path holds = Files.createDirectory(folder.resolve("holds"));
    Path image = holds.resolve("image.ome.zarr");
    copy(folder.resolve("image.ome.zarr"), image);
    program.open(holds);
    assertEquals(image.toString(), Fx.call(() -> program.view().volume().location()));
    String said = "Opened image.ome.zarr, the only image in holds";
    Fx.await("it is told", () -> program.tells(said::equals));
    settled();
    program.end();
    assertEquals(List.of(image.toString()), recent());
  }

  private List<String> recent() {
    return new SettingsFile(program.folders.settingsFile()).load().recent();
  }

  private void settled() {
    Fx.await("all is there", () -> program.view().isSettled());
  }

  /**
   * SHA-256 of voxels [0:1, 0:1, 0:2, 0:19, 0:21], little-endian, as the maker of the files says.
   */
  private static final String CORNER =
      "8691b495e5833f81b035a2a3c5ccc5f575995cb58851821ebcffca8fa517dc3e";

  @Test
  void thePaneShowsTheVoxelsOfTheFilesAndNothingIsWrittenBesideThem() throws Exception {
    Path image = folder.resolve("image.ome.zarr");
    Map<String, Long> before = files(image);
    program.open(image);
    settled();
    ByteBuffer voxels = ByteBuffer.allocate(2 * 2 * 19 * 21).order(ByteOrder.LITTLE_ENDIAN);
    for (int z = 0; z < 2; z++) {
      show(z);
      for (int y = 0; y < 19; y++) {
        for (int x = 0; x < 21; x++) {
          long[] at = {0, 0, z, y, x};
          int value = Fx.call(() -> pane().probe().value(at).orElseThrow().intValue());
          assertEquals(value / 4.0, grey(x, y), 1, () -> Arrays.toString(at));
          voxels.putShort((short) value);
        }
      }
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(voxels.array());
    assertEquals(CORNER, HexFormat.of().formatHex(hash));
    assertEquals(before, files(image), "the files are as they were");
    assertTrue(Fx.call(() -> program.tells("OME-Zarr 0.4"::equals)));
    program.end();
    assertEquals(List.of(image.toString()), recent());
  }

  private SlicePane pane() {
    return program.view().panes().getFirst();
  }

  /** Shows a slice whole, four values to a grey. */
  private void show(long z) {
    Fx.run(
        () -> {
          var view = program.view();
          view.navigator().jump(s -> s.goTo(new long[] {0, 0, z, 18, 21}));
          view.navigator().fit();
          var display = view.context().display();
          display.set(display.get().withRange(new ValueRange(0, 1020)));
        });
    Fx.await(
        "the slice is there",
        () -> program.view().isSettled() && picture().view().position()[2] == z);
    Fx.frames(10);
  }

  private SlicePicture picture() {
    return pane().shownPicture().orElseThrow();
  }

  /** The grey in the middle of a voxel. */
  private int grey(int x, int y) {
    return Fx.call(
        () -> {
          SliceView view = picture().view();
          int column = (int) ((x + 0.5 - view.centerH()) * view.zoomH() + view.width() / 2.0);
          int row = (int) ((y + 0.5 - view.centerV()) * view.zoomV() + view.height() / 2.0);
          return picture().argb()[row * view.width() + column] & 0xff;
        });
  }

  @Test
  void aPlateIsChosenFromAndRememberedByWhatWasChosen() throws Exception {
    Path plate = folder.resolve("plate.ome.zarr");
    Fx.run(() -> program.window().open(List.of(plate.toString())));
    choose("well A/2");
    choose("A/2 field 1");
    Fx.await("it is on show", () -> program.window().view().get().isPresent());
    settled();
    program.end();
    assertEquals(List.of(plate + ":A/2/1"), recent());
    program.start();
    program.again();
    assertEquals(plate + ":A/2/1", Fx.call(() -> program.view().volume().location()));
    assertFalse(Fx.call(() -> program.dialog().isPresent()));
  }

  /** Chooses from the list that offers something. */
  private void choose(String label) {
    Fx.await("the list offers " + label, () -> choice(label).isPresent());
    Fx.run(
        () -> {
          var dialog = program.dialog().orElseThrow();
          var list = (ListView<?>) dialog.lookup(".choice-list");
          list.getSelectionModel().clearAndSelect(choice(label).orElseThrow());
          program.button(dialog, "Open").orElseThrow().fire();
        });
  }

  private Optional<Integer> choice(String label) {
    return program
        .dialog()
        .map(dialog -> (ListView<?>) dialog.lookup(".choice-list"))
        .map(
            list ->
                list.getItems().stream()
                    .map(item -> ((Choice) item).label())
                    .toList()
                    .indexOf(label))
        .filter(n -> n >= 0);
  }
}
