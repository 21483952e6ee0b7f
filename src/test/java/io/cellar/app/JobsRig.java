package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.source.AllowedHosts;
import io.cellar.store.Coverage;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRow;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The jobs of a window without the window: real engine, real folders, a loopback server. May be
 * ended and started anew over the same folders.
 */
final class JobsRig implements AutoCloseable {
  /** Some blocks of the finest level, not all whole. */
  static final Roi REGION = new Roi(new long[] {100, 300, 300}, new long[] {140, 420, 420});

  /** 128 blocks of the finest level. */
  static final Roi LARGE = new Roi(new long[] {256, 512, 512}, new long[] {512, 1024, 768});

  final BlockServer server;
  final Path description;
  final Folders folders;
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  Memory memory;
  Volumes volumes;
  LevelSessions sessions;
  WindowVolume volume;
  WindowJobs jobs;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private SampleVolume sample;

  JobsRig(Path folder) throws Exception {
    server =
        BlockServer.start(
            SampleLevels.volumes(new SyntheticVolume()),
            ServerOptions.DEFAULT.withLatency(Duration.ofMillis(100)));
    description = SampleLevels.write(server, folder.resolve("caches"));
    folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    start();
  }

  void start() throws Exception {
    start(
        (job, workers, allowOutside) -> {
          throw new IOException("none here");
        });
  }

  /** Starts the program and opens the volume. */
  void start(WindowJobs.Detached detached) throws Exception {
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
    memory = new Memory(Optional.empty(), Settings.DEFAULT);
    sample = new SampleVolume(folders.cache().resolve("sample"));
    sessions = volumes.openAll(volumes.describe(description.toString(), false), false);
    volume = shown(sessions, description);
    jobs =
        new WindowJobs(
                new JobList(folders.jobs()),
                new JobVolumes(volumes, memory, sample),
                detached,
                new JobNotices(percent -> {}, () -> false, words -> notices.add(words.getLast())))
            .begin();
  }

  /** A volume as the window has it. */
  WindowVolume shown(LevelSessions open, Path file) throws Exception {
    return new WindowVolume(
        open,
        file.toString(),
        volumes.memory(),
        PlaneBudget.ofProcess(),
        background,
        () -> ReadAhead.OFF,
        volumes.read(file.toString(), false).sha256(),
        AllowedHosts.ANY,
        Optional.empty());
  }

  /** The large region, slowly enough that one can see it on its way. */
  JobRequest slow(String name) {
    return request(name, LARGE, List.of(0), OptionalLong.of(1_000_000));
  }

  JobRequest quick(String name, Roi region, Integer... levels) {
    return request(name, region, List.of(levels), OptionalLong.empty());
  }

  private JobRequest request(String name, Roi region, List<Integer> levels, OptionalLong rate) {
    return request(name, new JobRequest.Part(volume, region, levels), rate);
  }

  static JobRequest request(String name, JobRequest.Part part, OptionalLong rate) {
    return new JobRequest(
        name,
        List.of(part),
        BlockOrder.CENTRE,
        0,
        rate,
        false,
        false,
        false,
        JobRequest.Where.HERE,
        1,
        Map.of());
  }

  /** The only row. */
  JobRow row() {
    List<JobRow> rows = jobs.rows();
    assertTrue(rows.size() == 1, rows.toString());
    return rows.getFirst();
  }

  String id() {
    await("a row", () -> jobs.rows().size() == 1);
    return row().id();
  }

  JobState state() {
    return row().state().orElseThrow();
  }

  boolean is(JobStatus status) {
    return jobs.rows().size() == 1 && row().state().filter(s -> s.status() == status).isPresent();
  }

  void await(JobStatus status) {
    await(status.word(), () -> is(status));
  }

  /** Waits until nothing of a job is left to do. */
  static void awaitOver(JobFolder job) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!job.shards().isOver() || !job.look().living().isEmpty()) {
      assertTrue(System.nanoTime() < deadline, () -> "not over: " + job.path());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "not " + what + ": " + jobs.rows());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** The last words of the worker here. */
  String told() {
    return state().living().getFirst().status().words();
  }

  long onDisk(int level) {
    return sessions.sessions().get(level).blocks().coverage().count(Coverage.State.AVAILABLE);
  }

  JobFolder folder() throws IOException {
    return new JobList(folders.jobs()).all().getFirst().require();
  }

  /** Ends the program as the user does. */
  void end() {
    if (jobs != null) {
      jobs.close();
      sessions.close();
      volumes.close();
      memory.close();
      sample.close();
      jobs = null;
    }
  }

  @Override
  public void close() {
    end();
    server.close();
    background.close();
  }
}
