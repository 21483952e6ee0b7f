package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import io.cellar.input.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The user's own list of jobs, a small file each: only what it names is ever shown or resumed, and
 * only while {@code job.json} is as it was when the job was made. A job's folder that merely lies
 * in a cache, such as one that came from a stranger, is never looked at. Touches the disk.
 */
public final class JobList {
  private static final int LONGEST = 1 << 16;

  private final Path folder;

  /**
   * @param folder of the list, made when the first job is added
   */
  public JobList(Path folder) {
    this.folder = folder;
  }

  /**
   * A job that the user has made.
   *
   * @param id of it
   * @param name what the user calls it
   * @param folder of it
   * @param created when
   * @param job the folder, opened; empty when it is gone or was changed
   * @param problem why it is empty
   */
  public record Entry(
      String id,
      String name,
      Path folder,
      Instant created,
      Optional<JobFolder> job,
      String problem) {

    /**
     * The folder, opened.
     *
     * @throws UnusableJobException if it is gone or was changed
     */
    public JobFolder require() throws IOException {
      return job.orElseThrow(() -> new UnusableJobException(problem));
    }
  }

  /** Adds a job that was made just now. */
  public void add(JobFolder job) throws IOException {
    Files.createDirectories(folder);
    String text =
        Json.text(
            Json.object(
                "id", job.spec().id(),
                "name", job.spec().name(),
                "folder", job.path().toString(),
                "created", job.spec().created().toString(),
                "sha256", job.sha256()));
    AtomicFile.replace(file(job.spec().id()), (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets a job; its folder stays. */
  public void remove(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /** All jobs, the oldest first; files that name none are passed over. */
  public List<Entry> all() throws IOException {
    List<Entry> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        entry(file).ifPresent(all::add);
      }
    } catch (NoSuchFileException _) {
      return List.of(); // no job was ever made
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(Comparator.comparing(Entry::created).thenComparing(Entry::id));
    return all;
  }

  /**
   * The job that a text names.
   *
   * @param text its folder, its id, the start of its id if no other begins so, or its name if no
   *     other has it
   * @throws UnusableJobException if none or several are meant; the message says which there are
   */
  public Entry find(String text) throws IOException {
    List<Entry> all = all();
    Path path = Path.of(text).toAbsolutePath().normalize();
    List<Entry> found =
        all.stream().filter(e -> e.id().equals(text) || e.folder().equals(path)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(e -> e.name().equals(text)).toList();
    }
    if (found.isEmpty() && !text.isBlank()) {
      found = all.stream().filter(e -> e.id().startsWith(text)).toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    String ids =
        String.join(", ", (found.isEmpty() ? all : found).stream().map(Entry::id).toList());
    throw new UnusableJobException(
        found.isEmpty()
            ? "no job of yours: "
                + text
                + (ids.isEmpty() ? "; you have none" : "; yours are " + ids)
            : "several jobs are called so: " + text + "; say one of " + ids);
  }

  private Optional<Entry> entry(Path file) throws IOException {
    try {
      JsonObject json = JsonObject.read(file, LONGEST);
      Path path = Path.of(json.text("folder"));
      Optional<JobFolder> job = Optional.empty();
      String problem = "";
      try {
        job = Optional.of(JobFolder.open(path, false));
        if (!job.get().sha256().equals(json.text("sha256"))) {
          job = Optional.empty();
          problem = "its job.json was changed since it was made: " + path;
        }
      } catch (IOException e) {
        problem = e.getMessage();
      }
      return Optional.of(
          new Entry(
              json.text("id"),
              json.text("name"),
              path,
              Instant.parse(json.text("created")),
              job,
              problem));
    } catch (NoSuchFileException | RuntimeException _) {
      return Optional.empty(); // removed in this moment, or nothing of ours
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }
}
