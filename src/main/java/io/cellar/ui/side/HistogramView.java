package io.cellar.ui.side;

import io.cellar.slice.Histogram;
import io.cellar.volume.ValueRange;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * Draws how often values occur, on a logarithmic scale so that rare ones are seen, with the display
 * range over it. JavaFX thread.
 */
final class HistogramView extends Region {
  private static final double HEIGHT = 72;

  private final Canvas canvas = new Canvas();
  private Optional<Histogram> histogram = Optional.empty();
  private ValueRange ends = new ValueRange(0, 1);
  private ValueRange range = new ValueRange(0, 1);
  private boolean dark = true;

  HistogramView() {
    getStyleClass().add("histogram");
    getChildren().add(canvas);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
  }

  /**
   * Shows values.
   *
   * @param newEnds the values at the left and at the right edge
   * @param newRange the display range
   */
  void show(Optional<Histogram> values, ValueRange newEnds, ValueRange newRange, boolean isDark) {
    histogram = values;
    ends = newEnds;
    range = newRange;
    dark = isDark;
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double w = canvas.getWidth();
    double h = canvas.getHeight();
    g.clearRect(0, 0, w, h);
    double low = x(range.min());
    double high = x(range.max());
    g.setFill(dark ? Color.color(1, 1, 1, 0.07) : Color.color(0, 0, 0, 0.06));
    g.fillRect(low, 0, Math.max(1, high - low), h);
    histogram.ifPresent(values -> bars(g, values, h));
    g.setStroke(dark ? Color.web("#8ab4f8") : Color.web("#1a66cc"));
    g.setLineWidth(1);
    g.strokeLine(Math.floor(low) + 0.5, 0, Math.floor(low) + 0.5, h);
    g.strokeLine(Math.ceil(high) - 0.5, 0, Math.ceil(high) - 0.5, h);
  }

  private void bars(GraphicsContext g, Histogram values, double h) {
    long[] counts = values.counts();
    double most = Math.log1p(Arrays.stream(counts).max().orElse(1));
    double min = values.range().min();
    double span = Math.max(1e-300, values.range().max() - min);
    g.setFill(dark ? Color.web("#9aa4b2") : Color.web("#6b7684"));
    for (int x = 0; x < canvas.getWidth(); x++) {
      double share = (value(x + 0.5) - min) / span;
      if (share >= 0 && share <= 1) {
        int bin = Math.min(counts.length - 1, (int) (share * counts.length));
        double height = counts[bin] == 0 ? 0 : Math.log1p(counts[bin]) / most * (h - 3) + 1;
        g.fillRect(x, h - height, 1, height);
      }
    }
  }

  private double value(double x) {
    return ends.min() + x / Math.max(1, canvas.getWidth()) * (ends.max() - ends.min());
  }

  private double x(double value) {
    double share = (value - ends.min()) / Math.max(1e-300, ends.max() - ends.min());
    return Math.max(0, Math.min(1, share)) * canvas.getWidth();
  }

  @Override
  protected void layoutChildren() {
    canvas.setLayoutX(snappedLeftInset());
    canvas.setLayoutY(snappedTopInset());
    canvas.setWidth(Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()));
    canvas.setHeight(Math.max(0, getHeight() - snappedTopInset() - snappedBottomInset()));
    draw();
  }
}
