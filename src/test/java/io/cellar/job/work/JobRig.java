package io.cellar.job.work;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.session.Volumes;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/** A small volume behind a server on this computer, and jobs about it. */
final class JobRig implements AutoCloseable {
  static final int BLOCKS = 96;
  private static final long[] SHAPE = {64, 64, 96};
  private static final long[] BLOCK = {16, 16, 16};

  private final Path folder;
  private final BlockServer server;
  private final Path description;
  private final Set<Long> peers = ConcurrentHashMap.newKeySet();
  private final Open open;

  JobRig(Path folder, Duration latency) throws IOException {
    this(folder, ServerOptions.DEFAULT.withLatency(latency), Duration.ZERO);
  }

  /** A rig whose server takes some time over each block, and knows how many it is at. */
  static JobRig slow(Path folder, Duration each) throws IOException {
    return new JobRig(folder, ServerOptions.DEFAULT, each);
  }

  private JobRig(Path folder, ServerOptions options, Duration each) throws IOException {
    open = new Open(each);
    this.folder = folder;
    Files.createDirectories(folder);
    server =
        BlockServer.start(
            Map.of("grey", new Grey(open)),
            new ServerOptions(
                0,
                options.latency(),
                options.dataset(),
                options.faults(),
                options.dripPeriod(),
                options.hosts(),
                options.headLimit(),
                new WatchedSockets(peers)));
    description = SampleDescription.of(server, "grey", BLOCK).write(folder);
  }

  BlockServer server() {
    return server;
  }

  Path folder() {
    return folder;
  }

  Path description() {
    return description;
  }

  /** The requests that the server is at. */
  Open open() {
    return open;
  }

  /** Numbers of the processes that have connected to the server. */
  Set<Long> peers() {
    return peers;
  }

  /**
   * A job of the whole volume.
   *
   * @param shardBlocks most blocks of a shard
   */
  JobFolder job(Map<String, Object> style, int shardBlocks) throws Exception {
    return job(style, shardBlocks, Duration.ofSeconds(20));
  }

  JobFolder job(Map<String, Object> style, int shardBlocks, Duration lease) throws Exception {
    return job(style, shardBlocks, lease, 0, OptionalLong.empty(), 1);
  }

  /** A job with limits, for some workers. */
  JobFolder limited(int shardBlocks, int requests, OptionalLong bytesPerSecond, int workers)
      throws Exception {
    return job(Map.of(), shardBlocks, Duration.ofSeconds(20), requests, bytesPerSecond, workers);
  }

  private JobFolder job(
      Map<String, Object> style,
      int shardBlocks,
      Duration lease,
      int requests,
      OptionalLong bytesPerSecond,
      int workers)
      throws Exception {
    Instant now = Instant.now();
    try (Volumes volumes = Volumes.forCommand(0);
        OpenedVolume volume = OpenedVolume.open(volumes, description.toString(), false, false)) {
      JobVolume wanted = volume.region(Roi.ofShape(SHAPE), List.of(0));
      ShardPlan plan = new ShardPlan(volume.regions(0, wanted), BlockOrder.SCAN, shardBlocks);
      JobSpec spec =
          new JobSpec(
              JobSpec.newId(now),
              "grey",
              now,
              List.of(wanted),
              BlockOrder.SCAN,
              plan.blocks(),
              plan.shards(),
              shardBlocks,
              requests,
              bytesPerSecond,
              true,
              false,
              false,
              Duration.ofMinutes(1),
              lease,
              workers,
              style);
      return JobFolder.create(volume.volume().finest().cache().root(), spec);
    }
  }

  /** How many block files lie in the cache. */
  long onDisk() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.getFileName().toString().equals("STATUS.txt")).count();
    }
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within a minute: " + what);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** Requests for blocks that are open at the same time, and from when to when there were any. */
  static final class Open {
    private final Duration each;
    private int now;
    private int most;
    private long first;
    private long last;

    Open(Duration each) {
      this.each = each;
    }

    synchronized int most() {
      return most;
    }

    /** From the first to the end of the last. */
    synchronized double seconds() {
      return (last - first) / 1e9;
    }

    private synchronized void begin() {
      first = first == 0 ? System.nanoTime() : first;
      most = Math.max(most, ++now);
    }

    private synchronized void end() {
      now--;
      last = System.nanoTime();
    }

    void serve() {
      begin();
      LockSupport.parkNanos(each.toNanos());
      end();
    }
  }

  private record Grey(Open open) implements ServedVolume {
    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return SHAPE.clone();
    }

    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public Block block(Roi roi) {
      open.serve();
      Block block = Block.zeros(DType.UINT8, roi.shape());
      Arrays.fill((byte[]) block.values(), (byte) (roi.start(0) + roi.start(2) + 1));
      return block;
    }
  }

  /** Sockets that find out which process is at the other end. */
  private static final class WatchedSockets extends ServerSocketFactory {
    private final Set<Long> peers;

    WatchedSockets(Set<Long> peers) {
      this.peers = peers;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket peer = super.accept();
          long process = Peers.process(peer.getPort(), getLocalPort());
          if (process != 0) { // else it is over already
            peers.add(process);
          }
          return peer;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
