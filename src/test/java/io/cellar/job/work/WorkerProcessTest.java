package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.State;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes: how they are started, what they get, and with whom they end. */
@EnabledOnOs(OS.LINUX)
class WorkerProcessTest {
  private static final WorkerProcess.Consent NO_CONSENT = new WorkerProcess.Consent(false, false);

  @TempDir private Path folder;

  /** Starts a program that sets workers on a job. */
  private Process program(String what, JobFolder job) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(StartingProgram.class.getName(), what, job.path().toString()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "sesame-1");
    builder.environment().put("CELLAR_CREDENTIALS", "host = bearer sesame-2");
    builder.environment().put("MY_API_TOKEN", "sesame-3");
    builder.environment().put("AWS_PROFILE", "lab");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("program.txt").toFile());
    return builder.start();
  }

  private String printed() throws IOException {
    return Files.readString(folder.resolve("program.txt"));
  }

  @Test
  void inTheBackgroundTheyGoOnAlone() throws Exception {
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ofMillis(200))) {
      JobFolder job = rig.job(Map.of(), 8);
      Process program = program("background", job);
      assertEquals(2, program.waitFor(), printed());
      List<WorkerStatus> workers = living(job);
      assertEquals(2, workers.size());
      for (WorkerStatus worker : workers) {
        long pid = worker.process().pid();
        assertEquals("background", worker.kind());
        assertEquals(pid, session(pid), "it has a session of its own");
        assertNoSecrets(pid);
      }
      JobRig.await("it is over", () -> look(job).status() == JobStatus.FINISHED);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertOwnersOnly(job);
      JobRig.await("they end", () -> workers.stream().allMatch(w -> w.process().isDead()));
    }
  }

  @Test
  void inTheBackgroundTheyEndWhenTheyAreTold() throws Exception {
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ofMillis(500))) {
      JobFolder job = rig.job(Map.of(), 8);
      WorkerProcess.Appearance there = JobRunner.background(job, 1, NO_CONSENT);
      assertEquals(List.of(), there.missing());
      job.stop(Stop.PAUSE);
      WorkerProcess worker = there.appeared().getFirst();
      assertTrue(worker.awaitEnd(Duration.ofSeconds(60)), "it does not end");
      assertEquals(0, worker.exitCode().orElseThrow(), worker::lastWords);
      assertEquals(JobStatus.PAUSED, job.look().status());
      assertEquals(Map.of(), job.look().shards().running());
    }
  }

  /** However it ends: it has no time to tell them. */
  @Test
  void childrenEndWithTheirParent() throws Exception {
    Map<String, Object> style =
        Map.of(
            "computeWorkerKind", "CW_SUBPROC", "numComputeWorkers", 2, "computeWorkersRead", true);
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ofMillis(500))) {
      JobFolder job = rig.job(style, 8);
      Process program = program("run", job);
      JobRig.await("they work", () -> working(job) == 2);
      List<WorkerStatus> children = living(job);
      for (WorkerStatus child : children) {
        assertEquals("child", child.kind());
        assertNoSecrets(child.process().pid());
      }
      program.destroyForcibly().waitFor();
      JobRig.await("they end", () -> children.stream().allMatch(child -> child.process().isDead()));
      assertEquals(Map.of(), job.look().shards().running());
      assertEquals(JobStatus.PAUSED, job.look().status());
      assertTrue(
          printed().contains("workers do not get credentials from the environment"), printed());
      assertTrue(printed().contains("AWS_SECRET_ACCESS_KEY, CELLAR_CREDENTIALS"), printed());
      assertFalse(printed().contains("sesame"), printed());
    }
  }

  @Test
  void whateverIsInTheNamesOfFiles() throws Exception {
    String name = "it's \"a\" $(touch pwned) `touch pwned` ; touch pwned\n%PATH% & \\ name ";
    try (JobRig rig = new JobRig(folder.resolve(name), Duration.ZERO)) {
      JobFolder job = rig.job(Map.of(), 32);
      WorkerProcess worker = WorkerProcess.detached(job, NO_CONSENT);
      assertTrue(worker.awaitEnd(Duration.ofSeconds(60)), "it does not end");
      assertEquals(0, worker.exitCode().orElseThrow(), worker::lastWords);
      assertEquals(JobStatus.FINISHED, job.look().status());
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      try (Stream<Path> files = Files.walk(folder)) {
        assertTrue(files.noneMatch(file -> file.endsWith("pwned")));
      }
      assertFalse(Files.exists(Path.of("pwned")));
    }
  }

  @Test
  void whoDoesNotAppearIsNamedWithItsReason() throws Exception {
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      JobFolder job = rig.job(Map.of(), 32);
      Files.delete(rig.description());
      WorkerProcess.Appearance there = JobRunner.background(job, 1, NO_CONSENT);
      assertEquals(List.of(), there.appeared());
      assertEquals(1, there.missing().size());
      assertTrue(
          there.missing().getFirst().contains("no such file: " + rig.description()),
          there::toString);
      assertEquals(JobStatus.START_FAILED, job.look().status());
    }
  }

  @Test
  void aProgramThatDoesNotStartIsNamedWithItsLastWords() throws Exception {
    Path launcher = folder.resolve("broken");
    Files.writeString(launcher, "#!/bin/sh\necho first\necho \"no way: $1\" >&2\nexit 7\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    System.setProperty(WorkerCommand.LAUNCHER, launcher.toString());
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      JobFolder job = rig.job(Map.of(), 32);
      WorkerProcess.Appearance there = JobRunner.background(job, 1, NO_CONSENT);
      assertEquals(List.of(), there.appeared());
      String why = there.missing().getFirst();
      assertTrue(why.endsWith(" ended with code 7: first; no way: work"), why);
    } finally {
      System.clearProperty(WorkerCommand.LAUNCHER);
    }
  }

  @Test
  void theProgramIsStartedAsThisOneWas() throws IOException {
    String launcher = Files.createFile(folder.resolve("cellar")).toString();
    String started = Files.createFile(folder.resolve("cellar-window")).toString();
    String gone = folder.resolve("gone").toString();
    String script = Files.createFile(folder.resolve("cellar.BAT")).toString();
    for (List<String> launchers :
        List.of(
            List.of(launcher, started),
            List.of(gone, launcher),
            List.of(script, launcher),
            List.of(launcher))) {
      assertEquals(List.of(launcher), WorkerCommand.program(launchers, "java", "a.jar", true));
    }
    List<String> plain = WorkerCommand.program(List.of(gone, script), "java", "a b.jar", false);
    assertEquals(List.of("-cp", "a b.jar", "io.cellar.Main"), plain.subList(3, plain.size()));
    assertFalse(plain.contains("-XX:+UseSerialGC"));
    List<String> quick = WorkerCommand.program(List.of(), "java", "a", true);
    assertTrue(quick.contains("-XX:+UseSerialGC"));
  }

  @Test
  void secretsAreKnownByTheNamesOfVariables() {
    Set<String> secret =
        Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "CELLAR_CREDENTIALS",
            "GITHUB_TOKEN",
            "my_secret",
            "PGPASSWORD",
            "OPENAI_API_KEY",
            "AZURE_STORAGE_ACCOUNT_KEY");
    List<String> all = new ArrayList<>(secret);
    all.addAll(
        List.of(
            "PATH",
            "HOME",
            "CELLAR_HOME",
            "AWS_PROFILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CONFIG_FILE",
            "AWS_REGION",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "KEYBOARD",
            "SSH_AUTH_SOCK",
            "https_proxy"));
    assertEquals(secret, Set.copyOf(WorkerCommand.secrets(all)));
  }

  @Test
  void whatGivesASessionIsLookedForInThePath() throws IOException {
    Path tool = Files.createFile(folder.resolve("setsid"));
    String path = "/nowhere" + File.pathSeparator + File.pathSeparator + folder;
    assertEquals(Optional.empty(), WorkerCommand.ownSession(path), "it is no program");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    assertEquals(Optional.of(tool.toString()), WorkerCommand.ownSession(path));
    assertEquals(Optional.empty(), WorkerCommand.ownSession(""));
  }

  private static JobState look(JobFolder job) {
    try {
      return job.look();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<WorkerStatus> living(JobFolder job) {
    return look(job).living().stream().map(WorkerFiles.Seen::status).toList();
  }

  private static long working(JobFolder job) {
    return living(job).stream().filter(s -> s.state() == State.WORKING).count();
  }

  /** The number of a process's session: field 6 of its state, after the command's name. */
  private static long session(long pid) throws IOException {
    String state = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(state.substring(state.lastIndexOf(')') + 2).split(" ")[3]);
  }

  private static void assertNoSecrets(long pid) throws IOException {
    for (String file : List.of("environ", "cmdline")) {
      Path path = Path.of("/proc/" + pid + "/" + file);
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      assertNotEquals("", text);
      assertFalse(text.contains("sesame"), text);
    }
    String environment = Files.readString(Path.of("/proc/" + pid + "/environ"));
    assertTrue(environment.contains("AWS_PROFILE=lab"), environment);
  }

  private static void assertOwnersOnly(JobFolder job) throws IOException {
    try (Stream<Path> logs = Files.list(job.path().resolve("workers"))) {
      List<Path> all = logs.filter(file -> file.toString().endsWith(".log")).toList();
      assertEquals(2, all.size());
      for (Path log : all) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
      }
    }
  }
}
