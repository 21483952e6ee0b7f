package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.Stop;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as a user of the command line meets them, with a volume of few blocks. */
class JobsTest {
  private static final String FEW = "0:32,0:64,0:64"; // 2 x 2 x 2 blocks

  @TempDir Path folder;
  private Path home;
  private BlockServer server;
  private Path description;

  @BeforeEach
  void serve() throws IOException {
    home = folder.resolve("home");
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description =
        SampleDescription.of(server, "tissue", new long[] {16, 32, 32})
            .write(Files.createDirectories(folder.resolve("cache")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun jobs(Object... words) {
    return CommandRun.in(
        home, Stream.concat(Stream.of("jobs"), Stream.of(words)).toArray(Object[]::new));
  }

  /** Makes a job; gives its folder. */
  private Path add(Object... words) {
    Object[] all =
        Stream.concat(Stream.of("add", description, "--paused", "--roi", FEW), Stream.of(words))
            .toArray(Object[]::new);
    CommandRun run = jobs(all);
    assertEquals(0, run.code(), run.err());
    return Path.of(run.out().lines().findFirst().orElseThrow());
  }

  private static void assertSays(int code, String part, CommandRun run) {
    String all = run.out() + run.err();
    assertEquals(code, run.code(), all);
    assertTrue(all.contains(part), all);
  }

  @Test
  void jobsOfTwoLevelsAreToldApartByTheirNames() throws Exception {
    try (BlockServer levels =
        BlockServer.start(SampleLevels.volumes(new SyntheticVolume()), ServerOptions.DEFAULT)) {
      Path of = SampleLevels.write(levels, folder.resolve("levels"));
      for (List<String> wanted :
          List.of(List.of("--level", "4"), List.of("--level", "3", "--level", "4"))) {
        Stream<Object> words =
            Stream.concat(Stream.of("add", of, "--paused", "--roi", FEW), wanted.stream());
        assertEquals(0, jobs(words.toArray()).code());
      }
    }
    CommandRun listed = jobs("list");
    assertTrue(listed.out().contains(" tissue (level 4) "), listed.out());
    assertTrue(listed.out().contains(" tissue (levels 3, 4) "), listed.out());
  }

  @Test
  void addPrintsTheFolderFirstAndOnlyMakesTheJob() throws Exception {
    Path made = add("--name", "mine", "--workers", "2");
    assertTrue(Files.isRegularFile(made.resolve("job.json")), made.toString());
    assertTrue(made.startsWith(description.getParent()), made.toString());
    assertTrue(made.getParent().endsWith(".cellar/jobs"), made.toString());
    JobFolder job = JobFolder.open(made, false);
    assertEquals("mine", job.spec().name());
    assertEquals(8, job.spec().blocks());
    assertEquals(0, server.log().requests());
    assertSays(0, "mine", jobs("list"));
    assertSays(0, "0/8", jobs("list"));
    assertSays(0, "created", jobs("show", "mine"));
    assertSays(0, "\"total_blocks\": 8", jobs("show", job.spec().id(), "--json"));
    assertSays(0, "\"jobs\": [{\"id\": \"" + job.spec().id(), jobs("list", "--json"));
  }

  @Test
  void addAsJsonIsOneObject() {
    CommandRun run = jobs("add", description, "--paused", "--roi", FEW, "--json");
    assertSays(0, "\"total_blocks\": 8", run);
    assertEquals(1, run.out().lines().count());
    assertTrue(run.out().startsWith("{\"id\": "), run.out());
  }

  @Test
  void aJobOfNothingIsRefusedWithWords() {
    assertSays(2, "--roi 5:5", jobs("add", description, "--paused", "--roi", "5:5,:,:"));
    assertSays(2, "--level 9", jobs("add", description, "--paused", "--level", "9"));
    assertSays(2, "--workers 0", jobs("add", description, "--paused", "--workers", "0"));
    assertSays(2, "--on nowhere", jobs("add", description, "--on", "nowhere"));
    assertSays(2, "--rate fast", jobs("add", description, "--paused", "--rate", "fast"));
    assertSays(2, "See 'cellar jobs add --help'", jobs("add"));
    assertSays(2, "See 'cellar help jobs'", jobs());
    assertSays(0, "you have no jobs", jobs("list"));
  }

  @Test
  void anAddressWithAPasswordIsNotKept() throws Exception {
    byte[] text = Files.readAllBytes(description);
    HttpServer texts =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    texts.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    texts.start();
    try {
      String address =
          "http://127.0.0.1:" + texts.getAddress().getPort() + "/v.json?token=secretword";
      CommandRun run = jobs("add", address, "--paused", "--roi", FEW);
      assertSays(2, "must not keep the user name, password or query part", run);
      assertFalse((run.out() + run.err()).contains("secretword"), run.err());
      assertSays(0, "you have no jobs", jobs("list"));
    } finally {
      texts.stop(0);
    }
  }

  @Test
  void runFetchesAllAndEndsFinished() throws Exception {
    Path made = add("--name", "mine");
    CommandRun run = jobs("run", "mine");
    assertSays(0, "fetched: 8", run);
    assertSays(0, "finished", jobs("list"));
    assertSays(0, "\"status\": \"finished\"", jobs("report", "mine", "--json"));
    assertTrue(Files.isRegularFile(made.resolve("report.json")));
    assertSays(0, "is finished; there is nothing left", jobs("resume", "mine"));
    assertSays(0, "has come to its end already: finished", jobs("pause", "mine"));
    assertSays(0, "skipped: 8", CommandRun.in(home, "fetch", description, "--roi", FEW));
  }

  @Test
  void runAsJsonEndsWithOneObject() {
    add("--name", "mine");
    CommandRun run = jobs("run", "mine", "--json");
    assertSays(0, "\"blocks\": 8, \"fetched\": 8", run);
    assertTrue(run.out().lines().allMatch(l -> l.startsWith("{") && l.endsWith("}")), run.out());
  }

  @Test
  void aWorkerIsGivenTheFolder() {
    Path made = add();
    assertSays(0, "fetched: 8", CommandRun.in(home, "work", made));
    assertSays(0, "finished", CommandRun.in(home, "work", made));
  }

  @Test
  void whatCannotBeHadIsListedAndTriedAgainByItsCause() throws Exception {
    Path made = add("--name", "mine");
    server.setFaults(FaultPlan.always("redirect-file"));
    CommandRun run = jobs("run", "mine");
    assertSays(3, "8 blocks failed: refused", run);
    assertSays(0, "error", jobs("list"));
    Path file = folder.resolve("failed.jsonl");
    CommandRun report = jobs("report", "mine", "--json", "--failures", file);
    assertSays(0, "\"failed_blocks\": [{", report);
    assertEquals(8, Files.readAllLines(file).size());
    assertTrue(Files.readString(file).contains("\"cause\": \"refused\""));
    assertSays(2, "the causes are: refused", jobs("retry", "mine", "--cause", "other"));
    server.setFaults(FaultPlan.NONE);
    assertSays(
        0,
        "1 of its parts are tried again",
        jobs("retry", "mine", "--cause", "refused", "--paused"));
    assertFalse(Files.exists(made.resolve("report.json")));
    assertSays(0, "fetched: 8", CommandRun.in(home, "work", made));
    assertSays(0, "\"status\": \"finished\"", jobs("retry", "mine", "--json"));
    assertSays(0, "nothing has failed", jobs("retry", "mine"));
  }

  @Test
  void aPausedJobIsNotWorkedOnUntilItGoesOn() throws Exception {
    Path made = add("--name", "mine");
    assertSays(0, "paused; to go on: cellar jobs resume", jobs("pause", "mine"));
    assertEquals(Stop.PAUSE, JobFolder.open(made, false).stop().orElseThrow());
    assertSays(0, "\"status\": \"paused\"", jobs("pause", "mine", "--json"));
    assertSays(0, "paused", CommandRun.in(home, "work", made));
    assertEquals(0, server.log().requests());
    assertSays(0, "fetched: 8", jobs("run", "mine"));
  }

  @Test
  void aCanceledJobCanBeRemovedAndWhatWasFetchedStays() throws Exception {
    Path made = add("--name", "mine");
    assertEquals(0, CommandRun.in(home, "fetch", description, "--roi", FEW).code());
    assertSays(0, "canceled; to be rid of it", jobs("cancel", "mine"));
    assertSays(0, "\"status\": \"canceled\"", jobs("cancel", "mine", "--json"));
    assertSays(0, "canceled", jobs("list"));
    assertSays(0, "\"removed\": true", jobs("remove", "mine", "--json"));
    assertFalse(Files.exists(made));
    assertSays(0, "you have no jobs", jobs("list"));
    server.close();
    assertSays(0, "skipped: 8", CommandRun.in(home, "fetch", description, "--roi", FEW));
  }

  @Test
  void aJobIsNamedByItsFolderItsIdItsBeginningOrItsName() throws Exception {
    Path one = add("--name", "twice");
    String id = one.getFileName().toString();
    assertSays(0, id, jobs("show", one));
    assertSays(0, id, jobs("show", id));
    assertSays(0, id, jobs("show", id.substring(0, 12)));
    assertSays(0, id, jobs("show", "twice"));
    Path two = add("--name", "twice");
    assertSays(2, "several jobs are called so: twice", jobs("show", "twice"));
    assertSays(2, "no job of yours: other", jobs("show", "other"));
    assertSays(0, two.getFileName().toString(), jobs("show", two));
  }

  @Test
  void aStrangersFolderInACacheStartsNothing() throws Exception {
    Path made = add("--name", "mine");
    assertSays(0, "", CommandRun.in(home, "jobs", "list"));
    Path other = folder.resolve("another home");
    for (String verb : List.of("show", "run", "resume", "cancel", "remove", "report", "retry")) {
      assertSays(2, "no job of yours", CommandRun.in(other, "jobs", verb, made));
    }
    assertSays(0, "you have no jobs", CommandRun.in(other, "jobs", "list"));
    assertTrue(Files.exists(made.resolve("job.json")));
    assertEquals(0, server.log().requests());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatOthersMayWriteIsWorkedOnOnlyIfThatIsSaid() throws Exception {
    Path made = add();
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
    CommandRun run = CommandRun.in(home, "work", made);
    assertSays(2, "others may write to the job's folder", run);
    assertEquals(0, server.log().requests());
    assertSays(0, "unusable: others may write", jobs("list"));
    assertSays(0, "fetched: 8", CommandRun.in(home, "work", made, "--allow-shared"));
  }

  @Test
  void whatIsNoJobIsNotWorkedOn() {
    assertSays(2, "no folder of a job", CommandRun.in(home, "work", folder.resolve("nothing")));
    assertSays(2, "it has no job.json", CommandRun.in(home, "work", folder));
  }

  @Test
  void aJobThatWasChangedIsNotTouched() throws Exception {
    Path made = add("--name", "mine");
    Path spec = made.resolve("job.json");
    Files.writeString(spec, Files.readString(spec).replace("\"mine\"", "\"evil\""));
    assertSays(2, "was changed since it was made", jobs("run", "mine"));
    assertSays(0, "unusable: its job.json was changed", jobs("list"));
    assertEquals(0, server.log().requests());
    assertSays(0, "its folder is left alone", jobs("remove", "mine"));
    assertTrue(Files.exists(spec));
    assertTrue(new JobList(home.resolve("data/jobs")).all().isEmpty());
  }
}
