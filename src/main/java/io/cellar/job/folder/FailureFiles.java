package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The blocks that a job could not have, a line of JSON each. Every worker appends to a file of its
 * own, {@code workers/ID.failures.jsonl}, since appending of several to one is not to be relied on
 * where files lie on a network; at the end of the job they become one {@code failures.jsonl}. Of a
 * shard that was tried again only those of the last attempt count. Touches the disk.
 */
public final class FailureFiles {
  /** More are counted, not listed. */
  private static final int MOST = 100_000;

  private static final String ENDING = ".failures.jsonl";

  private final Path whole;
  private final Path workers;

  FailureFiles(Path whole, Path workers) {
    this.whole = whole;
    this.workers = workers;
  }

  /** Adds failures of a worker; to be called before their shard is ended. */
  public void add(String worker, List<JobFailure> failures) throws IOException {
    if (!failures.isEmpty()) {
      String lines = failures.stream().map(f -> f.line() + "\n").collect(Collectors.joining());
      Files.write(
          workers.resolve(worker + ENDING),
          lines.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Those that count.
   *
   * @param failedIn the attempt that each failed shard ended with
   */
  List<JobFailure> read(Map<Long, String> failedIn) throws IOException {
    Map<JobFailure, JobFailure> all = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(workers, "*" + ENDING)) {
      for (Path file : files) {
        try {
          read(file, failedIn, all);
        } catch (NoSuchFileException | AccessDeniedException _) {
          continue; // another user's or just removed; the failures are counted all the same
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return List.copyOf(all.values());
  }

  private static void read(Path file, Map<Long, String> failedIn, Map<JobFailure, JobFailure> all)
      throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8))) {
      for (String line; all.size() < MOST && (line = lines.readLine()) != null; ) {
        try {
          JobFailure failure = JobFailure.of(JsonObject.parse(line));
          if (failure.attempt().equals(failedIn.get(failure.shard()))) {
            all.putIfAbsent(failure.withoutTime(), failure); // an attempt may be told twice
          }
        } catch (IllegalArgumentException _) {
          continue; // a line that a crash cut off
        }
      }
    }
  }

  /** Puts those that count into one file, whole or not at all. */
  void fold(Map<Long, String> failedIn) throws IOException {
    String lines = read(failedIn).stream().map(f -> f.line() + "\n").collect(Collectors.joining());
    AtomicFile.replace(whole, lines.getBytes(StandardCharsets.UTF_8));
  }
}
