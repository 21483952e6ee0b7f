package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.Tier;
import io.cellar.slice.LevelsPane.Rung;
import io.cellar.slice.draw.Display;
import io.cellar.slice.draw.FrameStyle;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pane shows of a volume with several levels, and what it asks for. */
class LevelsRenderTest {
  private static final int OUTSIDE = 0xff17191c;

  /** The patterns of what is not cached and of what waits; no grey is like them. */
  private static final Set<Integer> PATTERNS = Set.of(0xff25282c, 0xff2e3136, 0xff3b3e43);

  /** The grey of a voxel of the finest level from the chosen one up whose block is in memory. */
  private static Optional<Integer> expected(LevelsPane pane, int chosen, long[] position) {
    ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
    for (Rung rung : pane.rungs.subList(chosen, pane.rungs.size())) {
      long[] voxel = rung.voxel(finest, position);
      if (rung.has(rung.block(voxel))) {
        int grey = (byte) rung.volume.voxel(voxel) & 0xff;
        return Optional.of(0xff000000 | grey << 16 | grey << 8 | grey);
      }
    }
    return Optional.empty();
  }

  private static void compare(LevelsPane pane, SliceView view, String what) {
    SlicePicture picture = pane.render(view);
    ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
    int h = finest.axes().indexOf(view.horizontal());
    int v = finest.axes().indexOf(view.vertical());
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        long[] position = view.position();
        position[h] = (long) Math.floor(view.coordinateH(x));
        position[v] = (long) Math.floor(view.coordinateV(y));
        int found = picture.argb()[y * view.width() + x];
        String where = what + " pixel " + x + "," + y + " level " + picture.level();
        if (!finest.view().contains(position)) {
          assertEquals(OUTSIDE, found, where);
          continue;
        }
        Optional<Integer> voxel = expected(pane, picture.level().number(), position);
        if (voxel.isPresent()) {
          assertEquals(Integer.toHexString(voxel.get()), Integer.toHexString(found), where);
        } else {
          assertTrue(PATTERNS.contains(found), where + " " + Integer.toHexString(found));
        }
      }
    }
  }

  @Test
  void thePictureOfANewPlaceGoesOutBeforeItsBlocksAreAskedFor() {
    LevelsPane pane =
        LevelsPane.halved(3, new long[] {16, 64, 64}, new long[] {8, 16, 16}, FakeEngine::byHand);
    Rung coarsest = pane.rungs.getLast();
    Rung finest = pane.rungs.getFirst();
    SliceView view = new SliceView(Axis.X, Axis.Y, new long[3], 32, 32, 1, 64, 64);
    Optional<SlicePicture> bare = later(pane, view);
    assertFalse(finest.engine.asked().isEmpty(), "states are seen, so it asks first");
    assertTrue(bare.orElseThrow().loading());
    for (long block : coarsest.volume.blocks()) {
      coarsest.put(block);
    }
    SliceView next = new SliceView(Axis.X, Axis.Y, new long[] {12, 0, 0}, 32, 32, 1, 64, 64);
    int before = finest.engine.asked().size();
    SlicePicture first = later(pane, next).orElseThrow();
    assertEquals(before, finest.engine.asked().size());
    assertTrue(first.loading(), "more is to come");
    List<String> again = new ArrayList<>();
    pane.renderer.onChange(() -> again.add("again"));
    pane.renderer.lookAhead(() -> true);
    assertEquals(before, finest.engine.asked().size());
    pane.renderer.lookAhead(() -> false);
    assertEquals(before + 16, finest.engine.asked().size());
    assertFalse(again.isEmpty(), "another picture follows");
    pane.renderer.lookAhead(() -> false);
    assertEquals(before + 16, finest.engine.asked().size());
    assertTrue(later(pane, next).orElseThrow().loading());
  }

  private static Optional<SlicePicture> later(LevelsPane pane, SliceView view) {
    Display display = Display.of(pane.rungs.getFirst().volume.description());
    return pane.renderer.render(
        view,
        display,
        FetchLimit.DEFAULT,
        FrameStyle.Backdrop.EMPTY,
        FrameRequests.Timing.LATER,
        () -> false);
  }

  @Test
  void everyPixelIsTheChosenLevelsVoxelOrACoarserOnes() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      try (LevelsPane pane = LevelsPane.random(random, FakeEngine::byHand)) {
        double share = random.nextDouble();
        for (Rung rung : pane.rungs) {
          for (long block : rung.volume.blocks()) {
            if (random.nextDouble() < share) {
              rung.put(block);
            }
          }
        }
        for (int views = 0; views < 3; views++) {
          SliceView view = RandomView.of(random, pane.rungs.getFirst().volume.geometry(), -4, 2);
          compare(pane, view, "seed " + seed + " step " + i);
        }
      }
    }
  }

  @Test
  void whenEverythingArrivesOnlyTheChosenLevelIsSeen() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      try (LevelsPane pane = LevelsPane.random(random, FakeEngine::atOnce)) {
        SliceView view = RandomView.of(random, pane.rungs.getFirst().volume.geometry(), -4, 2);
        compare(pane, view, "seed " + seed + " step " + i);
        SlicePicture picture = pane.render(view);
        assertTrue(
            Arrays.stream(picture.argb()).noneMatch(PATTERNS::contains),
            "seed " + seed + " step " + i);
        assertFalse(picture.loading());
      }
    }
  }

  private static SliceView middle(double zoom, long z, double x, double y) {
    return new SliceView(Axis.X, Axis.Y, new long[] {z, 0, 0}, x, y, zoom, 60, 60);
  }

  private static LevelsPane cube() {
    return LevelsPane.halved(
        4, new long[] {64, 256, 256}, new long[] {16, 16, 16}, FakeEngine::byHand);
  }

  @Test
  void theCoarsestAndTheChosenLevelAreAskedForTheCoarsestFirst() {
    try (LevelsPane pane = cube()) {
      assertEquals(1, pane.render(middle(0.5, 20, 128, 128)).level().number());
      assertEquals(List.of(), pane.rungs.get(0).engine.asked());
      assertFalse(pane.rungs.get(1).engine.asked().isEmpty());
      assertEquals(List.of(), pane.rungs.get(2).engine.asked());
      assertFalse(pane.rungs.get(3).engine.asked().isEmpty());
      FakeEngine.Asked fine = pane.rungs.get(1).engine.asked().getFirst();
      FakeEngine.Asked coarse = pane.rungs.get(3).engine.asked().getLast();
      assertEquals(Tier.VISIBLE, coarse.priority().tier());
      assertTrue(coarse.priority().compareTo(fine.priority()) < 0);
    }
  }

  @Test
  void aJumpShowsCoarseVoxelsInTheNextFrame() {
    try (LevelsPane pane = cube()) {
      Rung coarsest = pane.rungs.get(3);
      for (long block : coarsest.volume.blocks()) {
        coarsest.put(block);
      }
      SliceView there = middle(1, 50, 200, 40);
      SlicePicture picture = pane.render(there);
      assertEquals(0, picture.level().number());
      assertEquals(0, picture.shown());
      compare(pane, there, "jump");
      for (int argb : picture.argb()) {
        assertEquals(argb & 0xff, argb >> 8 & 0xff, "a pattern is seen");
      }
    }
  }

  @Test
  void whatArrivesReplacesWhatStandsIn() {
    try (LevelsPane pane = cube()) {
      SliceView view = middle(1, 3, 32, 32);
      pane.render(view);
      Rung coarsest = pane.rungs.get(3);
      Rung finest = pane.rungs.getFirst();
      int[] changes = new int[1];
      pane.renderer.onChange(() -> changes[0]++);
      coarsest.engine.askedBlocks().forEach(coarsest.engine::deliver);
      assertTrue(changes[0] > 0);
      compare(pane, view, "coarse");
      finest.engine.askedBlocks().stream().distinct().forEach(finest.engine::deliver);
      compare(pane, view, "fine");
      SlicePicture picture = pane.render(view);
      assertEquals(picture.blocks(), picture.shown());
    }
  }

  @Test
  void progressThatIsNotSeenPaintsNothing() {
    try (LevelsPane pane = cube()) {
      Rung coarsest = pane.rungs.get(3);
      for (long block : coarsest.volume.blocks()) {
        coarsest.put(block);
      }
      pane.render(middle(1, 3, 32, 32));
      FakeEngine engine = pane.rungs.getFirst().engine;
      long block = engine.askedBlocks().getFirst();
      int[] changes = new int[1];
      pane.renderer.onChange(() -> changes[0]++);
      engine.state(block, new BlockState.Downloading(0.3));
      assertEquals(0, changes[0]);
      SlicePicture picture = pane.render(middle(1, 3, 32, 32));
      assertTrue(picture.loading());
      assertFalse(picture.downloading());
      engine.state(block, new BlockState.Failed("503", 1, Optional.empty()));
      assertTrue(changes[0] > 0);
      picture = pane.render(middle(1, 3, 32, 32));
      assertEquals(1, picture.failed());
    }
  }

  @Test
  void betweenTwoTriesAPictureIsNotComplete() {
    try (LevelsPane pane = cube()) {
      pane.render(middle(1, 3, 32, 32));
      Rung finest = pane.rungs.getFirst();
      long block = finest.engine.askedBlocks().getFirst();
      for (long other : finest.engine.askedBlocks()) {
        if (other != block) {
          finest.engine.deliver(other);
        }
      }
      finest.engine.state(block, new BlockState.Failed("503", 1, Optional.of(Instant.MAX)));
      SlicePicture picture = pane.render(middle(1, 3, 32, 32));
      assertEquals(1, picture.failed());
      assertTrue(picture.loading());
      finest.engine.failing(block, Reason.FAILED).deliver(block);
      picture = pane.render(middle(1, 3, 32, 32));
      assertEquals(1, picture.failed());
      assertFalse(picture.loading());
    }
  }

  @Test
  void aProbeTellsOfTheShownLevelAndReadsWhatStandsIn() {
    long seed = 77;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      try (LevelsPane pane = LevelsPane.random(random, FakeEngine::byHand)) {
        for (Rung rung : pane.rungs) {
          for (long block : rung.volume.blocks()) {
            if (random.nextBoolean()) {
              rung.put(block);
            }
          }
        }
        ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
        SlicePicture picture = pane.render(RandomView.of(random, finest, -4, 2));
        VoxelProbe probe = new VoxelProbe(pane.renderer);
        long[] position =
            Arrays.stream(finest.viewShape()).map(n -> random.nextInt((int) n)).toArray();
        Rung shown = pane.rungs.get(picture.level().number());
        String what = "seed " + seed + " step " + i;
        assertEquals(
            shown.block(shown.voxel(finest, position)),
            probe.block(position).orElseThrow().index(),
            what);
        assertEquals(
            expected(pane, picture.level().number(), position).map(argb -> (long) (argb & 0xff)),
            probe.value(position).map(Number::longValue),
            what);
      }
    }
  }

  @Test
  void contrastComesFromTheLevelOfWhichMostIsThere() {
    try (LevelsPane pane = cube()) {
      SliceView view = middle(1, 3, 32, 32);
      pane.render(view);
      AutoContrast contrast = new AutoContrast(pane.renderer);
      assertEquals(Optional.empty(), contrast.histogram(view, 8));
      Rung coarsest = pane.rungs.get(3);
      coarsest.engine.askedBlocks().forEach(coarsest.engine::deliver);
      assertNotEquals(Optional.empty(), contrast.histogram(view, 8));
    }
  }
}
