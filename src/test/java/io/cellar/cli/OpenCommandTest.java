package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.settings.Folders;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window is asked for. */
class OpenCommandTest {
  @TempDir private Path folder;

  private WindowLauncher.Request request(String... words) {
    List<WindowLauncher.Request> requests = new ArrayList<>();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    int code =
        CellarCommand.run(
            List.of(words),
            request -> {
              requests.add(request);
              return 0;
            },
            new Console(nowhere, nowhere),
            Folders.of(Map.of("CELLAR_HOME", folder.toString()), "Linux", folder));
    assertEquals(0, code);
    assertEquals(1, requests.size());
    return requests.getFirst();
  }

  @Test
  void aProcessOfItsOwnIsAskedForByName() {
    String place = folder.toString();
    assertEquals(false, request().newProcess());
    assertEquals(false, request(place).newProcess());
    assertEquals(false, request("open", place).newProcess());
    assertEquals(true, request("open", "--new-process").newProcess());
    assertEquals(true, request("open", "--new-process", place).newProcess());
    assertEquals(List.of(place), request(place, "--new-process").locations());
    assertEquals(true, request(place, "--new-process").newProcess());
  }
}
