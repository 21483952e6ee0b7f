package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.Ball.Grid;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ball in volumes whose levels have real factors and do not begin at the same place, written as
 * each format tells such levels. Whatever level is drawn, the pixels show it at the same place and
 * of the same size.
 */
class SphereTest {
  private static final Ball BALL = new Ball(new double[] {31.3, 34.8, 36.4}, 22.7);
  private static final long[] SHAPE = {64, 70, 75};
  private static final int CHUNK = 24;
  private static final double NEAR = 0.15;

  /** Pictures of a slice, each moved by another part of a pixel along both axes. */
  private static final int PHASES = 96;

  /** Has no factor in common with their number, so that both axes get all parts. */
  private static final int STEP = 37;

  @TempDir Path folder;

  private static double[] ones() {
    return new double[] {1, 1, 1};
  }

  /** Reaches as far as the finest one, rounded up. */
  private static Grid grid(double[] factor, double... offset) {
    long[] shape = new long[3];
    for (int d = 0; d < 3; d++) {
      shape[d] = (long) Math.ceil((SHAPE[d] - offset[d]) / factor[d] - 1e-9);
    }
    return new Grid(shape, factor, offset);
  }

  private static List<Grid> shifted() {
    return List.of(
        grid(ones(), 0, 0, 0),
        grid(new double[] {1.5, 2.357, 2.357}, 0.6, -1.1, 1.9),
        grid(new double[] {3.1, 5.5554, 5.5554}, -1.4, 2.9, -3.3));
  }

  /** Where the ball is seen in a slice and how large: along h, along v, radius. */
  private record Seen(double h, double v, double radius) {}

