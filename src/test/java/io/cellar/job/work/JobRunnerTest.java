package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.style.StyleException;
import io.cellar.session.Volumes;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are done with real child processes and a server on this computer. */
@EnabledOnOs(OS.LINUX)
class JobRunnerTest {
  private static final WorkerProcess.Consent NO_CONSENT = new WorkerProcess.Consent(false, false);

  /** A worker in this process, which anybody may set on a job that was given back. */
  private static final JobRunner.Work HERE =
      new JobRunner.Work("command", false, false, 0, OptionalLong.empty());

  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path folder;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private static Map<String, Object> subprocesses(int workers, boolean read) {
    return Map.of(
        "computeWorkerKind",
        "CW_SUBPROC",
        "numComputeWorkers",
        workers,
        "numReadWorkers",
        read ? 0 : 4,
        "computeWorkersRead",
        read);
  }

  private Worker.Outcome run(JobFolder job) throws Exception {
    return new JobRunner(job, Volumes::forCommand, NO_CONSENT, messages::add).run();
  }

  private static void assertFinished(JobFolder job) throws Exception {
    assertOver(job);
    assertEquals(JobRig.BLOCKS, job.look().counts().fetched());
  }

  private static void assertOver(JobFolder job) throws Exception {
    JobState state = job.look();
    assertEquals(JobStatus.FINISHED, state.status(), state.text(java.time.Instant.now()));
    assertEquals(JobRig.BLOCKS, state.counts().blocks());
    assertEquals(0, state.counts().failed());
    assertTrue(state.living().isEmpty());
  }

