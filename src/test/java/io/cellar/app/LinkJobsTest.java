package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.Worker;
import io.cellar.session.HostNotAgreedException;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.LinkConsents;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.ui.JobRequest;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.volume.Roi;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who works on what a link led to asks the servers alone that were agreed to for it. */
class LinkJobsTest extends LinkRig {
  private static final JobRunner.Work HOW =
      new JobRunner.Work("command", false, false, 1, OptionalLong.empty());

  private JobFolder job(OpenOutcome outcome) throws Exception {
    Opened opened = assertInstanceOf(Opened.class, outcome, outcome.toString());
    try (var volume = opened.volume()) {
      Roi all = Roi.ofShape(volume.levels().finest().viewShape());
      JobRequest.Part part = new JobRequest.Part(volume, all, List.of(0));
      JobRequest r = JobsRig.request("linked", part, OptionalLong.empty());
      program
          .jobs()
          .add(
              new JobRequest(
                  r.name(),
                  r.parts(),
                  r.order(),
                  0,
                  OptionalLong.empty(),
                  true,
                  false,
                  true,
                  r.where(),
                  1,
                  Map.of()));
    }
    return new JobList(folders().jobs()).all().getFirst().require();
  }

  private Folders folders() {
    return Folders.of(Map.of("CELLAR_HOME", home.toString()), "Linux", home);
  }

  private static Settings agreed(String location, LinkHost... hosts) {
    LinkConsents links =
        LinkConsents.NONE.with(
            location,
            Stream.of(hosts).map(host -> "http://" + host.name()).collect(Collectors.toSet()));
    Settings settings = Settings.DEFAULT;
    return settings.withConsents(settings.consents().withLinks(links));
  }

  /** A worker of a process with some settings. */
  private JobState worked(JobFolder job, Settings settings) throws Exception {
    if (job.shards().isOver()) {
      job.retry(Optional.empty());
    }
    job.letGo();
    assertInstanceOf(
        Worker.Outcome.Over.class,
        JobRunner.work(job, any -> Wiring.volumes(folders(), settings, 1), HOW));
    return job.look();
  }

  @Test
  void aWorkerFollowsARedirectToAServerThatWasAgreedToAlone() throws Exception {
    second.withImage("/a");
    first.withImage("/a").redirecting("/a/0.0.0", second.url("/a/0.0.0"));
    JobFolder job = job(agree(open("cellar:" + first.url("/a"))));
    assertEquals(
        Optional.of(Set.of("http://" + first.name())), job.spec().volumes().getFirst().servers());
    for (Settings settings : List.of(Settings.DEFAULT, memory.settings())) {
      assertEquals(1, worked(job, settings).counts().failed());
      String said = job.listFailures().getFirst().toString();
      assertTrue(said.contains("sends this on to http://" + second.name()), said);
      assertTrue(said.contains("in the window"), said);
      assertEquals(List.of(), second.requests());
    }
    JobState after = worked(job, agreed(first.url("/a"), first, second));
    assertEquals(0, after.counts().failed(), "what was agreed to since counts");
    assertEquals(1, after.counts().fetched());
    assertEquals(List.of("/a/0.0.0"), second.requests());
  }

  @Test
  void aWorkerThatADescriptionSendsElsewhereEndsWithTheServersName() throws Exception {
    String location = first.with("/d.json", LinkHost.blocksOf(first.url("/"), "b")).url("/d.json");
    JobFolder job = job(agree(open("cellar:" + location)));
    first.with("/d.json", LinkHost.blocksOf(second.url("/"), "b"));
    for (Settings settings : List.of(Settings.DEFAULT, memory.settings())) {
      HostNotAgreedException e =
          assertThrows(HostNotAgreedException.class, () -> worked(job, settings));
      assertEquals("http://" + second.name(), e.origin());
      String said = job.look().error().orElseThrow();
      assertTrue(said.startsWith("nobody has agreed to ask http://" + second.name()), said);
    }
    assertEquals(List.of(), second.requests());
  }

  @Test
  void theWorkerInTheWindowKnowsWhatTheJobWasMadeWith() throws Exception {
    second.withImage("/a");
    first.withImage("/a").redirecting("/a/0.0.0", second.url("/a/0.0.0"));
    JobFolder job = job(agree(open("cellar:" + first.url("/a"))));
    memory.change(s -> s.withConsents(s.consents().withLinks(LinkConsents.NONE)));
    program.jobs().resume(job.spec().id());
    JobsRig.awaitOver(job);
    assertEquals(1, job.look().counts().failed());
    assertEquals(List.of(), second.requests());
  }

  @Test
  void commandsAskNoOthersEither() throws Exception {
    String location = first.with("/d.json", LinkHost.blocksOf(second.url("/"), "b")).url("/d.json");
    new SettingsFile(folders().settingsFile()).save(agreed(location, first));
    String said = command("fetch", location, "--roi", "0:4,0:4,0:4");
    assertEquals(
        "2 cellar: nobody has agreed to ask http://%s; open the volume again in the window, where"
                .formatted(second.name())
            + " you are asked",
        said);
    assertEquals(List.of(), second.requests());
    assertFalse(first.requests().isEmpty());
  }

  /** How a command in a process of its own ended, and what it printed. */
  private String command(String... words) throws Exception {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.add("--enable-native-access=ALL-UNNAMED");
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    all.addAll(List.of("-cp", classes, "io.cellar.Main"));
    all.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("CELLAR_HOME", home.toString());
    Process process = builder.start();
    try (var unused = process.getOutputStream()) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return process.exitValue() + " " + said.strip();
    }
  }
}