  /** A slice through the middle: the mean of pictures that are moved by parts of a pixel. */
  private static Seen seen(OpenedVolume opened, Axis h, Axis v, Grid grid, int level)
      throws InterruptedException {
    int dh = "zyx".indexOf(h.letter());
    int dv = "zyx".indexOf(v.letter());
    long[] position = Arrays.stream(BALL.middle()).mapToLong(c -> (long) c).toArray();
    double pixelH = grid.factor()[dh];
    double pixelV = grid.factor()[dv];
    int width = (int) Math.ceil(100 / pixelH);
    int height = (int) Math.ceil(100 / pixelV);
    double sum = 0;
    double sumH = 0;
    double sumV = 0;
    for (int n = 0; n < PHASES; n++) {
      SliceView view =
          new SliceView(
              h,
              v,
              position,
              35 + (n + 0.5) / PHASES * pixelH,
              35 + (n * STEP % PHASES + 0.5) / PHASES * pixelV,
              1 / pixelH,
              1 / pixelV,
              width,
              height);
      SlicePicture picture = opened.picture(view, opened.display());
      assertEquals(level, picture.level().number());
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double hit = view.coordinateH(x);
          double down = view.coordinateV(y);
          if (hit >= 0 && down >= 0 && hit < SHAPE[dh] && down < SHAPE[dv]) {
            int grey = picture.argb()[y * width + x] & 0xff;
            sum += grey;
            sumH += grey * hit;
            sumV += grey * down;
          }
        }
      }
    }
    double area = sum * pixelH * pixelV / Ball.VALUE / PHASES;
    return new Seen(sumH / sum, sumV / sum, Math.sqrt(area / Math.PI));
  }

  private void assertSameBallAtEveryLevel(Path volume, List<Grid> grids) throws Exception {
    Axis[][] panes = {{Axis.X, Axis.Y}, {Axis.X, Axis.Z}, {Axis.Z, Axis.Y}};
    try (OpenedVolume opened = new OpenedVolume(folder.resolve("home"), volume.toString())) {
      assertEquals(grids.size(), opened.volume.levels().size(), opened.volume.notes().toString());
      for (int n = 0; n < grids.size(); n++) {
        for (Axis[] pane : panes) {
          Seen seen = seen(opened, pane[0], pane[1], grids.get(n), n);
          String what =
              "level %d, %s to the right, %s down: %s"
                  .formatted(n, pane[0].letter(), pane[1].letter(), seen);
          int dh = "zyx".indexOf(pane[0].letter());
          int dv = "zyx".indexOf(pane[1].letter());
          assertEquals(BALL.middle()[dh], seen.h, NEAR, what);
          assertEquals(BALL.middle()[dv], seen.v, NEAR, what);
          // A thick slice holds circles from the largest one to that at its far side.
          double thick = grids.get(n).factor()[3 - dh - dv];
          double least = Math.sqrt(BALL.radius() * BALL.radius() - thick * thick);
          assertTrue(seen.radius <= BALL.radius() + NEAR && seen.radius >= least - NEAR, what);
        }
      }
    }
  }

  private interface ChunkFile {
    /** Writes a chunk; its position, first voxel and shape are given zyx, the shape clipped. */
    void write(long[] position, long[] start, long[] clipped) throws IOException;
  }

  private static void forEachChunk(Grid grid, ChunkFile file) throws IOException {
    long[] shape = grid.shape();
    for (long z = 0; z * CHUNK < shape[0]; z++) {
      for (long y = 0; y * CHUNK < shape[1]; y++) {
        for (long x = 0; x * CHUNK < shape[2]; x++) {
          long[] position = {z, y, x};
          long[] start = Arrays.stream(position).map(p -> p * CHUNK).toArray();
          long[] clipped =
              IntStream.range(0, 3).mapToLong(d -> Math.min(CHUNK, shape[d] - start[d])).toArray();
          file.write(position, start, clipped);
        }
      }
    }
  }

  private static String list(double... values) {
    return Arrays.toString(values);
  }

  private static double[] times(double factor, double... values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  /** Where the middle of voxel 0 lies, counted from the middle of the finest one's. */
  private static double[] middles(Grid grid) {
    return IntStream.range(0, 3)
        .mapToDouble(d -> grid.offset()[d] + (grid.factor()[d] - 1) / 2)
        .toArray();
  }

  @Test
  void omeZarrWithTranslations() throws Exception {
    List<Grid> grids = shifted();
    Path image = Files.createDirectories(folder.resolve("ball.zarr"));
    List<String> datasets = new ArrayList<>();
    for (int n = 0; n < grids.size(); n++) {
      Grid grid = grids.get(n);
      double[] translation = Arrays.stream(middles(grid)).map(m -> 1000 + 4 * m).toArray();
      datasets.add(
          """
          {"path": "%d", "coordinateTransformations": [
           {"type": "scale", "scale": %s}, {"type": "translation", "translation": %s}]}
          """
              .formatted(n, list(times(4, grid.factor())), list(translation)));
      Path level = Files.createDirectories(image.resolve("" + n));
      Files.writeString(
          level.resolve(".zarray"),
          """
          {"zarr_format": 2, "shape": %s, "chunks": [%d, %d, %d], "dtype": "|u1", "order": "C",
           "compressor": null, "fill_value": 0, "filters": null, "dimension_separator": "."}
          """
              .formatted(Arrays.toString(grid.shape()), CHUNK, CHUNK, CHUNK));
      forEachChunk(
          grid,
          (at, start, _) ->
              Files.write(
                  level.resolve(at[0] + "." + at[1] + "." + at[2]),
                  BALL.voxels(grid, start, new long[] {CHUNK, CHUNK, CHUNK})));
    }
    Files.writeString(image.resolve(".zgroup"), "{\"zarr_format\": 2}");
    String axes =
        "zyx"
            .chars()
            .mapToObj(
                a ->
                    "{\"name\": \"%c\", \"type\": \"space\", \"unit\": \"nanometer\"}".formatted(a))
            .collect(Collectors.joining(", "));
    Files.writeString(
        image.resolve(".zattrs"),
        "{\"multiscales\": [{\"version\": \"0.4\", \"axes\": [%s], \"datasets\": [%s]}]}"
            .formatted(axes, String.join(", ", datasets)));
    assertSameBallAtEveryLevel(image, grids);
  }

  @Test
  void n5WithTransforms() throws Exception {
    List<Grid> grids = shifted();
    Path image = Files.createDirectories(folder.resolve("ball.n5"));
    List<String> datasets = new ArrayList<>();
    for (int n = 0; n < grids.size(); n++) {
      Grid grid = grids.get(n);
      datasets.add(
          """
          {"path": "s%d", "transform": {"axes": ["z", "y", "x"], "units": ["nm", "nm", "nm"],
           "scale": %s, "translate": %s}}
          """
              .formatted(
                  n,
                  list(times(4, grid.factor())),
                  list(Arrays.stream(middles(grid)).map(m -> 50 + 4 * m).toArray())));
      long[] zyx = grid.shape();
      Path level = Files.createDirectories(image.resolve("s" + n));
      Files.writeString(
          level.resolve("attributes.json"),
          """
          {"dimensions": [%d, %d, %d], "blockSize": [%d, %d, %d], "dataType": "uint8",
           "compression": {"type": "raw"}}
          """
              .formatted(zyx[2], zyx[1], zyx[0], CHUNK, CHUNK, CHUNK));
      forEachChunk(
          grid,
          (at, start, clipped) -> {
            byte[] voxels = BALL.voxels(grid, start, clipped);
            ByteBuffer block = ByteBuffer.allocate(16 + voxels.length);
            block.putShort((short) 0).putShort((short) 3);
            block.putInt((int) clipped[2]).putInt((int) clipped[1]).putInt((int) clipped[0]);
            Path file = level.resolve(at[2] + "/" + at[1] + "/" + at[0]);
            Files.createDirectories(file.getParent());
            Files.write(file, block.put(voxels).array());
          });
    }
    Files.writeString(
        image.resolve("attributes.json"),
        "{\"n5\": \"2.0.0\", \"multiscales\": [{\"datasets\": [%s]}]}"
            .formatted(String.join(", ", datasets)));
    assertSameBallAtEveryLevel(image, grids);
  }

  /**
   * Offsets and sizes are whole voxels of each level.
   *
   * @param shorter by how many voxels the levels end before the finest one does
   */
  private Path precomputed(String name, List<Grid> grids, long[] offset0, double step, int shorter)
      throws IOException {
    Path image = Files.createDirectories(folder.resolve(name));
    List<String> scales = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      double f = Math.pow(step, n);
      long[] offset = Arrays.stream(offset0).map(o -> (long) Math.floor(o / f)).toArray();
      long[] size = new long[3];
      double[] shift = new double[3];
      for (int d = 0; d < 3; d++) {
        long end = (long) Math.ceil((offset0[d] + SHAPE[d]) / f - 1e-9) - (n == 0 ? 0 : shorter);
        size[d] = end - offset[d];
        shift[d] = offset[d] * f - offset0[d];
      }
      Grid grid = new Grid(size, new double[] {f, f, f}, shift);
      grids.add(grid);
      Path level = Files.createDirectories(image.resolve("s" + n));
      scales.add(
          """
          {"key": "s%d", "size": [%d, %d, %d], "voxel_offset": [%d, %d, %d], "encoding": "raw",
           "chunk_sizes": [[%d, %d, %d]], "resolution": %s}
          """
              .formatted(
                  n,
                  size[2],
                  size[1],
                  size[0],
                  offset[2],
                  offset[1],
                  offset[0],
                  CHUNK,
                  CHUNK,
                  CHUNK,
                  list(4 * f, 4 * f, 4 * f)));
      forEachChunk(
          grid,
          (_, start, clipped) -> {
            List<String> parts = new ArrayList<>();
            for (int d = 2; d >= 0; d--) {
              long from = offset[d] + start[d];
              parts.add(from + "-" + (from + clipped[d]));
            }
            Files.write(level.resolve(String.join("_", parts)), BALL.voxels(grid, start, clipped));
          });
    }
    Files.writeString(
        image.resolve("info"),
        "{\"type\": \"image\", \"data_type\": \"uint8\", \"num_channels\": 1, \"scales\": [%s]}"
            .formatted(String.join(", ", scales)));
    return image;
  }

  @Test
  void precomputedWithRoundedOffsets() throws Exception {
    List<Grid> grids = new ArrayList<>();
    Path image = precomputed("ball", grids, new long[] {13, 7, 23}, 2.35, 0);
    assertSameBallAtEveryLevel(image, grids);
  }

  @Test
  void precomputedWhoseLevelsEndEarly() throws Exception {
    List<Grid> grids = new ArrayList<>();
    Path image = precomputed("short", grids, new long[] {13, 7, 23}, 2, 1);
    assertSameBallAtEveryLevel(image, grids);
  }
}
