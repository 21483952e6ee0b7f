package io.cellar.ui.status;

import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.Latency;
import io.cellar.engine.Measures;
import io.cellar.engine.Measures.HostMeasures;
import io.cellar.engine.Measures.Stage;
import io.cellar.engine.Tier;
import io.cellar.input.Redaction;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.HostWords;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;

/** Queue, transfer, hosts, writer and stages. JavaFX thread. */
final class EngineColumns {
  private static final int MOST_HOSTS = 4;
  private static final HostMeasures NO_HOST = new HostMeasures(Latency.NONE, 0, 0);

  private final FigureColumn queue = new FigureColumn("stats.queue");
  private final FigureColumn transfer = new FigureColumn("stats.transfer");
  private final FigureColumn hosts = new FigureColumn("stats.hosts");
  private final FigureColumn writer = new FigureColumn("stats.writer");
  private final FigureColumn stages = new FigureColumn("stats.stages");
  private final ProgressBar writing = new ProgressBar(0);

  EngineColumns() {
    writing.setAccessibleText(Words.of("stats.writeQueue"));
    writing.setMaxWidth(Double.MAX_VALUE);
    writer.getChildren().add(writing);
  }

  List<Node> columns() {
    return List.of(transfer, queue, writer, hosts, stages);
  }

  void figures(EngineStats stats, Measures measures) {
    queue.set("stats.visible", Figures.count(StatusText.queued(stats, Tier.VISIBLE)));
    queue.set("stats.nearby", Figures.count(StatusText.queued(stats, Tier.NEARBY)));
    queue.set("stats.bulk", Figures.count(StatusText.queued(stats, Tier.BULK)));
    queue.set("stats.failures", Figures.count(stats.failedCount()));
    transfer.set("stats.rate", Figures.rate(stats.bytesPerSecond()));
    transfer.set("stats.inFlight", Figures.bytes(stats.bytesInFlight()));
    transfer.set("stats.latency", MeasureText.latency(measures.latency()));
    transfer.set("stats.fetched", Figures.count(stats.fetched()));
    if (stats.empty() > 0) {
      transfer.set("stats.empty", Figures.count(stats.empty()));
    }
    transfer.set("stats.fromDisk", Figures.count(stats.readFromDisk()));
    hosts(stats, measures);
    writer(stats);
    stages(measures);
  }

  private void hosts(EngineStats stats, Measures measures) {
    Instant now = Instant.now();
    if (stats.hosts().isEmpty()) {
      hosts.only(Words.of("stats.noHosts"));
      return;
    }
    List<HostStats> shown = stats.hosts().stream().limit(MOST_HOSTS).toList();
    hosts.keep(shown.stream().map(h -> h.host() + h.condition()).toList());
    for (HostStats host : shown) {
      host(host, measures.hosts().getOrDefault(host.host(), NO_HOST), now);
    }
    int more = stats.hosts().size() - MOST_HOSTS;
    if (more > 0) {
      hosts.line("more", Words.of("stats.moreHosts", more), "");
    }
  }

  private void host(HostStats host, HostMeasures measured, Instant now) {
    hosts.line(host.host(), HostWords.name(host), host.host());
    if (host.condition() == HostStats.Condition.FINE) {
      String open = Words.of("stats.of", Figures.count(host.active()), Figures.count(host.slots()));
      hosts.set(host.host(), "stats.open", open);
    } else {
      hosts.trouble(
          host.host() + " trouble", StatusText.host(host, now), Redaction.message(host.problem()));
    }
    hosts.set(host.host(), "stats.blocks", Figures.count(measured.blocks()));
    hosts.set(host.host(), "stats.latency", MeasureText.latency(measured.latency()));
  }

  private void writer(EngineStats stats) {
    writer.set(
        "stats.writeQueue",
        Words.of(
            "stats.of",
            Figures.count(stats.writeQueue()),
            Figures.count(stats.writeQueueCapacity())));
    writer.set("stats.writing", Figures.count(stats.writing()));
    writer.set("stats.written", Figures.count(stats.written()));
    writer.set("stats.writtenBytes", Figures.bytes(stats.bytesWritten()));
    writing.setProgress(
        stats.writeQueueCapacity() == 0
            ? 0
            : (double) stats.writeQueue() / stats.writeQueueCapacity());
  }

  private void stages(Measures measures) {
    List<Stage> shown = MeasureText.stages(measures);
    if (shown.isEmpty()) {
      stages.only(Words.of("stats.noHosts"));
      return;
    }
    stages.keep(shown.stream().map(Stage::name).toList());
    for (Stage stage : shown) {
      stages.setText(MeasureText.stage(stage.name()), MeasureText.stage(stage.summary()));
    }
  }
}
