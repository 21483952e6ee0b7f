package io.cellar.faults;

import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.sample.RequestLog;
import io.cellar.sample.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Jobs that are large, or whose workers are killed or sleep: rows 24, 25 and 42 to 44. */
final class JobRows {
  private static final ServerOptions SLOW =
      ServerOptions.DEFAULT.withLatency(Duration.ofMillis(30));

  /** What was on the wire of a worker, and what had come and waited to be written. */
  private static final long IN_FLIGHT = 16;

  /** What the panes of a window have on the wire besides. */
  private static final long PANES = 64;

  private static final String WINDOW = "io.cellar.app.FetchingWindow";

  private static final Duration SHORT_LEASE = Duration.ofSeconds(3);

  private JobRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(24, "a job's worker is suspended past its lease and goes on", JobRows::asleep),
        new FaultRow(
            25, "a job of a million blocks: plan, pause, resume, cancel, retry", JobRows::large),
        new FaultRow(42, "kill -9 of a job's only worker, again and again", JobRows::oneWorker),
        new FaultRow(
            43,
            "kill -9 of a job's workers, of who began them, or of its shell; four processes",
            JobRows::fourProcesses),
        new FaultRow(44, "kill -9 of the window that works on a job", JobRows::window));
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

  /** Workers that download for themselves, then such that have it done for them. */
  private static void fourProcesses(Score score, Scale scale) throws Exception {
    int kills = scale.of(20, 6) / 2;
    for (boolean reads : new boolean[] {true, false}) {
      Map<String, Object> style =
          Map.of(
              "computeWorkerKind",
              "CW_SUBPROC",
              "numReadWorkers",
              8L,
              "numComputeWorkers",
              4L,
              "computeWorkersRead",
              reads);
      try (JobRig rig = new JobRig(scale.of(6400, 1280), SLOW, 4, Duration.ofMinutes(2), style)) {
        long before = score.kills();
        killFour(score, rig, before + kills);
        rig.judge(score, IN_FLIGHT * (score.kills() - before));
      }
    }
  }

  /** Every kind of victim in turn; the same command again whenever too few workers are left. */
  private static void killFour(Score score, JobRig rig, long kills) throws Exception {
    Random random = new Random(score.seed());
    Deque<Child> shells = new ArrayDeque<>();
    try {
      while (score.kills() < kills && !rig.job().shards().look().isOver()) {
        if (rig.job().look().living().size() < 3) {
          shells.addFirst(rig.run());
        }
        Child shell = shells.getFirst();
        Client.await(
            score,
            "two workers at work",
            () ->
                rig.atWork().size() > 1
                    || rig.job().shards().look().isOver()
                    || isAlone(rig, shell));
        if (rig.atWork().size() < 2) {
          continue; // who worked for one that was killed has ended too
        }
        pause(random, 50, 800);
        boolean hit =
            switch ((int) score.kills() % 3) {
              case 0 -> kill(rig, random);
              case 1 -> shell.kill();
              default -> shell.killBelow();
            };
        if (hit) {
          score.killed();
        } else {
          shells.addFirst(rig.run());
        }
      }
      try (Child last = rig.run()) {
        last.finish(score, "the last run");
      }
    } finally {
      shells.forEach(Child::close);
    }
  }

  /** True when so few workers are left that the command is to be given again. */
  private static boolean isAlone(JobRig rig, Child shell) throws IOException {
    return !shell.isAlive() && rig.job().look().living().size() < 3;
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

  /** Refusals are tried again too; the rest of the volume is cancelled. */
  private static void large(Score score, Scale scale) throws Exception {
    int blocks = scale.of(1_000_000, 100_032) / 64 * 64;
    long planned = System.nanoTime();
    try (JobRig rig = new JobRig(blocks, SLOW, 1, Duration.ofMinutes(2), Map.of())) {
      planned = System.nanoTime() - planned;
      RequestLog log = rig.rig().server().log();
      rig.rig().misbehave(score, "402=0.02");
      String pauses = "";
      for (Stop how : List.of(Stop.PAUSE, Stop.CANCEL)) {
        rig.job().letGo();
        long before = log.requests();
        try (Child child = rig.work()) {
          long begun = System.nanoTime();
          Client.await(score, "the first request", () -> log.requests() > before);
          pauses += "%.1f s to the first request, ".formatted((System.nanoTime() - begun) / 1e9);
          Client.await(
              score,
              "some failures",
              () -> log.faults().size() > 0 && log.requests() > before + 1500);
          rig.job().stop(how);
          long told = System.nanoTime();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1000));
          long then = log.requests();
          child.finish(score, "a worker that was told to stop");
          pauses += "%.1f s to its end; ".formatted((System.nanoTime() - told) / 1e9);
          score.require(
              log.requests() == then,
              log.requests() - then + " requests later than a second after a stop");
        }
        score.injected(1);
        JobStatus status = rig.job().look().status();
        score.require(
            status == (how == Stop.PAUSE ? JobStatus.PAUSED : JobStatus.CANCELED),
            "the job is " + status);
        score.never("shards that are held", rig.job().shards().look().running().size());
      }
      rig.rig().behave();
      JobState failed = rig.job().look();
      long again = rig.job().retry(Optional.empty());
      score.require(
          again == failed.shards().failed(),
          again + " of " + failed.shards().failed() + " shards are tried again");
      score.deliver(rig.rig().oracle().look(rig.rig().root()));
      long bytes = 0;
      long files = 0;
      try (Stream<Path> all = Files.walk(rig.job().path())) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          bytes += Files.size(file);
          files++;
        }
      }
      score.remark(
          "%d blocks in %d shards, made in %.2f s with its volume; %sits folder has %d files of %d"
              + " KB",
          rig.job().spec().blocks(),
          rig.job().spec().shards(),
          planned / 1e9,
          pauses,
          files,
          bytes / 1000);
    }
  }

  /** The window, then the next start of it with one click, as often as there are kills. */
  private static void window(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int kills = scale.of(6, 1);
    try (FaultRig rig = new FaultRig(scale.of(10_240, 1536), SLOW)) {
      RequestLog log = rig.server().log();
      List<String> arguments = List.of(rig.folder().toString(), rig.file().toString());
      Path home = rig.folder().resolve("home");
      while (score.kills() < kills) {
        long before = log.requests();
        try (Child window = new Child(home, WINDOW, arguments)) {
          // What the window shows and the coarsest level are asked for too.
          Client.await(
              score, "the job's requests", () -> log.requests() > before + 64 || !window.isAlive());
          pause(random, 100, 1500);
          if (!window.kill()) {
            break; // all was there before the kill
          }
          score.killed();
        }
        JobList.Entry entry = new JobList(rig.folder().resolve("data/jobs")).all().getFirst();
        JobStatus status = entry.require().look().status();
        score.require(status == JobStatus.PAUSED, "after a kill the job is " + status);
        score.judge(rig.oracle().look(rig.root()));
      }
      try (Child last = new Child(home, WINDOW, arguments)) {
        last.finish(score, "the last window");
      }
      Oracle.Found found = rig.oracle().look(rig.root());
      score.deliver(found);
      long blocks = rig.description().geometry().grid().count();
      score.lost(blocks - found.files(), "blocks");
      long twice = log.requests() - log.requestsByPath().size();
      long bound = (IN_FLIGHT + PANES) * score.kills();
      score.require(twice <= bound, twice + " blocks were fetched twice; bound " + bound);
      score.remark(
          "%d blocks, %d kills, %d blocks fetched twice (bound %d)",
          found.files(), score.kills(), twice, bound);
    }
  }
}
