package io.cellar.benchmark;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpQuery;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.TransferProgress;
import io.cellar.volume.BlockKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much later than a bare GET of the same bytes by the same HTTP client a visible block's voxels
 * are in hand: one block of 256 KiB at a time from a server that answers at once, in turn with the
 * bare GET; writes {@code target/bench/visible.md}.
 */
@Tag("benchmark")
class VisibleBlockBenchmark {
  private static final int EDGE = 64;
  private static final int WARM_UP = 1000;
  private static final int MEASURED = 1000;

  @Test
  void visibleBlockBesideABareGet() throws Exception {
    double[] block = new double[MEASURED];
    double[] bare = new double[MEASURED];
    double[] stored = new double[MEASURED];
    try (BenchServer server = new BenchServer(EDGE, Duration.ZERO);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults());
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = BenchVolume.describe(BenchTable.folder("visible"), server, EDGE, 20, 10, 10);
      try (VolumeSession session =
              volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false);
          Requester view = session.engine().requester("view")) {
        for (int n = -WARM_UP; n < MEASURED; n++) {
          long start = System.nanoTime();
          BlockRequest request =
              view.request(new BlockKey(session.fileset(), n + WARM_UP), Priority.visible(0, 0));
          request.block().get(1, TimeUnit.MINUTES);
          long seen = System.nanoTime();
          request.stored().get(1, TimeUnit.MINUTES);
          long kept = System.nanoTime();
          URI uri = URI.create("http://127.0.0.1:" + server.port() + "/bare/" + n);
          http.get(HttpQuery.of(uri, 1 << 20), TransferProgress.NONE);
          if (n >= 0) {
            block[n] = (seen - start) / 1e6;
            stored[n] = (kept - seen) / 1e6;
            bare[n] = (System.nanoTime() - kept) / 1e6;
          }
        }
      }
    }
    BenchTable table = new BenchTable("visible");
    for (int percent : new int[] {50, 99}) {
      table.row(
          "%d %%: voxels in hand after %.2f ms, a bare GET %.2f ms; stored %.2f ms later",
          percent,
          percentile(block, percent),
          percentile(bare, percent),
          percentile(stored, percent));
      table.figure("visible-" + percent, percentile(block, percent));
      table.figure("bare-" + percent, percentile(bare, percent));
    }
    table.write();
  }

  private static double percentile(double[] values, int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) * percent / 100];
  }
}
