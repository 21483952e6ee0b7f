package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.store.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a fetch, and how it is gone on with. */
class FetchJobTest {
  private static final String FEW = "0:32,0:64,0:64"; // 2 x 2 x 2 blocks

  @TempDir Path folder;
  private Path home;
  private BlockServer server;
  private Path description;
  private Path jobs;

  @BeforeEach
  void serve() throws IOException {
    home = folder.resolve("home");
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description =
        SampleDescription.of(server, "tissue", new long[] {16, 32, 32})
            .write(Files.createDirectories(folder.resolve("cache")));
    jobs = description.resolveSibling("blocks").resolve(".cellar/jobs");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun fetch(Object... words) {
    return CommandRun.in(
        home,
        Stream.concat(Stream.of("fetch", description, "--roi", FEW), Stream.of(words)).toArray());
  }

  private List<Path> folders() throws IOException {
    if (!Files.isDirectory(jobs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(jobs)) {
      return all.sorted().toList();
    }
  }

  private List<JobList.Entry> listed() throws IOException {
    return new JobList(home.resolve("data/jobs")).all();
  }

  @Test
  void nothingIsLeftWhenAllIsThere() throws Exception {
    CommandRun run = fetch("--json");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("{\"blocks\": 8, \"fetched\": 8, \"skipped\": 0"), run.out());
    assertEquals(List.of(), folders());
    assertEquals(List.of(), listed());
    assertTrue(fetch().out().contains("skipped: 8"));
    assertEquals(List.of(), folders());
  }

  @Test
  void aFetchThatDidNotHaveAllIsListedAndGoneOnWith() throws Exception {
    server.setFaults(FaultPlan.always("redirect-file"));
    CommandRun failed = fetch();
    assertEquals(3, failed.code(), failed.err());
    assertEquals(1, listed().size());
    String id = listed().getFirst().id();
    assertTrue(failed.err().contains("to go on: cellar jobs run " + id), failed.err());
    server.setFaults(FaultPlan.NONE);
    CommandRun run = CommandRun.in(home, "jobs", "run", id);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("fetched: 8"), run.out());
  }

  @Test
  void theSameFetchComesBackToItsFolder() throws Exception {
    server.setFaults(FaultPlan.always("redirect-file"));
    assertEquals(3, fetch().code());
    List<Path> first = folders();
    assertEquals(3, fetch("--order", "scan").code());
    assertEquals(first, folders());
    assertEquals(3, CommandRun.in(home, "fetch", description, "--roi", "0:16,0:64,0:64").code());
    assertEquals(2, folders().size());
    server.setFaults(FaultPlan.NONE);
    assertEquals(0, fetch().code());
    assertEquals(1, folders().size());
    assertNotEquals(first, folders());
    assertEquals(1, listed().size());
  }

  @Test
  void aFolderThatSomebodyWorksOnIsLeftAlone() throws Exception {
    server.setFaults(FaultPlan.always("redirect-file"));
    assertEquals(3, fetch().code());
    Path first = folders().getFirst();
    JobFolder job = JobFolder.open(first, false);
    job.workers()
        .say(
            new WorkerStatus(
                "another",
                ProcessIdentity.self(),
                "command",
                WorkerStatus.State.WORKING,
                ShardCounts.NONE,
                0,
                0,
                "",
                Optional.empty(),
                Instant.now()));
    server.setFaults(FaultPlan.NONE);
    CommandRun run = fetch();
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of(first), folders());
    assertTrue(Files.isRegularFile(first.resolve("workers/another.json")));
  }

  @Test
  void whereNoFolderCanBeMadeItIsFetchedAllTheSame() throws Exception {
    Files.createDirectories(jobs.getParent());
    Files.createFile(jobs);
    CommandRun run = fetch();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("fetched: 8"), run.out());
    server.setFaults(FaultPlan.always("redirect-file"));
    CommandRun other = CommandRun.in(home, "fetch", description, "--roi", "32:48,:,:");
    assertEquals(3, other.code(), other.err());
    assertEquals(List.of(), listed());
  }

  @Test
  void anEarlierFetchIsForgottenWhenAllHasComeOtherwise() throws Exception {
    server.setFaults(FaultPlan.always("redirect-file"));
    assertEquals(3, fetch().code());
    assertEquals(1, listed().size());
    server.setFaults(FaultPlan.NONE);
    assertEquals(0, CommandRun.in(home, "fetch", description).code());
    assertEquals(1, listed().size());
    assertTrue(fetch().out().contains("skipped: 8"));
    assertEquals(List.of(), listed());
    assertEquals(List.of(), folders());
  }

  @Test
  void aStyleIsFollowedOrRefusedWithWords() throws Exception {
    Path style = folder.resolve("style.json");
    Files.writeString(style, "{\"numReadWorkers\": 2}");
    CommandRun run = fetch("--style", style);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("fetched: 8"), run.out());
    assertTrue(server.log().mostConnections() <= 2, "so many: " + server.log().mostConnections());
    Files.writeString(style, "{\"numReadWorkers\": -2}");
    CommandRun refused = fetch("--style", style);
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("numReadWorkers"), refused.err());
  }

  @Test
  void aFetchIsOfTheVoxelsOfItsOwnLevel() {
    CommandRun run = fetch("--level", "0");
    assertEquals(0, run.code(), run.err());
    CommandRun none = fetch("--level", "3");
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("has one level, 0"), none.err());
  }

  @Test
  void blocksThatCouldNotBeHadAreListedInAFile() throws Exception {
    Path file = folder.resolve("failed.jsonl");
    server.setFaults(FaultPlan.always("redirect-file"));
    assertEquals(3, fetch("--failures", file).code());
    List<String> lines = Files.readAllLines(file);
    assertEquals(8, lines.size());
    assertTrue(
        lines.stream().allMatch(l -> l.contains("\"cause\": \"refused\"")), lines.getFirst());
    server.setFaults(FaultPlan.NONE);
    assertEquals(0, fetch("--failures", file).code());
    assertEquals("", Files.readString(file));
    CommandRun nowhere = fetch("--failures", folder.resolve("no/such/f.jsonl"));
    assertEquals(2, nowhere.code(), nowhere.err());
    assertTrue(nowhere.err().contains("its folder does not exist"), nowhere.err());
  }

  @Test
  void whatIsSecretInAddressesOfBlocksIsNowhereKept() throws Exception {
    String text = Files.readString(description);
    String secret = text.replaceFirst("(\"url_format\": \"[^\"?]*)\"", "$1?token=secretword\"");
    assertNotEquals(text, secret);
    Files.writeString(description, secret);
    server.setFaults(FaultPlan.always("redirect-file"));
    Path file = folder.resolve("failed.jsonl");
    CommandRun run = fetch("--failures", file);
    assertEquals(3, run.code(), run.err());
    assertFalse((run.out() + run.err()).contains("secretword"), run.err());
    CommandRun report = CommandRun.in(home, "jobs", "report", listed().getFirst().id());
    assertFalse((report.out() + report.err()).contains("secretword"), report.out());
    assertEquals(List.of(), holding(jobs, "secretword"));
    assertEquals(List.of(), holding(home, "secretword"));
    assertFalse(Files.readString(file).contains("secretword"));
  }

  private static List<Path> holding(Path folder, String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(each);
        }
      }
    }
    return found;
  }
}
