package io.cellar.ui.coverage;

import io.cellar.ui.pane.Navigator;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.util.Duration;

/**
 * A slider for the position along an axis whose track shows what is cached there: the higher the
 * bar, the larger the share of the blocks in view. A bar of full height means all of them. JavaFX
 * thread.
 */
public final class CoverageSlider extends Region {
  /** Width of the thumb, as in the stylesheet: its middle does not reach the ends of the track. */
  private static final double THUMB = 7;

  private static final double TRACK = 10;
  private static final double HEIGHT = 16;
  private static final Color BAR = Color.web("#2a9187");

  private final Slider slider = new Slider();
  private final Region well = new Region();
  private final Canvas bars = new Canvas();
  private final ObservableValue<StripSamples> strip;
  private final Tooltip tip = new Tooltip();

  /**
   * A slider from 0 to the last voxel of the strip's axis.
   *
   * @param strip what is cached along the axis
   */
  private CoverageSlider(ObservableValue<StripSamples> strip) {
    this.strip = strip;
    long last = strip.getValue().size() - 1;
    String letter = String.valueOf(strip.getValue().axis().letter());
    getStyleClass().add("coverage-slider");
    well.getStyleClass().add("coverage-well");
    well.setMouseTransparent(true);
    bars.setMouseTransparent(true);
    slider.setMax((double) Math.max(1, last));
    slider.setDisable(last == 0);
    slider.setBlockIncrement(1);
    slider.setAccessibleText(Words.of("position.slider", letter));
    tip.setShowDelay(Duration.millis(300));
    slider.setTooltip(tip);
    slider.addEventHandler(MouseEvent.MOUSE_MOVED, e -> tell(e.getX()));
    slider.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> tell(e.getX()));
    getChildren().addAll(well, bars, slider);
    setMinSize(40, HEIGHT);
    setPrefSize(60, HEIGHT);
    setMaxSize(Double.MAX_VALUE, HEIGHT);
    strip.addListener((o, was, is) -> draw());
    tell(0);
  }

  /** A slider that moves the crosshair along the axis, and moves with it. */
  public static CoverageSlider of(Navigator navigator, ObservableValue<StripSamples> strip) {
    CoverageSlider made = new CoverageSlider(strip);
    made.follow(navigator);
    return made;
  }

  private void follow(Navigator navigator) {
    Axis axis = strip.getValue().axis();
    slider.setValue((double) navigator.state().position(axis));
    navigator.stateProperty().addListener((o, was, is) -> show(is.position(axis)));
    slider
        .valueProperty()
        .addListener((o, was, is) -> go(navigator, axis, Math.round(is.doubleValue())));
    slider.setOnScroll(
        e -> {
          double delta = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
          navigator.follow(s -> s.step(axis, (long) Math.signum(delta)));
          e.consume();
        });
  }

  private void show(long position) {
    if (Math.round(slider.getValue()) != position) {
      slider.setValue((double) position);
    }
  }

  private static void go(Navigator navigator, Axis axis, long voxel) {
    if (navigator.state().position(axis) != voxel) {
      navigator.follow(s -> s.at(axis, voxel));
    }
  }

  private void tell(double x) {
    StripSamples samples = strip.getValue();
    double share = (x - THUMB / 2) / Math.max(1, slider.getWidth() - THUMB);
    long at = Math.round(Math.clamp(share, 0, 1) * slider.getMax());
    Tally tally = samples.at(at);
    String place = samples.axis().letter() + " " + Figures.count(at);
    tip.setText(
        tally.all() == 0 ? place : Words.of("strip.tip", place, tally.percent(), tally.all()));
  }

  @Override
  protected void layoutChildren() {
    double top = Math.floor((getHeight() - TRACK) / 2);
    slider.resizeRelocate(0, 0, getWidth(), getHeight());
    double inset = Math.floor(THUMB / 2);
    well.resizeRelocate(inset - 1, top, Math.max(0, getWidth() - 2 * inset + 2), TRACK);
    bars.setWidth(Math.max(0, getWidth() - 2 * inset));
    bars.setHeight(TRACK - 2);
    bars.relocate(inset, top + 1);
    draw();
  }

  private void draw() {
    GraphicsContext g = bars.getGraphicsContext2D();
    double width = bars.getWidth();
    double height = bars.getHeight();
    g.clearRect(0, 0, width, height);
    StripSamples samples = strip.getValue();
    long[] starts = samples.starts();
    g.setFill(BAR);
    for (int k = 0; k < starts.length; k++) {
      double bar = bar(samples.tallies()[k].share(), height);
      long stop = k + 1 < starts.length ? starts[k + 1] : samples.size();
      double left = Math.floor((double) starts[k] / samples.size() * width);
      double right = Math.max(left + 1, Math.floor((double) stop / samples.size() * width));
      g.fillRect(left, height - bar, right - left, bar);
    }
  }

  /** Something is never drawn as nothing, and not all never as all. */
  private static double bar(double share, double height) {
    if (share <= 0 || share >= 1) {
      return share <= 0 ? 0 : height;
    }
    return Math.max(1, Math.min(height - 1, Math.rint(share * height)));
  }
}
