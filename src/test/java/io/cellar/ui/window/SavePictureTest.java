package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.pane.SliceCamera;
import io.cellar.ui.picture.FileAsker;
import io.cellar.ui.picture.PictureSource;
import io.cellar.ui.picture.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

@ExtendWith(Fx.class)
class SavePictureTest {
  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private TestWindow test;
  private Pictures pictures;
  private FileAsker.Chosen chosen;

  @BeforeEach
  void open() {
    test = TestWindow.showing(DemoVolume.tissue());
    Fx.await("the contrast is found, and all is painted", () -> test.view().isSettled());
    chosen = new FileAsker.Chosen(folder.resolve("a.png"), false);
    pictures = Fx.call(() -> pictures(test));
  }

  private Pictures pictures(TestWindow of) {
    return new Pictures(
        new Dialogs(of.window.stage(), of.window.colours()),
        of.window.pulse(),
        name -> Optional.of(chosen),
        told::add);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private PictureSource source() {
    VolumeView view = test.view();
    return new PictureSource(
        view.context(),
        test.pane(0),
        view.panes(),
        view.grid(),
        test.window.stage().getScene().getRoot());
  }

  private BufferedImage save(String... choices) throws IOException {
    Fx.run(() -> pictures.save(source()));
    Window dialog = test.dialog();
    for (String choice : choices) {
      press(dialog, choice);
    }
    Fx.await("all blocks are there", () -> says(dialog, "All its blocks are there."));
    press(dialog, "Save…");
    Fx.await("it is told", () -> !told.isEmpty());
    Fx.run(dialog::hide);
    return ImageIO.read(chosen.file().toFile());
  }

  private static boolean says(Window dialog, String text) {
    return dialog.getScene().getRoot().lookupAll(".label").stream()
        .anyMatch(n -> n instanceof Labeled l && l.getText().equals(text));
  }

  private static void press(Window dialog, String text) {
    Fx.run(
        () ->
            dialog.getScene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof ButtonBase b && text.equals(b.getText()))
                .map(ButtonBase.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
  }

  @Test
  void aPaneIsRenderedAnewAtTwiceTheResolution() throws IOException {
    BufferedImage saved = save("Twice", "With crosshair, scale bar and labels");
    SliceView shown = Fx.call(() -> test.pane(0).view());
    assertEquals(2 * shown.width(), saved.getWidth());
    assertEquals(2 * shown.height(), saved.getHeight());
    SliceView larger =
        new SliceView(
            shown.horizontal(),
            shown.vertical(),
            shown.position(),
            shown.centerH(),
            shown.centerV(),
            2 * shown.zoomH(),
            2 * shown.zoomV(),
            saved.getWidth(),
            saved.getHeight());
    SlicePicture expected;
    try (SliceCamera camera = Fx.call(() -> test.pane(0).camera())) {
      SlicePicture now = camera.render(larger, () -> false).orElseThrow();
      while (now.loading()) {
        now = camera.render(larger, () -> false).orElseThrow();
      }
      expected = now;
    }
    int[] pixels =
        saved.getRGB(0, 0, saved.getWidth(), saved.getHeight(), null, 0, saved.getWidth());
    assertArrayEquals(expected.argb(), pixels);
  }

  @Test
  void theFileSaysWhatItShows() throws IOException {
    save();
    Map<String, String> texts = texts(chosen.file());
    assertEquals("tissue", texts.get("Volume"));
    assertEquals("x 256, y 256, z 128", texts.get("Position"));
    assertEquals("x 8.0, y 8.0, z 8.0 nm", texts.get("Voxel size"));
    assertTrue(texts.get("Level XY").startsWith("0 of 1"), texts::toString);
    assertTrue(texts.containsKey("Zoom XY"), texts::toString);
    assertEquals("none", texts.get("Interpolation"));
  }

  private static Map<String, String> texts(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      reader.setInput(in);
      org.w3c.dom.Element root =
          (org.w3c.dom.Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
      Map<String, String> texts = new HashMap<>();
      NodeList entries = root.getElementsByTagName("tEXtEntry");
      for (int n = 0; n < entries.getLength(); n++) {
        org.w3c.dom.Element entry = (org.w3c.dom.Element) entries.item(n);
        texts.put(entry.getAttribute("keyword"), entry.getAttribute("value"));
      }
      return texts;
    }
  }

  @Test
  void overlaysAreDrawnWhenWanted() throws IOException {
    BufferedImage with = save();
    told.clear();
    chosen = new FileAsker.Chosen(folder.resolve("b.png"), false);
    BufferedImage without = save("With crosshair, scale bar and labels");
    int differing = 0;
    for (int y = 0; y < with.getHeight(); y++) {
      differing +=
          with.getRGB(with.getWidth() / 2, y) == without.getRGB(with.getWidth() / 2, y) ? 0 : 1;
    }
    assertTrue(differing > with.getHeight() / 2, "the crosshair differs in " + differing);
  }

  @Test
  void theWindowIsSavedWithItsSlicesInPlace() throws IOException {
    BufferedImage saved = save("Window");
    var scene = test.window.stage().getScene();
    assertEquals((int) scene.getWidth(), saved.getWidth());
    assertEquals((int) scene.getHeight(), saved.getHeight());
    var corner = Fx.call(() -> test.pane(1).localToScene(0, 0));
    SlicePicture slice = Fx.call(() -> test.pane(1).shownPicture().orElseThrow());
    int x = slice.view().width() / 2 + 40;
    int y = slice.view().height() / 2 + 40;
    assertEquals(
        slice.argb()[y * slice.view().width() + x],
        saved.getRGB((int) Math.round(corner.getX()) + x, (int) Math.round(corner.getY()) + y));
  }

  @Test
  void missingBlocksAreTold() {
    test.close();
    DemoVolume holed = DemoVolume.tissue();
    holed.engine().failing(i -> i == 2 * 64 + 5 * 8 + 5);
    test = TestWindow.showing(holed);
    Fx.run(() -> pictures(test).save(source()));
    Window dialog = test.dialog();
    Fx.await(
        "it is told",
        () ->
            says(
                dialog,
                "63 of 64 blocks are there. One block cannot be had now and will be missing from"
                    + " the picture."));
    Fx.run(dialog::hide);
  }

  @Test
  void aFileThatNobodyAgreedToReplaceStays() throws IOException {
    Files.writeString(chosen.file(), "mine");
    Fx.run(() -> pictures.save(source()));
    Window dialog = test.dialog();
    Fx.await("all blocks are there", () -> says(dialog, "All its blocks are there."));
    press(dialog, "Save…");
    Fx.await("it is told", () -> !told.isEmpty());
    Fx.run(dialog::hide);
    assertEquals("mine", Files.readString(chosen.file()));
    assertTrue(told.getFirst().contains("exists already"), told::toString);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(chosen.file()), files.toList());
    }
  }

  @Test
  void copyingPutsThePaneOnTheClipboard() {
    Fx.run(() -> pictures.copy(source()));
    Fx.await("it is told", () -> !told.isEmpty());
    assertTrue(told.getFirst().startsWith("Copied a picture of"), told::toString);
    int width = Fx.call(() -> (int) Clipboard.getSystemClipboard().getImage().getWidth());
    assertEquals(Fx.call(() -> test.pane(0).view().width()), width);
  }
}
