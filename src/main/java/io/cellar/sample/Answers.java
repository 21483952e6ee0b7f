package io.cellar.sample;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.sample.BlockServer.Asked;
import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Right answers to requests. Voxels are computed on platform threads, as many as cores, while the
 * connections' own virtual threads wait: those that compute would keep all other virtual threads of
 * the process from running. Thread-safe.
 */
final class Answers implements AutoCloseable {
  /** More than this in one request is refused. */
  private static final long MOST_BYTES = 256L << 20;

  private final Map<String, ServedVolume> volumes;
  private final String dataset;
  private final ExecutorService threads;
  private volatile boolean closed;

  /**
   * @param dataset path of the dataset in the files
   */
  Answers(Map<String, ServedVolume> volumes, String dataset) {
    this(
        volumes,
        dataset,
        Threads.pool("sample-compute-", Runtime.getRuntime().availableProcessors()));
  }

  /**
   * @param threads compute voxels, closed with this
   */
  Answers(Map<String, ServedVolume> volumes, String dataset, ExecutorService threads) {
    this.volumes = volumes;
    this.dataset = dataset;
    this.threads = threads;
  }

  /** Dataset path in the files. */
  String dataset() {
    return dataset;
  }

  Asked to(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return page(405, "only GET and HEAD are understood");
    }
    if (request.path().equals("/")) {
      return page(200, listing());
    }
    int slash = request.path().lastIndexOf('/');
    String name = slash < 1 ? "" : request.path().substring(1, slash);
    ServedVolume volume = volumes.get(name);
    if (volume == null) {
      return page(404, "no such volume; there are " + volumes.keySet());
    }
    BlockPath path = new BlockPath(volume.axes());
    Optional<Roi> roi = path.parse(request.path().substring(slash + 1));
    if (roi.isEmpty() || roi.get().isEmpty()) {
      return page(404, "expected " + path.template());
    }
    if (!Roi.ofShape(volume.shape()).contains(roi.get())) {
      return page(404, "beyond the shape " + java.util.Arrays.toString(volume.shape()));
    }
    return compute(() -> block(volume, roi.get()));
  }

  /** Waits until a thread has computed an answer; computes it here if there is none. */
  private Asked compute(Callable<Asked> work) {
    FutureTask<Asked> task =
        new FutureTask<>(() -> closed ? page(503, "the server was closed") : work.call());
    try {
      threads.execute(task);
    } catch (OutOfMemoryError | RejectedExecutionException e) { // not a single thread; closed
      task.run();
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("no answer: " + e.getCause(), e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Computes nothing more than what is being computed. May be called twice. */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
  }

  private Asked block(ServedVolume volume, Roi roi) {
    if (roi.voxels() > MOST_BYTES / volume.dtype().bytes()) {
      return page(413, "more than " + MOST_BYTES + " bytes in one request");
    }
    try {
      Block block = volume.block(roi);
      byte[] body = Hdf5Writer.encode(block, dataset, BlockEncoding.PLAIN);
      Response answer = Response.of(200, "application/x-hdf5", body).with("ETag", etag(body));
      return new Asked(Optional.of(block), answer);
    } catch (IOException e) {
      return page(500, "the voxels cannot be read: " + e.getMessage());
    }
  }

  private static String etag(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return String.format("\"%08x-%x\"", crc.getValue(), body.length);
  }

  private static Asked page(int status, String text) {
    return new Asked(Optional.empty(), Response.text(status, text));
  }

  private String listing() {
    return volumes.entrySet().stream()
        .map(
            entry ->
                "/"
                    + entry.getKey()
                    + "/"
                    + new BlockPath(entry.getValue().axes()).template()
                    + "  "
                    + java.util.Arrays.toString(entry.getValue().shape())
                    + " "
                    + entry.getValue().dtype().numpyName())
        .collect(Collectors.joining("\n"));
  }
}
