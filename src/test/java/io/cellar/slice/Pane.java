package io.cellar.slice;

import io.cellar.cell.CellCache;
import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;

/** A pane on a {@link TestVolume}, ready to render. */
final class Pane implements AutoCloseable {
  final TestVolume volume;
  final FakeEngine engine;
  final CellCache memory;
  final VolatileCells cells;
  final SliceRenderer renderer;
  long nanos;

  Pane(TestVolume volume, FakeEngine engine) {
    this(volume, engine, 64 << 20, SlicePlanes.MOST_BYTES);
  }

  Pane(TestVolume volume, FakeEngine engine, long cellBytes, long planeBytes) {
    this.volume = volume;
    this.engine = engine;
    this.memory = new CellCache(cellBytes);
    this.cells = new VolatileCells(FakeEngine.source(engine, volume, memory));
    this.renderer =
        new SliceRenderer(cells, volume.description(), new SlicePlanes(planeBytes), () -> nanos);
  }

  SlicePicture render(SliceView view, Display display) {
    return renderer.render(view, display, () -> false).orElseThrow();
  }

  SlicePicture render(SliceView view) {
    return render(view, Display.of(volume.description()));
  }

  /** A view of the whole plane at one pixel a voxel, times a zoom. */
  SliceView whole(Axis h, Axis v, double zoom) {
    long[] shape = volume.geometry().viewShape();
    long width = shape[volume.geometry().axes().indexOf(h)];
    long height = shape[volume.geometry().axes().indexOf(v)];
    return new SliceView(
        h,
        v,
        new long[shape.length],
        width / 2.0,
        height / 2.0,
        zoom,
        (int) Math.ceil(width * zoom),
        (int) Math.ceil(height * zoom));
  }

  @Override
  public void close() {
    renderer.close();
    cells.close();
  }
}
