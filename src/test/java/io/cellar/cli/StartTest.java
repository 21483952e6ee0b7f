package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts of commands make no classes of the program at run time that no AOT cache can hold: see
 * docs/performance.md, "What a start pays for".
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {
  private Path folder;
  private BlockServer server;
  private Path description;

  @BeforeAll
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {32, 32, 32}).write(folder);
  }

  @AfterAll
  void end() {
    server.close();
  }

  /** The names of the classes that a command loads. */
  private List<String> loaded(String... words) throws Exception {
    Path log = folder.resolve(words[0] + ".txt");
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xlog:class+load:file=\"" + log + "\":none",
            "-cp",
            System.getProperty("java.class.path"),
            "io.cellar.Main");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words)).toList());
    builder.environment().put("CELLAR_HOME", folder.resolve("home").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile());
    assertEquals(0, builder.start().waitFor(), Files.readString(folder.resolve("out.txt")));
    List<String> classes =
        Files.readAllLines(log).stream().map(line -> line.replaceFirst("[/ ].*", "")).toList();
    assertTrue(classes.contains("io.cellar.Main"), "the log names no classes");
    return classes;
  }

  @Test
  void infoNeedsNoSwitchOverTypesAndComparesNoRecords() throws Exception {
    List<String> classes = loaded("info", description.toString());
    List<String> makers =
        List.of("java.lang.runtime.SwitchBootstraps", "java.lang.runtime.ObjectMethods");
    assertEquals(List.of(), classes.stream().filter(makers::contains).toList());
  }

  @Test
  void optionsAreReadWithoutReflectionOfAnnotationsAndFields() throws Exception {
    List<String> makers =
        List.of(
            "java.lang.reflect.ProxyGenerator", // of annotations
            "jdk.internal.reflect.MethodHandleFieldAccessorImpl", // with its forms
            "picocli.CommandLine$DefaultFactory"); // looks for Groovy in every jar
    for (List<String> words :
        List.of(
            List.of("info", description.toString()),
            List.of("check", description.toString(), "--write", folder.resolve("out").toString()),
            List.of("jobs", "list"),
            List.of("help"))) {
      List<String> classes = loaded(words.toArray(String[]::new));
      assertTrue(classes.contains("picocli.CommandLine"), words + " has options");
      assertEquals(List.of(), classes.stream().filter(makers::contains).toList(), words.toString());
    }
  }

  @Test
  void aFetchSwitchesOverNoTypesOfTheProgram() throws Exception {
    List<String> classes = loaded("fetch", description.toString(), "--roi", "0:32,0:32,0:64");
    assertEquals(
        List.of(),
        classes.stream()
            .filter(name -> name.startsWith("io.cellar.") && name.endsWith("$$TypeSwitch"))
            .toList());
  }
}
