package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.faults.Mount;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.Stop;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands on jobs whose folders are not as they have to be. */
@DisabledOnOs(OS.WINDOWS)
class DamagedJobsTest {
  private static final String FEW = "0:32,0:64,0:64"; // 2 x 2 x 2 blocks

  @TempDir Path folder;
  private BlockServer server;
  private Path description;

  @BeforeEach
  void serve() throws IOException {
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description = describe(folder.resolve("cache"));
  }

  private Path describe(Path root) throws IOException {
    return SampleDescription.of(server, "tissue", new long[] {16, 32, 32})
        .write(Files.createDirectories(root));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun jobs(Object... words) {
    return run(Stream.concat(Stream.of("jobs"), Stream.of(words)).toArray());
  }

  private CommandRun run(Object... words) {
    return CommandRun.in(folder.resolve("home"), words);
  }

  private Path add(String name) {
    CommandRun run = jobs("add", description, "--paused", "--roi", FEW, "--name", name);
    assertEquals(0, run.code(), run.err());
    return Path.of(run.out().lines().findFirst().orElseThrow());
  }

  private static void assertSays(int code, String part, CommandRun run) {
    String all = run.out() + run.err();
    assertEquals(code, run.code(), all);
    assertTrue(all.contains(part), all);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void pipe(Path path) throws Exception {
    assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0);
  }

  @Test
  void aDamagedJobIsTheOnlyOneThatCannotBeListed() throws Exception {
    Path broken = add("broken");
    add("fine");
    delete(broken.resolve("shards"));
    CommandRun list = jobs("list");
    assertSays(0, "unusable: its folder is damaged: there is no such folder", list);
    assertSays(0, "0/8", list);
    CommandRun json = jobs("list", "--json");
    assertSays(0, "\"problem\": \"its folder is damaged", json);
    assertSays(0, "\"total_blocks\": 8", json);
    assertSays(2, "its folder is damaged", jobs("show", "broken"));
    assertSays(2, "its folder is damaged", jobs("run", "broken"));
    assertSays(0, "", jobs("remove", "broken"));
    assertFalse(Files.exists(broken));
    assertSays(2, "no job of yours: broken", jobs("show", "broken"));
  }

  @Test
  void aSpoiltShardSpoilsNoList() throws Exception {
    Path broken = add("broken");
    add("fine");
    assertSays(0, "fetched: 8", jobs("run", "broken"));
    Path shard = broken.resolve("shards/0.done");
    Files.delete(shard);
    Files.createDirectories(shard.resolve("in it"));
    assertSays(0, "0/8", jobs("list"));
    assertSays(0, "shards/0.done", jobs("remove", "broken"));
    assertFalse(jobs("list").out().contains("broken"));
  }

  @Test
  void oneThatIsGoneIsRemovedFromTheList() throws Exception {
    Path made = add("mine");
    JobFolder.open(made, false).remove();
    assertSays(0, "unusable: no folder of a job: there is no such folder", jobs("list"));
    assertSays(0, "\"removed\": true", jobs("remove", "mine", "--json"));
    assertSays(0, "you have no jobs", jobs("list"));
  }

  @Test
  void whatIsNotTheJobsIsToldWhenItIsRemoved() throws Exception {
    Path made = add("mine");
    Path foreign = Files.writeString(made.resolve("notes.txt"), "mine");
    assertSays(0, "what is not the job's is left in its folder", jobs("remove", "mine"));
    assertTrue(Files.exists(foreign));
    assertSays(0, "you have no jobs", jobs("list"));
  }

  @Test
  void oddNamesDoNotKeepAJobFromItsEnd() throws Exception {
    Path made = add("mine");
    Files.createDirectory(made.resolve("workers/a.json"));
    pipe(made.resolve("stop"));
    assertSays(0, "paused", jobs("list"));
    assertSays(0, "paused; to go on", jobs("pause", "mine"));
    assertTrue(Files.isRegularFile(made.resolve("stop")));
    Files.createDirectories(made.resolve("report.json/in it"));
    Files.createDirectories(made.resolve("failures.jsonl/in it"));
    assertSays(0, "fetched: 8", jobs("run", "mine"));
    assertSays(0, "finished", jobs("list"));
    assertSays(0, "finished", jobs("report", "mine"));
  }

  @Test
  void aFolderCalledStopIsTold() throws Exception {
    Path made = add("mine");
    Files.createDirectories(made.resolve("stop/in it"));
    assertSays(0, "paused", jobs("list"));
    assertSays(0, "paused; to go on", jobs("pause", "mine"));
    assertSays(2, "a folder stands where the file belongs", jobs("cancel", "mine"));
    assertSays(2, "a folder stands where the file belongs", jobs("run", "mine"));
    assertEquals(0, server.log().requests());
  }

  @Test
  void aSpecThatIsNoFileIsNoJob() throws Exception {
    Path made = add("mine");
    Files.delete(made.resolve("job.json"));
    pipe(made.resolve("job.json"));
    assertSays(2, "is a device or pipe, not a file", run("work", made));
    Files.delete(made.resolve("job.json"));
    Files.createDirectory(made.resolve("job.json"));
    assertSays(2, "is a folder, not a file", run("work", made));
  }

  @Test
  void aCanceledJobIsNotPaused() throws Exception {
    Path made = add("mine");
    assertSays(0, "canceled", jobs("cancel", "mine"));
    assertSays(0, "is canceled; to go on: cellar jobs resume", jobs("pause", "mine"));
    assertEquals(Optional.of(Stop.CANCEL), JobFolder.open(made, false).stop());
  }

  @Test
  void placesOfFailuresAreLists() throws Exception {
    add("mine");
    server.setFaults(FaultPlan.always("redirect-file"));
    assertEquals(3, jobs("run", "mine").code());
    Path file = folder.resolve("failed.jsonl");
    assertSays(0, "\"start\": [0, 0, 0]", jobs("report", "mine", "--json", "--failures", file));
    assertTrue(Files.readString(file).contains("\"start\": [0, 0, 0]"), Files.readString(file));
    assertSays(0, "failed block: level 0, [0, 0, 0]: refused", jobs("report", "mine"));
  }

  @Test
  void aJobWhoseDescriptionIsGoneIsNotResumed() throws Exception {
    add("mine");
    Files.delete(description);
    int run = jobs("run", "mine").code();
    assertEquals(2, run);
    assertSays(run, "no worker could be started", jobs("resume", "mine"));
  }

  @Test
  void aFinishedJobNeedNotBeWritten() throws Exception {
    Optional<Mount> mount = Mount.tmpfs("size=16m");
    assumeTrue(mount.isPresent());
    try (Mount disk = mount.get()) {
      description = describe(disk.folder().resolve("cache"));
      add("mine");
      assertSays(0, "fetched: 8", jobs("run", "mine"));
      disk.readOnly();
      assertSays(0, "fetched: 8", jobs("run", "mine"));
      assertSays(0, "finished", jobs("list"));
    }
  }

  @Test
  void whyAJobEndedOnAFullDiskIsKnownWhenThereIsRoomAgain() throws Exception {
    Optional<Mount> mount = Mount.tmpfs("size=4m");
    assumeTrue(mount.isPresent());
    server.close();
    server =
        BlockServer.start(
            Map.of("tissue", new SyntheticVolume().level(4)),
            ServerOptions.DEFAULT.withLatency(Duration.ofSeconds(3)));
    try (Mount disk = mount.get()) {
      description = describe(disk.folder().resolve("cache"));
      Path made = add("mine");
      Path filler = disk.folder().resolve("filler");
      CompletableFuture<CommandRun> running =
          CompletableFuture.supplyAsync(() -> jobs("run", "mine"));
      awaitWorker(made.resolve("workers"));
      assertThrows(IOException.class, () -> Files.write(filler, new byte[8 << 20]));
      assertSays(4, "full", running.get(60, TimeUnit.SECONDS));
      Files.delete(filler);
      assertSays(0, "reason: ", jobs("show", "mine"));
      assertSays(0, "error", jobs("list"));
      assertSays(0, "fetched: 8", jobs("run", "mine"));
    }
  }

  private static void awaitWorker(Path workers) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() - end < 0) {
      try (Stream<Path> files = Files.list(workers)) {
        if (files.anyMatch(file -> file.toString().endsWith(".json"))) {
          return;
        }
      }
      Thread.sleep(20);
    }
    fail("no worker has appeared");
  }
}
