package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of the command line sees of a server that does not send a chunk. */
class ChunkFaultsTest {
  @TempDir Path folder;

  private int run(String command, String address) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "io.cellar.Main",
            command,
            address,
            "--json");
    builder.environment().put("CELLAR_HOME", folder.resolve("home").toString());
    builder.redirectError(folder.resolve("err").toFile());
    builder.redirectOutput(folder.resolve("out").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    return process.exitValue();
  }

  private List<String> messages() throws Exception {
    return Files.readAllLines(folder.resolve("err"));
  }

  @Test
  void aChunkThatDoesNotComeIsExitCodeThreeAndNothingIsMadeUp() throws Exception {
    try (FileServer server = FileServer.start(CommandRun.resource("volumes"))) {
      String address = server.uri() + "zarr2-blosc-lz4/volume.zarr";
      server.script(
          request ->
              request.path().endsWith("/1.1.1")
                  ? Optional.of(new Reply(500, Map.of(), new byte[0]))
                  : Optional.empty());
      assertEquals(3, run("read", address), messages().toString());
      assertEquals("", Files.readString(folder.resolve("out")));
      assertEquals(1, messages().size(), messages().toString());
      assertTrue(
          messages().getFirst().contains("the block begins at zyx [0, 0, 0]"),
          messages().toString());
      assertTrue(messages().getFirst().contains("/1.1.1 "), messages().toString());
      server.script(request -> Optional.empty());
      assertEquals(0, run("read", address), messages().toString());
      assertTrue(
          Files.readString(folder.resolve("out"))
              .contains("ec793757e839963a68caeb76c42722c5079dd9b10856b5a695c5af743c80b327"));
    }
  }
}
