package io.cellar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The volumes that {@link TrainCommand} works on, and the process that serves them: in its own,
 * classes of servers would be recorded with those of commands.
 *
 * @param boxes the description file of a volume behind a block server
 * @param chunked the locations of volumes of chunks
 * @param file one of these as a folder
 */
record TrainVolumes(Process server, String boxes, List<String> chunked, String file)
    implements AutoCloseable {
  /** The folder of the volumes of chunks. */
  static final String CHUNKS = "chunks";

  /**
   * Starts the server.
   *
   * @param folder absolute, and empty
   * @throws IOException if it does not start; what it said went to standard error
   */
  static TrainVolumes start(Path folder) throws IOException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.cellar.Main",
                "train",
                "--serve",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader told = server.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    while (lines.size() < 1 + TrainChunks.VOLUMES) {
      String line = told.readLine();
      if (line == null) {
        throw new IOException("the server of volumes to train on did not start");
      }
      lines.add(line);
    }
    return new TrainVolumes(
        server,
        folder.resolve(lines.getFirst()).toString(),
        lines.subList(1, lines.size()),
        folder.resolve(CHUNKS, TrainChunks.ZARR).toString());
  }

  /** Ends the server, and waits for that. */
  @Override
  public void close() throws IOException {
    server.getOutputStream().close();
    server.onExit().join();
  }
}
