package io.cellar.ui.status;

import io.cellar.cell.CacheStats;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Latency;
import io.cellar.engine.Measures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** All figures of the engine and the cache, in columns, and plots of the last minutes. */
public final class StatisticsPanel extends ScrollPane {
  /** Most height it takes from the panes; the rest is scrolled to. */
  private static final double HIGHEST = 290;

  /** Width of a column, the same for all, so that they stand in line. */
  private static final double TILE = 226;

  /** Most of the window's height. */
  private static final double SHARE = 0.35;

  /** Top of the rate's axis at the least, bytes per second. */
  private static final double LEAST_RATE = 1e6;

  /** Top of the latency's axis at the least, seconds. */
  private static final double LEAST_LATENCY = 0.01;

  private final StatSampler sampler = new StatSampler();
  private final EngineColumns engine = new EngineColumns();
  private final CacheColumns cache = new CacheColumns();
  private final HistoryPlot rate =
      new HistoryPlot(
          "plot.rate", sampler.history(), new int[] {StatSampler.RATE}, LEAST_RATE, Figures::rate);
  private final HistoryPlot latency =
      new HistoryPlot(
          "plot.latency",
          sampler.history(),
          new int[] {StatSampler.MEDIAN, StatSampler.P95},
          LEAST_LATENCY,
          Figures::seconds);
  private final TilePane tiles = new TilePane();

  public StatisticsPanel() {
    getStyleClass().addAll("statistics", "edge-to-edge");
    tiles.getStyleClass().add("statistics-columns");
    tiles
        .getChildren()
        .addAll(
            new VBox(2, heading("plot.rate"), rate), new VBox(2, heading("plot.latency"), latency));
    tiles.getChildren().addAll(engine.columns());
    tiles.getChildren().addAll(cache.columns());
    tiles.setPrefTileWidth(TILE);
    tiles.setTileAlignment(Pos.TOP_LEFT);
    setContent(tiles);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setAccessibleText(Words.of("menu.statistics"));
  }

  @Override
  protected double computePrefHeight(double width) {
    double across = width > 0 ? width : getWidth();
    double window = getScene() == null ? HIGHEST : SHARE * getScene().getHeight();
    return Math.min(Math.min(HIGHEST, window), Math.ceil(tiles.prefHeight(across)) + 1);
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  /** Notes what the plots show; to be called often, whether the panel is seen or not. */
  public void sample(EngineStats stats, WindowActions actions) {
    boolean taken = sampler.look(System.nanoTime(), stats, actions::measures);
    if (taken && isVisible()) {
      rate.draw();
      latency.draw();
    }
  }

  /** True while the plots move though nothing happens: what is in them grows old. */
  public boolean isMoving() {
    return isVisible() && sampler.history().max(StatSampler.RATE) > 0;
  }

  /** Writes the figures anew. */
  public void figures(EngineStats stats, CacheStats memory, Optional<OpenVolume> volume) {
    Measures measures = sampler.measures();
    engine.figures(stats, measures);
    cache.figures(stats, memory, measures, volume);
  }

  /** A heading for screen readers and people alike. */
  static Label heading(String key) {
    return Controls.label(Words.of(key), "stats-heading");
  }

  /** Notes rate and latency once a second, for the plots. Toolkit-free; for one thread. */
  private static final class StatSampler {
    static final int RATE = 0;
    static final int MEDIAN = 1;
    static final int P95 = 2;
    private static final int FIGURES = 3;
    private static final int SECONDS = 240;

    private final History history = new History(FIGURES, SECONDS);
    private Measures newest = Measures.NONE;
    private long last;
    private boolean begun;

    History history() {
      return history;
    }

    /** What was measured at the last sample. */
    Measures measures() {
      return newest;
    }

    /**
     * Takes a sample when the last one is a second old.
     *
     * @param nanos now
     * @param measures asked for when a sample is taken
     * @return whether one was taken
     */
    boolean look(long nanos, EngineStats stats, Supplier<Measures> measures) {
      if (begun && nanos - last < TimeUnit.SECONDS.toNanos(1)) {
        return false;
      }
      // The beat is kept even if a frame came late. What was missed was as before if something
      // still comes; else nobody looked because nothing came.
      long missed = begun ? TimeUnit.NANOSECONDS.toSeconds(nanos - last) - 1 : 0;
      boolean same = begun && history.at(RATE, 0) > 0 && stats.bytesPerSecond() > 0;
      for (long n = Math.min(missed, SECONDS); n > 0; n--) {
        history.add(
            same ? history.at(RATE, 0) : 0,
            same ? history.at(MEDIAN, 0) : Double.NaN,
            same ? history.at(P95, 0) : Double.NaN);
      }
      last = begun ? last + TimeUnit.SECONDS.toNanos(missed + 1) : nanos;
      begun = true;
      newest = measures.get();
      Latency latency = newest.latency();
      boolean known = latency.requests() > 0;
      history.add(
          stats.bytesPerSecond(),
          known ? latency.median() : Double.NaN,
          known ? latency.p95() : Double.NaN);
      return true;
    }
  }
}
