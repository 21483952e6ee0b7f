package io.cellar.cli;

import io.cellar.input.AtomicFile;
import io.cellar.input.FileTrouble;
import io.cellar.job.folder.JobFailure;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file of {@code --failures}: blocks that could not be had, a JSON object a line. */
final class FailureList {
  private static final String OPTION = "--failures";

  private FailureList() {}

  /**
   * Refuses a file that cannot be meant, before anything is fetched.
   *
   * @param levels what is fetched, whose files stay as they are
   */
  static void requireWritable(Path file, List<Level> levels) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new CommandException(
          ExitCode.USAGE,
          (Files.isDirectory(file) ? "is a folder" : "its folder does not exist")
              + ": "
              + OPTION
              + " "
              + file
              + "; expected the name of a file in a folder that there is");
    }
    Outputs.requireElsewhere(OPTION, file, levels);
  }

  /** Writes the file, whole or not at all; an empty one when nothing failed. */
  static void write(Path file, List<JobFailure> failures) throws IOException {
    String lines =
        failures.stream().map(failure -> failure.line() + "\n").collect(Collectors.joining());
    try {
      AtomicFile.replace(file, lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(FileTrouble.notWritten(file, e), e);
    }
  }
}
