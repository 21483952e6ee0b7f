package io.cellar.ui.status;

import io.cellar.download.DownloadStats;
import io.cellar.download.DownloadStats.HostStats;
import io.cellar.download.Tier;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;

/** All figures of the engine and the cache, in columns. JavaFX thread. */
public final class StatisticsPanel extends FlowPane {
  private static final int MOST_HOSTS = 4;

  private final FigureColumn queue = new FigureColumn("stats.queue");
  private final FigureColumn transfer = new FigureColumn("stats.transfer");
  private final FigureColumn hosts = new FigureColumn("stats.hosts");
  private final FigureColumn writer = new FigureColumn("stats.writer");
  private final FigureColumn cache = new FigureColumn("stats.cache");
  private final ProgressBar writing = new ProgressBar(0);

  /** A panel without figures yet. */
  public StatisticsPanel() {
    getStyleClass().add("statistics");
    writing.setAccessibleText(Words.of("stats.writeQueue"));
    writing.setMaxWidth(Double.MAX_VALUE);
    writer.getChildren().add(writing);
    getChildren().addAll(queue, transfer, hosts, writer, cache);
  }

  /** Writes the figures anew. */
  public void figures(DownloadStats stats, Optional<OpenVolume> volume) {
    queue.set("stats.visible", Figures.count(StatusText.queued(stats, Tier.VISIBLE)));
    queue.set("stats.nearby", Figures.count(StatusText.queued(stats, Tier.NEARBY)));
    queue.set("stats.bulk", Figures.count(StatusText.queued(stats, Tier.BULK)));
    transfer.set("stats.rate", Figures.rate(stats.bytesPerSecond()));
    transfer.set("stats.inFlight", Figures.bytes(stats.bytesInFlight()));
    transfer.set("stats.fetched", Figures.count(stats.fetched()));
    transfer.set("stats.fromDisk", Figures.count(stats.readFromDisk()));
    hosts(stats);
    writer(stats);
    volume.ifPresent(v -> cache(v.figures()));
    cache.set("stats.failures", Figures.count(stats.failedCount()));
  }

  private void hosts(DownloadStats stats) {
    Instant now = Instant.now();
    if (stats.hosts().isEmpty()) {
      hosts.only(Words.of("stats.noHosts"));
      return;
    }
    hosts.clear();
    for (HostStats host : stats.hosts().stream().limit(MOST_HOSTS).toList()) {
      hosts.setText(host.host().replaceFirst("^https?://", ""), StatusText.host(host, now));
    }
    int more = stats.hosts().size() - MOST_HOSTS;
    if (more > 0) {
      hosts.setText(Words.of("stats.moreHosts", more), "");
    }
  }

  private void writer(DownloadStats stats) {
    writer.set(
        "stats.writeQueue",
        Words.of(
            "stats.of",
            Figures.count(stats.writeQueue()),
            Figures.count(stats.writeQueueCapacity())));
    writer.set("stats.writing", Figures.count(stats.writing()));
    writer.set(
        "stats.written",
        Words.of(
            "stats.writtenValue",
            Figures.count(stats.written()),
            Figures.bytes(stats.bytesWritten())));
    writing.setProgress(
        stats.writeQueueCapacity() == 0
            ? 0
            : (double) stats.writeQueue() / stats.writeQueueCapacity());
  }

  private void cache(CacheFigures figures) {
    cache.set(
        "stats.ram",
        Words.of(
            "stats.of", Figures.bytes(figures.cellBytes()), Figures.bytes(figures.cellCapacity())));
    cache.set("stats.cells", Figures.count(figures.cells()));
    cache.set(
        "stats.disk",
        figures.bytesOnDisk() < 0
            ? Words.of("info.unknown")
            : Figures.bytes(figures.bytesOnDisk()));
    cache.set("stats.blocksOnDisk", Figures.count(figures.blocksOnDisk()));
  }

  /** A heading for screen readers and people alike. */
  static javafx.scene.control.Label heading(String key) {
    return Controls.label(Words.of(key), "stats-heading");
  }
}
