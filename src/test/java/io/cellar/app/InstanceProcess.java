package io.cellar.app;

import io.cellar.app.instance.SingleInstance;
import io.cellar.app.instance.SingleInstance.Start;
import io.cellar.settings.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program without a window that is the only one on the desktop, or hands its locations over. It
 * starts when it is told a line, and tells what came of it and what is handed to it, a line each;
 * it ends when its input does.
 */
final class InstanceProcess {
  private InstanceProcess() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("ready");
    if (args.length == 2 && args[0].equals("--often")) {
      in.readLine();
      often(Path.of(args[1]), Integer.parseInt(in.readLine()), out);
      return;
    }
    in.readLine();
    switch (start(List.of(args))) {
      case Start.First(SingleInstance instance) -> {
        out.println("first");
        instance.serve(locations -> out.println("open " + locations));
        in.lines().forEach(line -> out.println("told " + line));
        instance.close();
      }
      case Start.HandedOver() -> out.println("handed over");
      case Start.Refused(String reason) -> out.println("refused: " + reason);
      case Start.Alone(String reason, boolean _) -> out.println("alone: " + reason);
    }
  }

  private static Start start(List<String> locations) {
    return SingleInstance.start(Folders.standard(), System.getenv(), locations);
  }

  /** Starts and ends; whenever it is the first, nobody else may be. */
  private static void often(Path mark, int times, PrintStream out) throws IOException {
    int first = 0;
    for (int i = 0; i < times; i++) {
      switch (start(List.of("/" + i))) {
        case Start.First(SingleInstance instance) -> {
          Files.createFile(mark); // fails where it is
          Files.delete(mark);
          instance.close();
          first++;
        }
        case Start.HandedOver() -> {}
        case Start.Refused(String reason) -> throw new IOException("refused: " + reason);
        case Start.Alone(String reason, boolean _) -> throw new IOException("alone: " + reason);
      }
    }
    out.println("first " + first);
  }
}
