package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.BlockKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns without an engine: who waits, and whose turn it is. */
class FairTurnsTest {
  private final FairTurns turns = new FairTurns();
  private final PriorityQueue<Waiting> line =
      new PriorityQueue<>(
          Comparator.comparing(Waiting::priority).thenComparingLong(Waiting::arrival));
  private long arrivals;

  private record Waiting(Flow flow, Priority priority, long arrival) {}

  /** Keeps so many requests in the line, while it asks. */
  private final class Flow {
    private final RequesterState state;
    private final int window;
    private boolean asks = true;
    private int waiting;
    private int begun;

    Flow(String name, int window) {
      this.state = new RequesterState(name, BlockEngine.WITHOUT_END);
      this.window = window;
    }

    void fill() {
      for (; asks && waiting < window; waiting++) {
        line.add(new Waiting(this, turns.next(state), arrivals++));
      }
    }

    void pause() {
      asks = false;
      waiting = 0;
      line.removeIf(w -> w.flow == this);
      turns.takenBack(state);
    }
  }

  private void serve(List<Flow> flows) {
    flows.forEach(Flow::fill);
    Waiting next = line.remove();
    InFlightBlock block = new InFlightBlock(new BlockKey(1, next.arrival), null, false);
    block
        .requests()
        .add(
            new Request(
                next.flow.state, block.key(), Request.Kind.STORE, next.priority, 0, request -> {}));
    turns.began(block);
    next.flow.waiting--;
    next.flow.begun++;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoWaitsAllTheTimeGetsNoLessThanAnyOther(int seed) {
    Random random = new Random(seed);
    List<Flow> flows = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      flows.add(new Flow("flow " + n, 1 + random.nextInt(300)));
    }
    for (int period = 0; period < 60; period++) {
      for (Flow flow : flows) {
        if (random.nextInt(3) == 0) {
          if (flow.asks) {
            flow.pause();
          } else {
            flow.asks = true;
          }
        }
        flow.begun = 0;
      }
      List<Flow> asking = flows.stream().filter(f -> f.asks).toList();
      int rounds = random.nextInt(400);
      for (int n = 0; n < rounds && !asking.isEmpty(); n++) {
        serve(flows);
        int least = asking.stream().mapToInt(f -> f.begun).min().orElseThrow();
        int most = asking.stream().mapToInt(f -> f.begun).max().orElseThrow();
        assertTrue(most - least <= 2, "seed " + seed + ": " + least + " and " + most);
      }
    }
  }

  @Test
  void theOrderOfOneIsKept() {
    Flow flow = new Flow("one", 10);
    List<Priority> asked = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      asked.add(turns.next(flow.state));
    }
    assertEquals(asked.stream().sorted().toList(), asked);
    assertEquals(100, asked.stream().distinct().count());
  }

  @Test
  void requestsWithAnOrderOfTheirOwnDoNotMoveTheTime() {
    RequesterState other = new RequesterState("other", BlockEngine.WITHOUT_END);
    InFlightBlock block = new InFlightBlock(new BlockKey(1, 1), null, false);
    Priority far = Priority.bulk(Double.POSITIVE_INFINITY);
    block
        .requests()
        .add(new Request(other, block.key(), Request.Kind.STORE, far, 0, request -> {}));
    turns.began(block);
    assertEquals(Priority.bulk(0), turns.next(new RequesterState("new", BlockEngine.WITHOUT_END)));
  }
}
