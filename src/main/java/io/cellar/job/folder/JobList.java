package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import io.cellar.input.Json;
import io.cellar.input.RegularFile.NotRegularException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
  private static final String ENDING = ".json";

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
   * @param sha256 of {@code job.json} when the job was made
   */
  public record Entry(
      String id,
      String name,
      Path folder,
      Instant created,
      Optional<JobFolder> job,
      String problem,
      String sha256) {

    /**
     * The folder, opened.
     *
     * @throws UnusableJobException if it is gone or was changed
     */
    public JobFolder require() throws IOException {
      return job.orElseThrow(() -> new UnusableJobException(problem));
    }
  }

  /**
   * Makes a job. It is listed before there is anything of it, so that it can be removed whenever
   * this process is killed.
   *
   * @param root of the cache that is fetched into
   * @throws IOException if its folder or its entry cannot be made; then there is neither
   */
  public JobFolder create(Path root, JobSpec spec) throws IOException {
    write(spec, JobFolder.at(root, spec.id()), JobFolder.sha256(spec.bytes()));
    try {
      return JobFolder.create(root, spec);
    } catch (IOException | RuntimeException e) {
      try {
        remove(spec.id());
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Adds a job whose folder was prepared just now. */
  public void add(JobFolder job) throws IOException {
    write(job.spec(), job.path(), job.sha256());
  }

  private void write(JobSpec spec, Path path, String sha256) throws IOException {
    Files.createDirectories(folder);
    String text =
        Json.text(
            Json.object(
                "id", spec.id(),
                "name", spec.name(),
                "folder", path.toString(),
                "created", spec.created().toString(),
                "sha256", sha256));
    AtomicFile.replace(file(spec.id()), (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes a job with its folder, never what was fetched; also one that is spoilt, or was removed
   * by half. A folder that is not as it was when the job was made is left alone.
   *
   * @return what was left and why; empty when nothing was
   * @throws IOException if something cannot be deleted; the job is listed still
   */
  public Optional<String> removeWithFolder(Entry entry) throws IOException {
    Path path = entry.folder();
    Optional<String> words = Optional.empty();
    if (entry.job().isPresent() || JobRemoval.isOwn(path, entry.id(), entry.sha256())) {
      List<Path> left = JobRemoval.remove(path);
      words = left.isEmpty() ? words : Optional.of(JobRemoval.words(path, left));
    } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      words = Optional.of(entry.problem() + "; its folder is left alone");
    }
    remove(entry.id());
    return words;
  }

  /** Forgets a job; its folder stays. */
  public void remove(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /** All jobs, the oldest first; files that name none are passed over. */
  public List<Entry> all() throws IOException {
    List<Entry> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
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
      if (!file.endsWith(json.text("id") + ENDING)) {
        return Optional.empty();
      }
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
              problem,
              json.text("sha256")));
    } catch (NoSuchFileException
        | NotRegularException
        | AccessDeniedException
        | RuntimeException _) {
      return Optional.empty(); // removed in this moment, or nothing of ours
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ENDING);
  }
}
