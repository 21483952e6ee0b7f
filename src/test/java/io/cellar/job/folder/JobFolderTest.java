package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.store.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {
  @TempDir private Path folder;

  private JobFolder create(String id) throws IOException {
    return JobFolder.create(folder.resolve("cache"), JobSpecTest.spec(id));
  }

  private static WorkerStatus status(String id, State state, Optional<String> error) {
    return new WorkerStatus(
        id,
        ProcessIdentity.self(),
        "test",
        state,
        ShardCounts.NONE,
        0,
        0,
        "",
        error,
        Instant.now());
  }

  private static ShardCounts counts(long blocks, long failed) {
    return new ShardCounts(
        blocks, blocks - failed, 0, 0, 0, 0, failed, 5, 1, Map.of("x", failed), Map.of());
  }

  @Test
  void theFolderIsTheUsersAlone() throws IOException {
    JobFolder job = create("a");
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(job.path())));
    assertEquals(job.spec(), JobFolder.open(job.path(), false).spec());
    assertEquals(JobStatus.CREATED, job.look().status());
  }

  @Test
  void aFolderThatOthersMayWriteIsNotWorkedOn() throws IOException {
    JobFolder job = create("a");
    Files.setPosixFilePermissions(job.path(), PosixFilePermissions.fromString("rwxrwx---"));
    var e = assertThrows(IOException.class, () -> JobFolder.open(job.path(), false));
    assertTrue(e.getMessage().startsWith("others may write"), e::getMessage);
    assertEquals(job.spec(), JobFolder.open(job.path(), true).spec());
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path root = Files.createDirectory(folder.resolve("cache"));
    Files.createSymbolicLink(root.resolve(".cellar"), elsewhere);
    assertThrows(IOException.class, () -> create("a"));
    try (var files = Files.list(elsewhere)) {
      assertEquals(0, files.count());
    }
    Files.delete(root.resolve(".cellar"));
    JobFolder job = create("a");
    Path link = Files.createSymbolicLink(root.resolve(".cellar/jobs/b"), job.path());
    assertThrows(IOException.class, () -> JobFolder.open(link, false));
    Files.delete(job.path().resolve("job.json"));
    Files.createSymbolicLink(job.path().resolve("job.json"), Path.of("/etc/passwd"));
    assertThrows(IOException.class, () -> JobFolder.open(job.path(), false));
  }

  @Test
  void theIdIsTheFoldersName() throws IOException {
    JobFolder job = create("a");
    Path moved = job.path().resolveSibling("b");
    Files.move(job.path(), moved);
    var e = assertThrows(IOException.class, () -> JobFolder.open(moved, false));
    assertTrue(e.getMessage().contains("id:"), e::getMessage);
  }

  @Test
  void theListNamesWhatTheUserMadeAndNothingElse() throws IOException {
    JobList list = new JobList(folder.resolve("list"));
    JobFolder mine = create("mine-1");
    JobFolder strangers = create("theirs");
    list.add(mine);
    assertEquals(List.of("mine-1"), list.all().stream().map(JobList.Entry::id).toList());
    assertEquals(mine.path(), list.find("mine").require().path());
    assertEquals(mine.path(), list.find(mine.path().toString()).require().path());
    assertEquals(mine.path(), list.find(mine.spec().name()).require().path());
    var e = assertThrows(IOException.class, () -> list.find(strangers.path().toString()));
    assertTrue(e.getMessage().startsWith("no job of yours"), e::getMessage);
  }

  @Test
  void aJobThatWasChangedIsNotOpened() throws IOException {
    JobList list = new JobList(folder.resolve("list"));
    JobFolder job = create("a");
    list.add(job);
    Path file = job.path().resolve("job.json");
    Files.writeString(file, Files.readString(file).replace("example.org", "evil.example"));
    var e = assertThrows(IOException.class, () -> list.find("a").require());
    assertTrue(e.getMessage().contains("changed"), e::getMessage);
  }

  @Test
  void aWorkerIsGoneWhenItEndsDiesOrIsSilent() throws IOException {
    JobFolder job = create("a");
    WorkerFiles workers = job.workers();
    workers.say(status("me", State.WORKING, Optional.empty()));
    assertTrue(workers.isGone("nobody", "me"));
    workers.say(status("other", State.WORKING, Optional.empty()));
    assertFalse(workers.isGone("other", "me"));
    assertEquals(JobStatus.RUNNING, job.look().status());
    Instant longAgo = Instant.now().minus(JobSpec.LEASE).minusSeconds(5);
    Files.setLastModifiedTime(job.path().resolve("workers/other.json"), FileTime.from(longAgo));
    assertTrue(workers.isGone("other", "me"));
    workers.say(status("other", State.ENDED, Optional.empty()));
    assertTrue(workers.isGone("other", "me"));
    ProcessIdentity self = ProcessIdentity.self();
    ProcessIdentity dead =
        new ProcessIdentity(
            self.pid(),
            self.host(),
            self.started().map(t -> t.minus(Duration.ofHours(1))),
            self.boot().map(b -> b + "1"));
    WorkerStatus last = status("dead", State.WORKING, Optional.empty());
    workers.say(
        new WorkerStatus(
            last.id(), dead, "t", last.state(), last.counts(), 0, 0, "", last.error(), last.at()));
    assertTrue(workers.isGone("dead", "me"));
  }

  @Test
  void aJobWhoseWorkersAreGoneIsPausedAndSaysWhyTheyWent() throws IOException {
    JobFolder job = create("a");
    job.workers().say(status("w", State.ENDED, Optional.empty()));
    assertEquals(JobStatus.PAUSED, job.look().status());
    job.workers().say(status("w", State.ENDED, Optional.of("access denied")));
    assertEquals(JobStatus.ERROR, job.look().status());
    assertEquals(Optional.of("access denied"), job.look().error());
    job.stop(Stop.CANCEL);
    assertEquals(JobStatus.CANCELED, job.look().status());
    job.letGo();
    assertEquals(Optional.empty(), job.stop());
  }

  @Test
  void whatAWorkerSaidLastOfAShardThatHasEndedIsNotCountedTwice() throws IOException {
    JobFolder job = create("a");
    WorkerStatus said = status("w", State.WORKING, Optional.empty());
    job.shards().claim("w");
    job.workers()
        .say(
            new WorkerStatus(
                said.id(),
                said.process(),
                said.kind(),
                said.state(),
                counts(3, 0),
                1,
                0,
                "",
                said.error(),
                said.at()));
    assertEquals(3, job.look().counts().blocks());
    job.shards().end(0, "w", "w.0", counts(4, 0));
    assertEquals(4, job.look().counts().blocks());
  }

  @Test
  void failuresOfTheLastAttemptCount() throws IOException {
    JobFolder job = create("a");
    job.shards().claim("w");
    job.failures().add("w", List.of(failure("w.0", "first")));
    job.shards().end(0, "w", "w.0", counts(4, 1));
    assertEquals(1, job.listFailures().size());
    assertEquals(1, job.retry(Optional.of("x")));
    assertEquals(List.of(), job.listFailures());
    job.shards().claim("w");
    job.failures().add("w", List.of(failure("w.1", "second")));
    Files.writeString(
        job.path().resolve("workers/w.failures.jsonl"),
        "{\"shard\": 0, \"atte",
        java.nio.file.StandardOpenOption.APPEND);
    job.shards().end(0, "w", "w.1", counts(4, 1));
    assertEquals(List.of("second"), job.listFailures().stream().map(JobFailure::message).toList());
    job.report();
    assertEquals(1, Files.readAllLines(job.path().resolve("failures.jsonl")).size());
    assertTrue(Files.readString(job.path().resolve("report.json")).contains("\"failed\": 1"));
  }

  private static JobFailure failure(String attempt, String message) {
    return new JobFailure(
        0, attempt, 0, 0, List.of(0L, 0L, 0L), "x", message, "2026-01-01T00:00:00Z");
  }

  @Test
  void removingDeletesWhatIsOursOnly() throws IOException {
    JobFolder job = create("a");
    job.shards().claim("w");
    job.workers().say(status("w", State.ENDED, Optional.empty()));
    Path foreign = Files.writeString(job.path().resolve("notes.txt"), "mine");
    assertEquals(List.of(foreign), job.remove());
    assertTrue(Files.exists(foreign));
    assertFalse(Files.exists(job.path().resolve("job.json")));
    Files.delete(foreign);
    assertEquals(List.of(), job.remove());
    assertFalse(Files.exists(job.path()));
  }
}