  @Test
  void withoutAStyleItIsDoneHere() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      JobFolder job = rig.job(Map.of(), 16);
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertEquals(Set.of(SELF), rig.peers());
      Object timers = job.look().json().get("results");
      assertTrue(timers.toString().matches(".*reading=\\{.*n=96.*"), timers::toString);
    }
  }

  @Test
  void childrenDownloadForThemselves() throws Exception {
    // Long enough for the second to start before the first is through.
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(200))) {
      JobFolder job = rig.job(subprocesses(2, true), 4);
      assertInstanceOf(Worker.Outcome.Over.class, run(job), messages::toString);
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertFalse(rig.peers().contains(SELF));
      assertEquals(2, rig.peers().size());
      assertEquals(2, tookShards(job).size());
    }
  }

  @Test
  void thisProcessDownloadsForChildren() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(20))) {
      JobFolder job = rig.job(subprocesses(2, false), 4);
      assertInstanceOf(Worker.Outcome.Over.class, run(job), messages::toString);
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertEquals(Set.of(SELF), rig.peers());
      assertEquals(
          2, tookShards(job).stream().filter(id -> !id.contains("-" + SELF + "-")).count());
    }
  }

  @Test
  void aTaskMayBeOneBlock() throws Exception {
    Map<String, Object> style =
        Map.of(
            "computeWorkerKind", "CW_SUBPROC",
            "singleBlockComputeWorkers", true,
            "computeWorkersRead", false);
    int blocks = ConcurrencyStyle.of(style).blocksPerShard(32);
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      JobFolder job = rig.job(style, blocks);
      assertEquals(JobRig.BLOCKS, job.spec().shards());
      assertInstanceOf(Worker.Outcome.Over.class, run(job), messages::toString);
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, job.look().shards().done());
      assertEquals(Set.of(SELF), rig.peers());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theShardsOfADeadChildAreTakenOver(boolean read) throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(50))) {
      JobFolder job = rig.job(subprocesses(2, read), 4);
      Running running = start(job);
      JobRig.await("both have shards", () -> children(job, State.WORKING).size() == 2);
      ProcessHandle.of(children(job, State.WORKING).getFirst()).orElseThrow().destroyForcibly();
      assertInstanceOf(Worker.Outcome.Over.class, running.outcome(), messages::toString);
      assertOver(job); // of what had come before it died the other found some on disk
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertTrue(messages.toString().contains("a worker is gone"), messages::toString);
      assertTrue(messages.toString().contains("ended with code 137"), messages::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutAnyChildLeftTheJobEnds(boolean read) throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(200))) {
      JobFolder job = rig.job(subprocesses(2, read), 4);
      Running running = start(job);
      JobRig.await("both are there", () -> children(job, State.values()).size() == 2);
      for (long child : children(job, State.values())) {
        ProcessHandle.of(child).orElseThrow().destroyForcibly();
      }
      Worker.Outcome.Failed end =
          assertInstanceOf(Worker.Outcome.Failed.class, running.outcome(), messages::toString);
      assertInstanceOf(WorkersGoneException.class, end.why());
      assertTrue(end.why().getMessage().contains("ended with code 137"), end::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptionEndsTheChildrenAndGivesTheirShardsBack(boolean read) throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(100))) {
      JobFolder job = rig.job(subprocesses(2, read), 4);
      Running running = start(job);
      JobRig.await("both are there", () -> children(job, State.values()).size() == 2);
      JobRig.await("a shard is held", () -> !held(job).isEmpty());
      List<Long> children = children(job, State.values());
      running.thread.interrupt();
      assertInstanceOf(Worker.Outcome.Interrupted.class, running.outcome());
      assertTrue(children.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
      assertEquals(Map.of(), held(job));
      assertEquals(JobStatus.PAUSED, job.look().status());
      job.letGo();
      assertInstanceOf(Worker.Outcome.Over.class, JobRunner.work(job, Volumes::forCommand, HERE));
      assertEquals(JobStatus.FINISHED, job.look().status());
      assertEquals(JobRig.BLOCKS, rig.onDisk());
    }
  }

  @Test
  void aReadBufferThatStaysFullEndsTheJob() throws Exception {
    Map<String, Object> style = new HashMap<>(subprocesses(1, false));
    style.put("readBufferInsertTimeout", 2);
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(30))) {
      JobFolder job = rig.job(style, 2);
      Running running = start(job);
      JobRig.await("it is there", () -> children(job, State.values()).size() == 1);
      long child = children(job, State.values()).getFirst();
      signal("-STOP", child);
      JobRig.await("this process gives up", () -> hasEnded(job, SELF));
      signal("-CONT", child); // it can be told to end then
      Worker.Outcome.Failed end =
          assertInstanceOf(Worker.Outcome.Failed.class, running.outcome(), messages::toString);
      String words = end.why().getMessage();
      assertTrue(words.contains("readBufferInsertTimeout=2 has run out after "), words);
      assertTrue(ProcessHandle.of(child).isEmpty());
    }
  }

  @Test
  void workersThatWaitTooLongForAShardEndTheJob() throws Exception {
    Map<String, Object> style = new HashMap<>(subprocesses(1, false));
    style.put("readBufferPopTimeout", 2);
    try (JobRig rig = new JobRig(folder, Duration.ofSeconds(30))) {
      JobFolder job = rig.job(style, 2);
      Worker.Outcome.Failed end =
          assertInstanceOf(Worker.Outcome.Failed.class, run(job), messages::toString);
      String words = end.why().getMessage();
      assertTrue(words.contains("readBufferPopTimeout=2 has run out after 0 "), words);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChildThatNeverComesIsNotWaitedForAtTheEnd(boolean read) throws Exception {
    List<String> java = new ArrayList<>(WorkerCommand.program(true));
    Path launcher = folder.resolve("launcher");
    Files.writeString(
        launcher,
        "#!/bin/sh\nmkdir '%s' 2> /dev/null && exec sleep 600\nexec '%s' \"$@\"\n"
            .formatted(folder.resolve("first"), String.join("' '", java)));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    System.setProperty(WorkerCommand.LAUNCHER, launcher.toString());
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      JobFolder job = rig.job(subprocesses(2, read), 8);
      assertInstanceOf(Worker.Outcome.Over.class, start(job).outcome(), messages::toString);
      assertFinished(job);
    } finally {
      System.clearProperty(WorkerCommand.LAUNCHER);
    }
  }

  @Test
  void ifNoChildAppearsTheLogIsNamed() throws Exception {
    Map<String, Object> style = new HashMap<>(subprocesses(1, true));
    style.put("computeBarrierTimeout", 0.05);
    Path launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\nexec sleep 600\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    System.setProperty(WorkerCommand.LAUNCHER, launcher.toString());
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      JobFolder job = rig.job(style, 8);
      Worker.Outcome.Failed end =
          assertInstanceOf(Worker.Outcome.Failed.class, run(job), messages::toString);
      String words = end.why().getMessage();
      assertTrue(
          words.contains("no worker has appeared for 0.05 s: raise computeBarrierTimeout"), words);
      Path log = Path.of(words.substring(words.lastIndexOf("look at ") + "look at ".length()));
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(log));
    } finally {
      System.clearProperty(WorkerCommand.LAUNCHER);
    }
  }

  @Test
  void aJobThatCannotBeOpenedSaysWhy() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      JobFolder job = rig.job(subprocesses(2, true), 8);
      Files.writeString(
          rig.description(), Files.readString(rig.description()).replace("grey", "other"));
      Worker.Outcome.Failed end =
          assertInstanceOf(Worker.Outcome.Failed.class, run(job), messages::toString);
      assertTrue(end.why().getMessage().contains("description was changed"), end::toString);
      assertEquals(JobStatus.START_FAILED, job.look().status());
    }
  }

  @Test
  void aStyleThatCannotBeFollowedIsRefused() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      JobFolder job =
          rig.job(Map.of("computeWorkerKind", "CW_AWSBATCH", "numComputeWorkers", 2), 8);
      StyleException refused = assertThrows(StyleException.class, () -> run(job));
      assertTrue(refused.getMessage().contains("CW_AWSBATCH"), refused::getMessage);
    }
  }

  /** A job that runs on a thread of its own. */
  private record Running(Thread thread, FutureTask<Worker.Outcome> result) {
    Worker.Outcome outcome() throws Exception {
      return result.get(90, TimeUnit.SECONDS);
    }
  }

  private Running start(JobFolder job) {
    FutureTask<Worker.Outcome> result = new FutureTask<>(() -> run(job));
    Thread thread = Threads.platform("job", result);
    thread.start();
    return new Running(thread, result);
  }

  /** Numbers of the child processes that live and are in one of some states. */
  private static List<Long> children(JobFolder job, State... states) {
    try {
      return job.look().living().stream()
          .map(WorkerFiles.Seen::status)
          .filter(status -> List.of(states).contains(status.state()))
          .map(status -> status.process().pid())
          .filter(pid -> pid != SELF)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasEnded(JobFolder job, long process) {
    try {
      return job.workers().all().stream()
          .map(WorkerFiles.Seen::status)
          .anyMatch(s -> s.process().pid() == process && s.state() == State.ENDED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, long process) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(process)).start().waitFor();
  }

  private static Map<Long, String> held(JobFolder job) {
    try {
      return job.look().shards().running();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workers that have ended shards. */
  private static Set<String> tookShards(JobFolder job) throws Exception {
    return job.look().workers().stream()
        .map(WorkerFiles.Seen::status)
        .filter(status -> status.shards() > 0)
        .map(status -> status.id())
        .collect(Collectors.toSet());
  }
}
