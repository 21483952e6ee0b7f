package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.LevelShape;
import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.slice.geometry.VisibleBlocks.VisibleBlock;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how long frames take, and writes pictures of all block states to look at. */
@Tag("frames")
class FramesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  /** Blobs and membranes, so that a picture looks like one. */
  private static final class SmoothVolume extends TestVolume {
    SmoothVolume(ArrayGeometry local) {
      super(local);
    }

    @Override
    public long bits(long... zyx) {
      double z = zyx[0] / 9.0;
      double y = zyx[1] / 31.0;
      double x = zyx[2] / 37.0;
      double cells =
          Math.sin(x + Math.sin(y * 0.7 + z)) + Math.sin(y * 1.3 + Math.cos(x * 0.8 - z));
      double membrane = Math.exp(-12 * cells * cells);
      double grain = (super.bits(zyx) & 31) - 16;
      return Math.clamp(Math.round(165 + 18 * cells - 120 * membrane + grain * 0.6), 0, 255);
    }
  }

  private static TestVolume smooth(DType dtype) {
    long[] shape = {64, 1280, 2048};
    return new SmoothVolume(
        TestVolume.whole("zyx", dtype, shape, new long[] {32, 256, 256}).geometry());
  }

  private static void write(SlicePicture picture, String name) throws IOException {
    int w = picture.view().width();
    int h = picture.view().height();
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, w, h, picture.argb(), 0, w);
    Files.createDirectories(FOLDER);
    assertTrue(ImageIO.write(image, "png", FOLDER.resolve(name + ".png").toFile()));
  }

  @Test
  void statesToLookAt() throws IOException {
    TestVolume volume = smooth(DType.UINT8);
    FakeEngine engine = FakeEngine.byHand(volume);
    try (Pane pane = new Pane(volume, engine)) {
      SliceView view =
          new SliceView(Axis.X, Axis.Y, new long[] {16, 0, 0}, 960, 620, 0.75, 1240, 860);
      pane.render(view);
      List<BlockState> states =
          List.of(
              BlockState.QUEUED,
              new BlockState.Downloading(0.4),
              BlockState.NOT_CACHED,
              BlockState.ABSENT,
              new BlockState.Failed("503", 5, Optional.empty()));
      for (long index = 0; index < 40; index++) {
        long column = index % 8;
        long row = index / 8;
        if (column >= 1 && column <= 5 && row >= 1 && row <= 3) {
          engine.state(index, states.get((int) ((column - 1 + row) % states.size())));
        } else {
          engine.deliver(index);
        }
      }
      Display display = Display.of(volume.description()).withRange(new ValueRange(20, 220));
      for (boolean dark : new boolean[] {true, false}) {
        for (boolean blocks : new boolean[] {true, false}) {
          SlicePicture picture = pane.render(view, display.withDark(dark).withShowBlocks(blocks));
          write(picture, (dark ? "dark" : "light") + (blocks ? "-blocks" : ""));
        }
      }
      for (ColorMap map : ColorMap.values()) {
        SliceView small =
            new SliceView(Axis.X, Axis.Y, new long[] {16, 0, 0}, 1700, 800, 0.75, 420, 300);
        write(pane.render(small, display.withMap(map)), "map-" + map.name().toLowerCase());
      }
    }
  }

  @Test
  void fullScreens() {
    for (DType dtype : List.of(DType.UINT8, DType.UINT16, DType.FLOAT32, DType.UINT64)) {
      TestVolume volume =
          TestVolume.whole("zyx", dtype, new long[] {1100, 1100, 1940}, new long[] {32, 256, 256});
      FakeEngine engine = FakeEngine.byHand(volume);
      try (Pane pane = new Pane(volume, engine)) {
        for (double zoom : new double[] {1, 4, 16, 1.5, 0.5}) {
          time(pane, engine, dtype, Axis.X, Axis.Y, zoom, false);
        }
        time(pane, engine, dtype, Axis.X, Axis.Y, 1.5, true);
        time(pane, engine, dtype, Axis.X, Axis.Y, 4, true);
        time(pane, engine, dtype, Axis.X, Axis.Z, 1, false);
        time(pane, engine, dtype, Axis.Z, Axis.Y, 1, false);
      }
    }
  }

  @Test
  void millionsOfBlocks() {
    TestVolume volume =
        TestVolume.whole(
            "zyx", DType.UINT8, new long[] {64, 69120, 122880}, new long[] {64, 64, 64});
    FakeEngine engine = FakeEngine.byHand(volume);
    try (Pane pane = new Pane(volume, engine)) {
      for (double zoom : new double[] {1 / 64.0, 1 / 16.0}) {
        SliceView view =
            new SliceView(Axis.X, Axis.Y, new long[] {40, 0, 0}, 61440, 34560, zoom, 1920, 1080);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] times = new long[10];
        for (int i = 0; i < times.length; i++) {
          long start = threads.getCurrentThreadCpuTime();
          SlicePicture picture = pane.render(view);
          times[i] = threads.getCurrentThreadCpuTime() - start;
          assertTrue(picture.overLimit());
        }
        Arrays.sort(times);
        System.out.printf(
            "frame 1920x1080 of %d blocks, none cached: median %.1f ms%n",
            VisibleBlocks.of(volume.geometry(), view).count(), times[5] / 1e6);
      }
    }
  }

  private static void time(
      Pane pane, FakeEngine engine, DType dtype, Axis h, Axis v, double zoom, boolean smooth) {
    SliceView view = new SliceView(h, v, new long[] {40, 500, 900}, 540, 550, zoom, 1920, 1080);
    if (pane.volume.geometry().axes().indexOf(h) == 2) {
      view = new SliceView(h, v, new long[] {40, 500, 900}, 970, 550, zoom, 1920, 1080);
    }
    pane.render(view);
    VisibleBlocks visible = VisibleBlocks.of(pane.volume.geometry(), view);
    SliceGeometry geometry = new SliceGeometry(LevelShape.finest(pane.volume.geometry()), view);
    for (VisibleBlock block : visible.nearest(view.centerH(), view.centerV(), 1 << 16)) {
      int width = geometry.spanH().size(block.blockH());
      int height = geometry.spanV().size(block.blockV());
      Object values = dtype.newArray(width * height);
      pane.renderer
          .planes()
          .put(
              geometry.key(block.blockH(), block.blockV()),
              new SlicePlane(dtype, values, width, height));
    }
    Display display = Display.of(pane.volume.description()).withSmooth(smooth);
    // Time on the processor: what else the machine does is none of the renderer's business.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] times = new long[60];
    for (int i = 0; i < times.length; i++) {
      long start = threads.getCurrentThreadCpuTime();
      SlicePicture picture = pane.render(view, display);
      times[i] = threads.getCurrentThreadCpuTime() - start;
      assertEquals(visible.count(), picture.shown());
      pane.renderer.reuse(picture.argb());
    }
    Arrays.sort(times);
    System.out.printf(
        "frame 1920x1080 %-8s %s%s zoom %-4s %-6s %4d blocks: median %5.2f ms, 90 %% %5.2f ms%n",
        dtype.numpyName(),
        h.letter(),
        v.letter(),
        zoom,
        smooth ? "smooth" : "",
        visible.count(),
        times[30] / 1e6,
        times[54] / 1e6);
  }
}
