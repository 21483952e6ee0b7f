package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
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

/** What the commands on jobs say to who mistyped something, and to who is new. */
class JobWordsTest {
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

  private CommandRun run(Object... words) {
    return CommandRun.in(home, words);
  }

  private CommandRun add(Object... words) {
    return run(
        Stream.concat(
                Stream.of("jobs", "add", description, "--roi", "0:16,0:32,0:32"), Stream.of(words))
            .toArray());
  }

  private static void refused(String words, CommandRun run) {
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("cellar: " + words), run.err());
    assertEquals("", run.out());
  }

  private Path style(String json) throws IOException {
    return Files.writeString(folder.resolve("style.json"), json);
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedAndMakesNoJob() throws Exception {
    refused("--paused with --on here", add("--on", "here", "--paused"));
    refused("--workers with --on here", add("--on", "here", "--workers", "3"));
    Path four = style("{\"computeWorkerKind\": \"CW_SUBPROC\", \"numComputeWorkers\": 4}");
    refused("--workers with --style", add("--style", four, "--workers", "3"));
    refused(
        "--style: more than 256 at a time are not offered: ",
        add("--paused", "--style", style("{\"numReadWorkers\": 100000}")));
    assertTrue(run("jobs", "list").err().contains("you have no jobs"));
    assertEquals(0, server.log().requests());
    assertEquals(0, add("--on", "here").code());
    Path eight = style("{\"numReadWorkers\": 8}");
    assertEquals(0, add("--style", eight, "--workers", "3", "--paused").code());
  }

  @Test
  void aJobsNameThatIsMissingOrNoneIsToldSo() {
    for (String verb :
        List.of("show", "run", "pause", "resume", "cancel", "retry", "remove", "report")) {
      refused("a job's name is missing", run("jobs", verb, ""));
      refused("no job of yours: a\\u0000b", run("jobs", verb, "a\0b"));
    }
  }

  @Test
  void removingSaysWhatBecomesOfTheFolder() throws Exception {
    Path one = Path.of(add("--paused", "--name", "one").out().lines().findFirst().orElseThrow());
    assertEquals(
        "one: is removed; what it fetched stays", run("jobs", "remove", "one").err().strip());
    assertFalse(Files.exists(one));
    Path two = Path.of(add("--paused", "--name", "two").out().lines().findFirst().orElseThrow());
    Files.move(two, folder.resolve("elsewhere"));
    CommandRun gone = run("jobs", "remove", "two");
    assertEquals(0, gone.code(), gone.err());
    assertTrue(gone.err().contains("it is taken off the list of your jobs"), gone.err());
    assertTrue(run("jobs", "list").err().contains("you have no jobs"));
    assertTrue(Files.exists(folder.resolve("elsewhere/job.json")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theAdviceToShareNamesTheCommandThatHasIt() throws Exception {
    Path made = Path.of(add("--paused", "--name", "mine").out().lines().findFirst().orElseThrow());
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused("others may write to the job's folder", run("jobs", "show", "mine"));
    String advice = "'cellar work' with --allow-shared";
    assertTrue(run("jobs", "run", "mine").err().contains(advice));
    assertEquals(0, run("work", made, "--allow-shared").code());
  }

  @Test
  void offlineWithoutAStyleDoesNotBlameOne() {
    String made = add("--paused").out().lines().findFirst().orElseThrow();
    CommandRun run = run("work", made, "--offline");
    refused("nobody downloads for the workers of this job, so", run);
    assertFalse(run.err().contains("style"), run.err());
  }

  @Test
  void helpGoesDownToTheCommandsUnderACommand() {
    CommandRun add = run("help", "jobs", "add");
    assertEquals(0, add.code(), add.err());
    assertTrue(add.out().startsWith("Usage: cellar jobs add "), add.out());
    assertEquals(run("jobs", "add", "--help").out(), add.out());
    assertTrue(run("help", "jobs").out().startsWith("Usage: cellar jobs "));
    assertTrue(run("help", "fetch").out().startsWith("Usage: cellar fetch "));
    assertTrue(run("help").out().startsWith("Usage: cellar "));
    refused("'cellar jobs' has no command bake", run("help", "jobs", "bake"));
    refused("'cellar' has no command bake", run("help", "bake"));
    refused("'cellar jobs' has no command shwo; did you mean 'show'?", run("jobs", "shwo"));
    refused("Unknown option: '--all'", run("jobs", "--all"));
  }

  @Test
  void everyCommandTellsTheVersion() {
    String version = run("--version").out();
    String[] lines = version.split("\n");
    assertEquals("cellar not packaged", lines[0]);
    assertEquals("Build: from compiled classes", lines[1]);
    assertEquals("Java " + Runtime.version(), lines[2]);
    assertTrue(lines[3].endsWith(System.getProperty("os.arch")), version);
    assertEquals(version, run("jobs", "--version").out());
    assertEquals(version, run("jobs", "add", "--version").out());
    assertEquals(version, run("fetch", "-V").out());
  }

  @Test
  void workersThatHaveBegunAreCounted() throws Exception {
    CommandRun made = add("--workers", "2", "--name", "mine");
    assertEquals(0, made.code(), made.err());
    assertEquals(1, made.out().lines().count(), made.out());
    Path job = Path.of(made.out().strip());
    assertTrue(
        made.err().contains("mine: 2 workers have begun in the background; how far it is: cellar"),
        made.err());
    assertTrue(made.err().contains("cellar jobs show " + job.getFileName()), made.err());
    // until both have written their last words, the folder is not ours to delete
    long end = System.nanoTime() + 60_000_000_000L;
    while (!JobFolder.open(job, false).look().living().isEmpty()) {
      assertTrue(System.nanoTime() < end, "workers do not end");
      Thread.sleep(50);
    }
    assertTrue(JobFolder.open(job, false).look().shards().isOver());
  }

  @Test
  void sentencesBeginAlikeAndPlacesInAFileStandFirst() throws Exception {
    refused("there is no such file: ", run("info", folder.resolve("none.json")));
    refused("an address may carry no user name", run("info", "http://joe@127.0.0.1:1/z"));
    refused("no image is there", run("info", "zarr3://" + folder));
    refused("no folder of a job", run("work", folder.resolve("none")));
    refused("the folder of a job is missing", run("work", ""));
    refused("--roi 0:4: 1 axis given", run("jobs", "add", description, "--paused", "--roi", "0:4"));
    String text = Files.readString(description);
    Path wrong = folder.resolve("cache/wrong.json");
    Files.writeString(wrong, text.replace("http://", "http://joe:word@"));
    CommandRun run = run("info", wrong);
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("may hold no user name or password"), run.err());
    assertTrue(run.err().contains("wrong.json:"), run.err());
    assertFalse(run.err().contains("word@"), run.err());
  }
}
