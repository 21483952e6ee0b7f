package io.cellar.cli;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Serves what {@link TrainCommand} fetches, from the process that {@link TrainVolumes} starts. */
final class TrainServer {
  /** Voxels that cost nothing to compute. */
  private static final class Ramp implements ServedVolume {
    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return new long[] {64, 128, 128};
    }

    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public Block block(Roi roi) {
      byte[] values = new byte[Math.toIntExact(roi.voxels())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) i;
      }
      return new Block(DType.UINT8, roi.shape(), values);
    }
  }

  /** A fetch of all blocks takes more than a second, so that it meets what is done each second. */
  private static final Duration LATENCY = Duration.ofMillis(100);

  private TrainServer() {}

  /**
   * Makes volumes and serves them until a stream ends.
   *
   * @param folder where the description of one and the files of the others are written
   * @param console is told where they are: a line for the description, below the folder, then a
   *     line for each location of chunks
   */
  static void serve(Path folder, Console console, InputStream end) throws IOException {
    ServerOptions options = ServerOptions.DEFAULT.withLatency(LATENCY);
    try (BlockServer boxes = BlockServer.start(Map.of("ramp", new Ramp()), options);
        TrainChunks chunks = new TrainChunks(folder.resolve(TrainVolumes.CHUNKS))) {
      Path file = SampleDescription.of(boxes, "ramp", new long[] {16, 16, 16}).write(folder);
      console.result(folder.relativize(file).toString());
      chunks.locations().forEach(console::result);
      while (end.read() >= 0) {
        // Nothing is said: the stream ends with whoever started this.
      }
    }
  }
}
