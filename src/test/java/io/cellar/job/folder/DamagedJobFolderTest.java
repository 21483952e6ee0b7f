package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.faults.Mount;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.store.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of jobs in which something is missing, or not what it has to be. */
@DisabledOnOs(OS.WINDOWS)
class DamagedJobFolderTest {
  @TempDir private Path folder;
  private JobList list;
  private JobFolder job;

  @BeforeEach
  void make() throws IOException {
    list = new JobList(folder.resolve("list"));
    job = list.create(folder.resolve("cache"), JobSpecTest.spec("a"));
  }

  private JobList.Entry entry() throws IOException {
    return list.find("a");
  }

  private static WorkerStatus status(State state, Optional<String> error, ProcessIdentity process) {
    return new WorkerStatus(
        "w", process, "t", state, ShardCounts.NONE, 0, 0, "", error, Instant.now());
  }

  private static void pipe(Path path) throws Exception {
    assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0);
  }

  private static void fullFolder(Path path) throws IOException {
    Files.writeString(Files.createDirectories(path).resolve("mine"), "");
  }

  private static void assertUnusable(String part, Path path) {
    var e = assertThrows(UnusableJobException.class, () -> JobFolder.open(path, false));
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }

  @Test
  void theFoldersInsideAreTheUsersAlone() throws IOException {
    for (String inner : List.of("shards", "workers")) {
      var modes = Files.getPosixFilePermissions(job.path().resolve(inner));
      assertEquals("rwx------", PosixFilePermissions.toString(modes));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shards", "workers"})
  void aJobWithoutOneOfItsFoldersIsListedAsDamagedAndRemoved(String inner) throws IOException {
    list.create(folder.resolve("cache"), JobSpecTest.spec("b"));
    try (Stream<Path> files = Files.list(job.path().resolve(inner))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(job.path().resolve(inner));
    var e = assertThrows(UnusableJobException.class, job::look);
    assertTrue(e.getMessage().startsWith("its folder is damaged: "), e::getMessage);
    assertTrue(entry().problem().startsWith("its folder is damaged: "), entry().problem());
    assertTrue(list.find("b").job().isPresent());
    assertEquals(Optional.empty(), list.removeWithFolder(entry()));
    assertFalse(Files.exists(job.path()));
    assertEquals(List.of("b"), list.all().stream().map(JobList.Entry::id).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shards", "workers"})
  void aLinkInThePlaceOfAFolderIsRefusedAndNotFollowed(String inner) throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(job.path().resolve(inner), elsewhere);
    Path kept = Files.writeString(elsewhere.resolve("0.todo"), "");
    Files.createSymbolicLink(job.path().resolve(inner), elsewhere);
    assertUnusable("a link or a file stands where a folder belongs", job.path());
    assertEquals(Optional.empty(), list.removeWithFolder(entry()));
    assertFalse(Files.exists(job.path()));
    assertTrue(Files.exists(kept));
  }

  @Test
  void whatIsLeftOfARemovalThatWasCutOffIsRemoved() throws IOException {
    Files.delete(job.path().resolve("job.json"));
    assertTrue(entry().problem().contains("it has no job.json"), entry().problem());
    assertEquals(Optional.empty(), list.removeWithFolder(entry()));
    assertFalse(Files.exists(job.path()));
    assertEquals(List.of(), list.all());
    list.create(folder.resolve("cache"), JobSpecTest.spec("a"));
    job.remove();
    assertEquals(Optional.empty(), list.removeWithFolder(entry()));
    assertEquals(List.of(), list.all());
  }

  @Test
  void whatIsForeignIsLeftAndTold() throws IOException {
    fullFolder(job.path().resolve("workers/theirs"));
    fullFolder(job.path().resolve("stop"));
    String words = list.removeWithFolder(entry()).orElseThrow();
    assertTrue(words.contains("workers/theirs"), words);
    assertTrue(words.contains("stop"), words);
    assertTrue(Files.exists(job.path().resolve("workers/theirs/mine")));
    assertFalse(Files.exists(job.path().resolve("job.json")));
    assertEquals(List.of(), list.all());
  }

  @Test
  void aFolderThatIsNoJobsIsLeftAlone() throws IOException {
    Path spec = job.path().resolve("job.json");
    Files.writeString(spec, Files.readString(spec) + " ");
    String words = list.removeWithFolder(entry()).orElseThrow();
    assertTrue(words.endsWith("its folder is left alone"), words);
    assertTrue(Files.exists(spec));
  }

  @Test
  void oddFilesOfWorkersArePassedOver() throws Exception {
    Path workers = job.path().resolve("workers");
    Files.createDirectory(workers.resolve("a.json"));
    Files.createSymbolicLink(workers.resolve("b.json"), Path.of("/etc/passwd"));
    pipe(workers.resolve("c.json"));
    Files.createDirectory(workers.resolve("d.failures.jsonl"));
    job.workers().say(status(State.WORKING, Optional.empty(), ProcessIdentity.self()));
    assertEquals(1, job.look().workers().size());
    assertEquals(List.of(), job.listFailures());
    assertTrue(job.workers().isGone("a", "w"));
  }

  @Test
  void oddFilesOfTheListArePassedOver() throws Exception {
    Files.createDirectory(folder.resolve("list/x.json"));
    Files.createSymbolicLink(folder.resolve("list/y.json"), Path.of("/etc/passwd"));
    pipe(folder.resolve("list/z.json"));
    Files.copy(folder.resolve("list/a.json"), folder.resolve("list/other.json"));
    assertEquals(1, list.all().size());
  }

  @Test
  void whateverIsCalledStopHasWorkersPause() throws Exception {
    Path stop = job.path().resolve("stop");
    pipe(stop);
    assertEquals(Optional.of(Stop.PAUSE), job.stop());
    assertEquals(JobStatus.PAUSED, job.look().status());
    assertTrue(job.stop(Stop.CANCEL));
    assertEquals(Optional.of(Stop.CANCEL), job.stop());
    job.letGo();
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "cancel");
    Files.createSymbolicLink(stop, elsewhere);
    assertEquals(Optional.of(Stop.PAUSE), job.stop());
    assertTrue(job.stop(Stop.PAUSE));
    assertTrue(Files.isRegularFile(stop, LinkOption.NOFOLLOW_LINKS));
    assertEquals("cancel", Files.readString(elsewhere));
    job.letGo();
    fullFolder(stop);
    assertEquals(Optional.of(Stop.PAUSE), job.stop());
    assertTrue(job.stop(Stop.PAUSE));
    assertThrows(UnusableJobException.class, () -> job.stop(Stop.CANCEL));
    var e = assertThrows(UnusableJobException.class, job::letGo);
    assertTrue(e.getMessage().contains("a folder stands where"), e::getMessage);
  }

  @Test
  void aPauseDoesNotTakeBackThatAJobWasGivenUp() throws IOException {
    job.stop(Stop.CANCEL);
    assertFalse(job.stop(Stop.PAUSE));
    assertEquals(Optional.of(Stop.CANCEL), job.stop());
  }

  @Test
  void whatCannotBeWrittenAtTheEndIsNoHarm() throws IOException {
    fullFolder(job.path().resolve("failures.jsonl"));
    job.report();
    assertTrue(job.isReported());
    job.letGo();
    fullFolder(job.path().resolve("report.json"));
    job.report();
    job.letGo();
    assertFalse(job.isReported());
  }

  @Test
  void aSpecThatIsNoFileOrTooLongIsRefused() throws Exception {
    Path spec = job.path().resolve("job.json");
    String text = Files.readString(spec);
    Files.writeString(spec, text + " ".repeat(11 << 20));
    assertUnusable("is longer than", job.path());
    Files.delete(spec);
    pipe(spec);
    assertUnusable("not a file", job.path());
    Files.delete(spec);
    Files.createDirectory(spec);
    assertUnusable("is a folder, not a file", job.path());
  }

  @Test
  void aFolderWhoseMakerWasKilledIsSweptByTheNext() throws IOException {
    ProcessIdentity self = ProcessIdentity.self();
    ProcessIdentity dead =
        new ProcessIdentity(
            self.pid(),
            self.host(),
            self.started().map(t -> t.minus(Duration.ofHours(1))),
            self.boot().map(b -> b + "1"));
    Path root = folder.resolve("cache");
    JobFolder alive = JobFolder.prepare(root, JobSpecTest.spec("alive"));
    alive.workers().say(status(State.STARTING, Optional.empty(), self));
    JobFolder killed = JobFolder.prepare(root, JobSpecTest.spec("killed"));
    killed.workers().say(status(State.STARTING, Optional.empty(), dead));
    JobFolder old = JobFolder.prepare(root, JobSpecTest.spec("old"));
    JobFolder young = JobFolder.prepare(root, JobSpecTest.spec("young"));
    Files.setLastModifiedTime(
        old.path(), FileTime.from(Instant.now().minus(Duration.ofDays(1)).minusSeconds(60)));
    JobFolder.create(root, JobSpecTest.spec("next"));
    try (Stream<Path> left = Files.list(root.resolve(".cellar/jobs"))) {
      assertEquals(
          List.of("a", "alive", "next", "young"),
          left.map(each -> each.getFileName().toString()).sorted().toList());
    }
    young.publish();
    assertEquals(young.spec(), JobFolder.open(young.path(), false).spec());
  }

  @Test
  void aJobThatCannotBeMadeIsNotListed() throws IOException {
    Path root = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(root.resolve(".cellar"), folder);
    assertThrows(IOException.class, () -> list.create(root, JobSpecTest.spec("b")));
    assertEquals(1, list.all().size());
    Files.writeString(folder.resolve("file"), "");
    JobList none = new JobList(folder.resolve("file/list"));
    assertThrows(
        IOException.class, () -> none.create(folder.resolve("cache"), JobSpecTest.spec("c")));
    assertFalse(Files.exists(folder.resolve("cache/.cellar/jobs/c")));
  }

  @Test
  void theLastWordsOfAWorkerAreKeptOnAFullDisk() throws Exception {
    Optional<Mount> mount = Mount.tmpfs("size=1m");
    assumeTrue(mount.isPresent());
    try (Mount disk = mount.get()) {
      JobFolder full = JobFolder.create(disk.folder(), JobSpecTest.spec("full"));
      ProcessIdentity self = ProcessIdentity.self();
      full.workers().say(status(State.WORKING, Optional.empty(), self));
      assertThrows(
          IOException.class, () -> Files.write(disk.folder().resolve("filler"), new byte[1 << 21]));
      assertThrows(
          IOException.class,
          () -> full.workers().say(status(State.WAITING, Optional.empty(), self)));
      assertEquals(JobStatus.RUNNING, full.look().status());
      full.workers().say(status(State.ENDED, Optional.of("the disk is full"), self));
      assertEquals(JobStatus.ERROR, full.look().status());
      assertEquals(Optional.of("the disk is full"), full.look().error());
    }
  }
}
