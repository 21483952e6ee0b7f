package io.cellar.faults;

import io.cellar.sample.ServerOptions;
import java.time.Duration;
import java.util.List;

/** Two processes that want the same at the same time: row 21. */
final class TwoProcessRows {
  private static final int BLOCKS = 1024;

  private TwoProcessRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(21, "two processes fetch the same 1024 blocks", TwoProcessRows::together));
  }

  private static void together(Score score, Scale scale) throws Exception {
    int rounds = scale.of(20, 1);
    long requests = 0;
    for (int i = 0; i < rounds; i++) {
      ServerOptions slow = ServerOptions.DEFAULT.withLatency(Duration.ofMillis(50));
      try (FaultRig rig = new FaultRig(BLOCKS, slow);
          Child one = Child.fetch(rig, 8);
          Child two = Child.fetch(rig, 8)) {
        Client.await(
            score,
            "both at work",
            () ->
                (one.writesTo(rig.root()) && two.writesTo(rig.root()))
                    || !(one.isAlive() && two.isAlive()));
        score.injected(one.isAlive() && two.isAlive() ? 1 : 0);
        one.finish(score, "the first process");
        two.finish(score, "the second process");
        Oracle.Found found = rig.oracle().look(rig.root());
        score.deliver(found);
        score.lost(BLOCKS - found.files(), "blocks");
        score.never("leftovers", found.temporary().size());
        requests += rig.server().log().requests();
      }
    }
    double share = (double) requests / rounds / BLOCKS;
    score.require(share < 1.1, share + " downloads per block");
    score.remark("%d runs, %.3f downloads per block, %d deadlocks", rounds, share, score.hangs());
  }
}
