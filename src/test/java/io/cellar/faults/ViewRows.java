package io.cellar.faults;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.Block;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** A view that moves faster than blocks come: row 26. */
final class ViewRows {
  private static final long FRAME = 1_000_000_000L / 60;
  private static final int SHOWN = 6;

  private ViewRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(26, "the view moves 60 times a second at 200 ms of latency", ViewRows::move));
  }

  private static void move(Score score, Scale scale) throws Exception {
    int moves = scale.of(1800, 30);
    long alone = drive(moves, false, score);
    long busy = drive(moves, true, score);
    score.remark(
        "%d moves: visible blocks p95 %d ms, with a fetch of everything at the same time %d ms",
        moves, alone, busy);
  }

  /** Moves over the volume; returns the 95th percentile of what was shown, in ms. */
  private static long drive(int moves, boolean fetching, Score score) throws Exception {
    ServerOptions far = ServerOptions.DEFAULT.withLatency(Duration.ofMillis(200));
    Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    AtomicLong cancelled = new AtomicLong();
    try (FaultRig rig = new FaultRig(2048, far);
        Client client = rig.client(ClientOptions.usual().withParallel(0))) {
      RegionFetch fetch =
          client.begin(FetchOptions.patient(BlockOrder.SCAN).withStartPaused(!fetching));
      List<BlockRequest> tickets = new ArrayList<>();
      try (fetch;
          Requester requester = client.engine().requester("view")) {
        long next = System.nanoTime();
        for (int move = 0; move < moves; move++) {
          requester.newView();
          for (int i = 0; i < SHOWN; i++) {
            long index = (move / 3 * 2L + i) % client.blocks();
            tickets.add(ask(requester, client, rig, index, latencies, cancelled, score));
          }
          next += FRAME;
          LockSupport.parkNanos(next - System.nanoTime());
        }
        List<BlockRequest> last = tickets.subList(tickets.size() - SHOWN, tickets.size());
        Client.await(score, "the last view", () -> last.stream().allMatch(t -> t.block().isDone()));
      }
      Client.await(score, "every ticket", () -> tickets.stream().allMatch(t -> t.block().isDone()));
      score.injected(moves);
      long sent = rig.server().log().bodyBytes();
      client.close();
      Oracle.Found found = rig.oracle().look(rig.root());
      score.judge(found);
      score.remark(
          "%s: %d requests, %d KiB sent, %d KiB of them kept, %d tickets cancelled",
          fetching ? "with a fetch" : "alone",
          rig.server().log().requests(),
          sent >> 10,
          found.files() * 4,
          cancelled.get());
    }
    long[] sorted = latencies.stream().flatMapToLong(LongStream::of).sorted().toArray();
    score.require(sorted.length > 0, "nothing was shown");
    return sorted.length == 0 ? -1 : sorted[sorted.length * 95 / 100] / 1_000_000;
  }

  private static BlockRequest ask(
      Requester requester,
      Client client,
      FaultRig rig,
      long index,
      Queue<Long> latencies,
      AtomicLong cancelled,
      Score score) {
    long asked = System.nanoTime();
    BlockRequest ticket = requester.request(client.key(index), Priority.visible(0, index));
    boolean atOnce = ticket.block().isDone();
    ticket
        .block()
        .whenComplete(
            (block, failure) -> {
              if (block == null) {
                cancelled.incrementAndGet();
                return;
              }
              if (!atOnce) {
                latencies.add(System.nanoTime() - asked);
              }
              check(client, rig, index, block, score);
            });
    return ticket;
  }

  private static void check(Client client, FaultRig rig, long index, Block block, Score score) {
    try {
      score.wrongVoxels(
          rig.oracle().wrongVoxels(client.store().grid().roi(index), (short[]) block.values()));
      score.delivered(1);
    } catch (IOException e) {
      score.violation("block " + index + ": " + e);
    }
  }
}
