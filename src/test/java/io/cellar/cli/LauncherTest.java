package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, with Java installations that only print who they are and what they got. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String QUICK = "-XX:+UseSerialGC";

  @TempDir private Path folder;
  private Path app;

  @BeforeEach
  void install() throws IOException {
    app = Files.createDirectories(folder.resolve("an app/bin")).getParent();
    program(app.resolve("bin/cellar"), Files.readString(Path.of("src/main/launchers/cellar")));
  }

  @Test
  void theFirstJavaThatIsNewEnoughWins() throws Exception {
    Path old = java("old", "JAVA_VERSION=\"17.0.15\"");
    Path ancient = java("ancient", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_392\"\n");
    Path fits = java("fits", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\nOS_NAME=\"Linux\"\n");
    Path early = java("early", "JAVA_VERSION=\"26-ea\"\n");
    assertEquals("fits", by(Map.of("CELLAR_JAVA_HOME", old, "JAVA_HOME", fits)));
    assertEquals("early", by(Map.of("CELLAR_JAVA_HOME", early, "JAVA_HOME", fits)));
    assertEquals("fits", by(Map.of("CELLAR_JAVA_HOME", ancient, "JAVA_HOME", old, "PATH", fits)));
  }

  @Test
  void aJavaWhoseFilesDoNotTellItsVersionIsAsked() throws Exception {
    Path none = java("none", null);
    Path silent = java("silent", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"\"\n");
    assertEquals("none", by(Map.of("JAVA_HOME", none)));
    assertEquals("silent", by(Map.of("JAVA_HOME", silent)));
  }

  @Test
  void aJavaOfThePathIsFoundThroughLinks() throws Exception {
    Path fits = java("fits", "JAVA_VERSION=\"25\"\n");
    Path links = Files.createDirectories(folder.resolve("links/bin"));
    Files.createSymbolicLink(links.resolve("java"), fits.resolve("bin/java"));
    assertEquals("fits", by(Map.of("PATH", links.getParent())));
  }

  @Test
  void theLauncherMayBeALinkAndItsFolderAnyName() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("tool"), Path.of("an app/bin/cellar"));
    Map<String, Object> environment = Map.of("JAVA_HOME", java("fits", "JAVA_VERSION=\"25\"\n"));
    assertTrue(run(link.toString(), environment, "info").contains(app + "/cellar.jar"));
    List<String> near = run("an app/bin/cellar", environment, "info");
    assertTrue(near.contains(app + "/cellar.jar"), near.toString());
    List<String> words = run(link.toString(), environment, "info", "a b", "*");
    assertEquals(List.of("info", "a b", "*"), words.subList(words.size() - 3, words.size()));
  }

  @Test
  void itTellsWhereItIsSoThatItCanBeStartedAgain() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("tool"), Path.of("an app/bin/cellar"));
    Map<String, Object> environment = Map.of("JAVA_HOME", java("fits", "JAVA_VERSION=\"25\"\n"));
    for (String way : List.of(link.toString(), "an app/bin/cellar")) {
      String told =
          run(way, environment, "work").stream()
              .filter(word -> word.startsWith("-Dcellar.launcher="))
              .findFirst()
              .orElseThrow();
      Path launcher = Path.of(told.substring(told.indexOf('=') + 1));
      assertTrue(launcher.isAbsolute(), told);
      assertTrue(Files.isSameFile(app.resolve("bin/cellar"), launcher), told);
    }
  }

  @Test
  void theRuntimeOfAnInstallationGoesBeforeAllOthers() throws Exception {
    Map<String, Object> others = Map.of("CELLAR_JAVA_HOME", java("fits", "JAVA_VERSION=\"25\"\n"));
    Path runtime = java("an app/runtime", null);
    Files.move(runtime.resolve("bin/java"), runtime.resolve("bin/cellar"));
    assertEquals("an app/runtime", by(others));
  }

  @Test
  void underTheNameOfTheWindowItIsADesktopsProgram() throws Exception {
    Files.createFile(app.resolve("commands.aot"));
    Files.createFile(app.resolve("window.aot"));
    Files.createSymbolicLink(app.resolve("bin/cellar-window"), Path.of("cellar"));
    Path link = folder.resolve("cellar-window");
    Files.createSymbolicLink(link, Path.of("an app/bin/cellar-window"));
    Map<String, Object> environment = Map.of("JAVA_HOME", java("fits", "JAVA_VERSION=\"25\"\n"));
    List<String> words = run(link.toString(), environment, "open", "--", "v.json");
    assertEquals(List.of("open", "--", "v.json"), words.subList(words.size() - 3, words.size()));
    assertTrue(words.contains("-Dcellar.desktop=true"), words.toString());
    assertTrue(words.contains("-XX:AOTCache=" + app + "/window.aot"), words.toString());
    assertTrue(words.contains("-Dcellar.launcher=" + app + "/bin/cellar"), words.toString());
    assertFalse(options("open").contains("-Dcellar.desktop=true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check", "info", "fetch", "work", "jobs", "locks", "forget", "help", "--help", "-V"
      })
  void whatComputesNothingStartsQuickly(String command) throws Exception {
    assertTrue(options(command).contains(QUICK), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "slice", "verify", "serve", "sample", "open", "x.json", ""})
  void whatComputesAndTheWindowRunAtFullSpeed(String command) throws Exception {
    assertFalse(options(command).contains(QUICK), command);
  }

  @Test
  void whatComesOverTlsIsNotMadeForAQuickStart() throws Exception {
    Path description = app.resolve("v.json");
    Files.writeString(description, "{\"url_format\": \"http://127.0.0.1/\"}");
    assertTrue(options("fetch", description.toString()).contains(QUICK));
    Files.writeString(description, "{\"url_format\": \"https://127.0.0.1/\"}");
    assertFalse(options("fetch", description.toString()).contains(QUICK));
    assertFalse(options("fetch", "zarr://https://example.org/a").contains(QUICK));
    assertFalse(options("read", "gs://bucket/a", "--out", "a.raw").contains(QUICK));
    assertTrue(options("info", "https://example.org/a").contains(QUICK));
    assertFalse(options("jobs", "add", "zarr://https://example.org/a").contains(QUICK));
    assertFalse(options("jobs", "run", "mine").contains(QUICK), "its name tells no address");
    assertTrue(options("jobs", "list").contains(QUICK));
  }

  @Test
  void aWorkerOfAJobOverTlsIsNotMadeForAQuickStart() throws Exception {
    Path job = Files.createDirectories(app.resolve("a job"));
    Path spec = job.resolve("job.json");
    Files.writeString(spec, "{\"location\": \"http://127.0.0.1/\"}");
    assertTrue(options("work", job.toString()).contains(QUICK));
    Files.writeString(spec, "{\"location\": \"https://127.0.0.1/\"}");
    assertFalse(options("work", job.toString()).contains(QUICK));
  }

  @Test
  void aReadThatOnlyCopiesStartsQuickly() throws Exception {
    assertTrue(options("read", "v.json", "--out", "a.raw").contains(QUICK));
    assertTrue(options("read", "v.json", "--out=a.raw").contains(QUICK));
    assertFalse(options("read", "v.json", "--out", "a.raw", "--sha256").contains(QUICK));
    assertFalse(options("read", "v.json").contains(QUICK));
  }

  @Test
  void whatWasRecordedIsUsedWhenItIsThere() throws Exception {
    assertFalse(options("info").toString().contains("AOTCache"));
    Files.createFile(app.resolve("commands.aot"));
    Files.createFile(app.resolve("window.aot"));
    assertTrue(options("info").contains("-XX:AOTCache=" + app + "/commands.aot"));
    assertTrue(options("read").contains("-XX:AOTCache=" + app + "/commands.aot"));
    assertTrue(options("open").contains("-XX:AOTCache=" + app + "/window.aot"));
    assertTrue(options("").contains("-XX:AOTCache=" + app + "/window.aot"));
  }

  @Test
  void theUsersOptionsComeLast() throws Exception {
    Map<String, Object> environment =
        Map.of(
            "JAVA_HOME",
            java("fits", "JAVA_VERSION=\"25\"\n"),
            "CELLAR_JAVA_OPTS",
            "-Xmx4g -XX:+UseG1GC");
    List<String> words = run(app.resolve("bin/cellar").toString(), environment, "info", "x");
    int jar = words.indexOf("-jar");
    assertEquals(List.of("-Xmx4g", "-XX:+UseG1GC"), words.subList(jar - 2, jar));
    assertEquals(List.of(app + "/cellar.jar", "info", "x"), words.subList(jar + 1, words.size()));
  }

  private List<String> options(String... command) throws Exception {
    Map<String, Object> environment = Map.of("JAVA_HOME", java("fits", "JAVA_VERSION=\"25\"\n"));
    String cellar = app.resolve("bin/cellar").toString();
    return command[0].isEmpty() ? run(cellar, environment) : run(cellar, environment, command);
  }

  private String by(Map<String, Object> environment) throws Exception {
    return run(app.resolve("bin/cellar").toString(), environment, "info").getFirst();
  }

  /** The lines that the chosen Java prints: its name, then each of its arguments. */
  private List<String> run(String cellar, Map<String, Object> environment, String... words)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(cellar));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder.environment().put("HOME", folder.toString());
    String path = environment.containsKey("PATH") ? environment.get("PATH") + "/bin:" : "";
    environment.forEach((name, value) -> builder.environment().put(name, value.toString()));
    builder.environment().put("PATH", path + "/usr/bin:/bin");
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
    assertEquals(0, process.exitValue(), out);
    return out.lines().toList();
  }

  private Path java(String name, String release) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name + "/bin")).getParent();
    program(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "25.0.1" 2025-10-21' >&2; exit; fi
        echo NAME
        for word; do echo "$word"; done
        """
            .replace("NAME", name));
    if (release != null) {
      Files.writeString(home.resolve("release"), release);
    }
    return home;
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
