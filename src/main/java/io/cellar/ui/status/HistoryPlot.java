package io.cellar.ui.status;

import io.cellar.ui.words.Words;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * A small plot of the last minutes: the first figure as an area, a second one as a line above it.
 * The newest sample is at the right. Its colours come from the stylesheet. JavaFX thread.
 */
final class HistoryPlot extends Region {
  private static final StyleablePropertyFactory<HistoryPlot> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<HistoryPlot, Color> TEXT =
      CSS.createColorCssMetaData("-plot-text", p -> p.text, Color.GRAY, false);
  private static final CssMetaData<HistoryPlot, Color> GRID =
      CSS.createColorCssMetaData("-plot-grid", p -> p.grid, Color.GRAY, false);
  private static final Color AREA = Color.web("#2a9187", 0.45);
  private static final Color EDGE = Color.web("#2a9187");
  private static final Color SECOND = Color.web("#c77d0a");
  private static final double HEAD = 15;
  private static final double FOOT = 14;

  private final Canvas canvas = new Canvas();
  private final History history;
  private final int[] figures;
  private final double least;
  private final DoubleFunction<String> format;
  private final StyleableObjectProperty<Color> text = colour("-plot-text", TEXT);
  private final StyleableObjectProperty<Color> grid = colour("-plot-grid", GRID);

  /**
   * A plot.
   *
   * @param figures of the history, one or two
   * @param least top of the axis at the least
   * @param format writes a value of the axis
   */
  HistoryPlot(
      String accessibleKey,
      History history,
      int[] figures,
      double least,
      DoubleFunction<String> format) {
    this.history = history;
    this.figures = figures.clone();
    this.least = least;
    this.format = format;
    getStyleClass().add("history-plot");
    setAccessibleText(Words.of(accessibleKey));
    getChildren().add(canvas);
    setPrefSize(210, 92);
    setMinSize(150, 70);
  }

  private StyleableObjectProperty<Color> colour(String name, CssMetaData<HistoryPlot, Color> css) {
    return new StyleableObjectProperty<>(Color.GRAY) {
      @Override
      public Object getBean() {
        return HistoryPlot.this;
      }

      @Override
      public String getName() {
        return name;
      }

      @Override
      public CssMetaData<HistoryPlot, Color> getCssMetaData() {
        return css;
      }

      @Override
      protected void invalidated() {
        draw();
      }
    };
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return CSS.getCssMetaData();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  /** Draws the history anew. */
  void draw() {
    double top = top(Math.max(max(0), max(figures.length - 1)), least);
    GraphicsContext g = canvas.getGraphicsContext2D();
    double w = canvas.getWidth();
    double base = Math.floor(canvas.getHeight() - FOOT) + 0.5;
    g.clearRect(0, 0, w, canvas.getHeight());
    g.setLineWidth(1);
    g.setStroke(grid.get());
    g.strokeLine(0, base, w, base);
    g.strokeLine(0, HEAD + 0.5, w, HEAD + 0.5);
    area(g, top, base);
    if (figures.length > 1) {
      line(g, figures[1], top, base, SECOND);
    }
    words(g, top, base);
  }

  private double max(int n) {
    return history.max(figures[n]);
  }

  private void words(GraphicsContext g, double top, double base) {
    g.setFont(Font.font(10.5));
    g.setFill(text.get());
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(format.apply(top), 0, HEAD / 2);
    g.fillText(Words.of("plot.ago", Math.round(history.capacity() / 60.0)), 0, base + FOOT / 2 + 1);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(Words.of("plot.now"), canvas.getWidth(), base + FOOT / 2 + 1);
  }

  private double x(int age) {
    return canvas.getWidth() * (1 - (double) age / (history.capacity() - 1));
  }

  private static double y(double value, double top, double base) {
    return base - Math.min(1, value / top) * (base - HEAD);
  }

  private void area(GraphicsContext g, double top, double base) {
    int n = history.size();
    double[] xs = new double[n + 2];
    double[] ys = new double[n + 2];
    for (int age = 0; age < n; age++) {
      double value = history.at(figures[0], age);
      xs[age] = x(age);
      ys[age] = y(Double.isNaN(value) ? 0 : value, top, base);
    }
    if (n > 1) {
      xs[n] = xs[n - 1];
      ys[n] = base;
      xs[n + 1] = xs[0];
      ys[n + 1] = base;
      g.setFill(AREA);
      g.fillPolygon(xs, ys, n + 2);
      line(g, figures[0], top, base, EDGE);
    }
  }

  /** A line that is broken where nothing is known. */
  private void line(GraphicsContext g, int figure, double top, double base, Color color) {
    g.setStroke(color);
    g.setLineWidth(1.3);
    for (int age = 0; age + 1 < history.size(); age++) {
      double now = history.at(figure, age);
      double before = history.at(figure, age + 1);
      if (!Double.isNaN(now) && !Double.isNaN(before)) {
        g.strokeLine(x(age), y(now, top, base), x(age + 1), y(before, top, base));
      }
    }
  }

  /**
   * Where the top of the axis is, so that it does not jump at each sample: the least of 1, 2, 5
   * times a power of ten that is not below a value.
   *
   * @param least what the top is at the least, positive
   */
  static double top(double value, double least) {
    double wanted = Math.max(value, least);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    // Powers of ten below one are not exact; a hair's breadth above a step counts as the step.
    double factor = wanted / power * (1 - 1e-9);
    return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
  }
}
