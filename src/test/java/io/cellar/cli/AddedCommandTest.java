package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.CompiledDoc;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command that the page about adding one shows, against a server. */
class AddedCommandTest {

  @Test
  void itPrintsTheMeanOfABox(@TempDir Path folder) throws Exception {
    Class<?> command =
        MethodHandles.privateLookupIn(CellarCommand.class, MethodHandles.lookup())
            .defineClass(CompiledDoc.of("adding-a-command.md"));
    ServedVolume truth = new SyntheticVolume().level(4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = new Console(new PrintStream(out), System.err);
    try (BlockServer server = BlockServer.start(Map.of("tissue", truth), ServerOptions.DEFAULT)) {
      Path file = SampleDescription.of(server, "tissue", new long[] {32, 32, 32}).write(folder);
      Object mean = command.getDeclaredConstructor(Console.class).newInstance(console);
      CommandLine line = (CommandLine) command.getDeclaredMethod("line").invoke(mean);
      int code = line.execute(file.toString(), "--roi", "0:16,0:32,8:72");
      assertEquals(ExitCode.FINE.code(), code);
    }
    Block box = truth.block(new Roi(new long[] {0, 0, 8}, new long[] {16, 32, 72}));
    double sum = 0;
    for (int i = 0; i < box.length(); i++) {
      sum += box.toDouble(i);
    }
    assertEquals(String.valueOf(sum / box.length()), out.toString(StandardCharsets.UTF_8).strip());
  }
}
