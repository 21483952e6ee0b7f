package io.cellar.faults;

import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.sample.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Jobs whose workers are killed or sleep: rows 24, 42 and 43. */
final class JobRows {
  private static final ServerOptions SLOW =
      ServerOptions.DEFAULT.withLatency(Duration.ofMillis(30));

  /** What was on the wire of a worker, and what had come and waited to be written. */
  private static final long IN_FLIGHT = 16;

  private static final Duration SHORT_LEASE = Duration.ofSeconds(3);

  private JobRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(24, "a job's worker is suspended past its lease and goes on", JobRows::asleep),
        new FaultRow(42, "kill -9 of a job's only worker, again and again", JobRows::oneWorker),
        new FaultRow(
            43,
            "kill -9 of a job's workers, of who began them, or of its shell; four processes",
            JobRows::fourProcesses));
  }

  private static void oneWorker(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int kills = scale.of(10, 2);
    try (JobRig rig =
        new JobRig(scale.of(20_480, 1024), SLOW, 1, Duration.ofMinutes(2), Map.of())) {
      while (score.kills() < kills) {
        try (Child child = rig.work()) {
          awaitWork(score, rig, child);
          pause(random, 100, 1500);
          if (child.kill()) {
            score.killed();
          } else {
            break; // all was there before the kill
          }
        }
        score.judge(rig.rig().oracle().look(rig.rig().root()));
      }
      try (Child last = rig.work()) {
        last.finish(score, "the last worker");
      }
      rig.judge(score, IN_FLIGHT * score.kills());
    }
  }

  private static void awaitWork(Score score, JobRig rig, Child child) throws Exception {
    long before = rig.rig().server().log().requests();
    Client.await(
        score,
        "the first request",
        () -> rig.rig().server().log().requests() > before + 4 || !child.isAlive());
  }

  private static void pause(Random random, int least, int most) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(least, most)));
  }

  /** Every kind of victim in turn, then another start of the same command. */
  private static void fourProcesses(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int kills = scale.of(20, 3);
    Map<String, Object> style = Map.of("computeWorkerKind", "CW_SUBPROC", "numComputeWorkers", 4L);
    try (JobRig rig =
        new JobRig(scale.of(12_800, 1280), SLOW, 4, Duration.ofMinutes(2), style)) {
      while (score.kills() < kills) {
        try (Child shell = rig.run()) {
          Client.await(
              score,
              "two workers at work",
              () -> rig.atWork().size() > 1 || !shell.isAlive());
          pause(random, 50, 800);
          boolean hit =
              switch ((int) score.kills() % 3) {
                case 0 -> kill(rig, random);
                case 1 -> shell.kill();
                default -> shell.killBelow();
              };
          if (!hit && !shell.isAlive()) {
            break; // all was there before the kill
          }
          if (hit) {
            score.killed();
          }
          if (shell.isAlive()) {
            shell.finish(score, "the survivors");
            break;
          }
        }
      }
      try (Child last = rig.run()) {
        last.finish(score, "the last run");
      }
      rig.judge(score, IN_FLIGHT * score.kills());
    }
  }

  private static boolean kill(JobRig rig, Random random) throws Exception {
    List<Seen> workers = rig.atWork();
    if (workers.isEmpty()) {
      return false;
    }
    long pid = workers.get(random.nextInt(workers.size())).status().process().pid();
    return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  private static void asleep(Score score, Scale scale) throws Exception {
    int rounds = scale.of(5, 1);
    for (int i = 0; i < rounds; i++) {
      try (JobRig rig = new JobRig(1024, SLOW, 4, SHORT_LEASE, Map.of());
          Child sleeper = rig.work()) {
        Client.await(score, "a shard that is held", () -> !rig.atWork().isEmpty());
        sleeper.signal("STOP");
        score.injected(1);
        try (Child awake = rig.work()) {
          awake.finish(score, "the worker that is awake");
        }
        score.judge(rig.rig().oracle().look(rig.rig().root()));
        sleeper.signal("CONT");
        sleeper.finish(score, "the worker that slept");
        rig.judge(score, IN_FLIGHT);
      }
    }
  }
}
