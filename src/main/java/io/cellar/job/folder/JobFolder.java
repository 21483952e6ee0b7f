package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import io.cellar.input.Json;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that a job is: {@code ROOT/.cellar/jobs/ID}, in which its workers meet, however many
 * there are and on whichever computers.
 *
 * <pre>
 *   job.json            what it is to do; written once
 *   shards/             see {@link ShardFiles}
 *   workers/            see {@link WorkerFiles}, {@link FailureFiles}
 *   stop                asks all workers to end, with "pause" or "cancel" in it
 *   failures.jsonl      the blocks that could not be had, at the end
 *   report.json         what has become of it, at the end
 * </pre>
 *
 * <p>What is true of blocks is told by the cache alone: losing the folder loses none. Links are not
 * followed. Touches the disk.
 */
public final class JobFolder {
  private static final int LONGEST_SPEC = 1 << 20;
  private static final String SPEC = "job.json";
  private static final String STOP = "stop";
  private static final String REPORT = "report.json";
  private static final String FAILURES = "failures.jsonl";
  private static final String WORKERS = "workers";
  private static final String SHARDS = "shards";

  private final Path path;
  private final JobSpec spec;
  private final String sha256;
  private final ShardFiles shards;
  private final WorkerFiles workers;
  private final FailureFiles failures;

  private JobFolder(Path path, JobSpec spec, byte[] text) {
    this.path = path;
    this.spec = spec;
    this.sha256 = sha256(text);
    this.shards = new ShardFiles(path.resolve(SHARDS), spec.shards());
    this.workers = new WorkerFiles(path.resolve(WORKERS), spec.lease());
    this.failures = new FailureFiles(path.resolve(FAILURES), path.resolve(WORKERS));
  }

  /**
   * Makes the folder of a new job, for the user alone where the file system has modes.
   *
   * @param root of the cache that is fetched into
   * @throws FileAlreadyExistsException if there is a job of that id
   * @throws IOException if it cannot be made, or the way there is a link
   */
  public static JobFolder create(Path root, JobSpec spec) throws IOException {
    JobFolder job = prepare(root, spec);
    job.publish();
    return job;
  }

  /**
   * The same, but nobody takes it for a job before {@link #publish}, so that its first worker can
   * say that it lives before anybody can ask.
   */
  public static JobFolder prepare(Path root, JobSpec spec) throws IOException {
    Files.createDirectories(root);
    Path jobs = folder(folder(root.resolve(".cellar")).resolve("jobs"));
    Path path = jobs.resolve(spec.id());
    Files.createDirectory(path);
    JobFolder job = new JobFolder(path, spec, spec.bytes());
    try {
      Ownership.keepToUser(path);
      Files.createDirectory(path.resolve(WORKERS));
      job.shards.create();
      return job;
    } catch (IOException e) {
      throw job.undone(e);
    }
  }

  /** Writes {@code job.json}; from then on it is a job. */
  public void publish() throws IOException {
    try {
      AtomicFile.replace(path.resolve(SPEC), spec.bytes());
    } catch (IOException e) {
      throw undone(e);
    }
  }

  private IOException undone(IOException why) {
    try {
      remove();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  /** Makes a folder, or sees to it that what is there is one and no link. */
  private static Path folder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder + " is a link or a file; jobs need a folder there");
      }
    }
    return folder;
  }

  /**
   * Opens the folder of a job.
   *
   * @param mayBeShared whether it may belong to another user, or be one that others may write,
   *     which the user must have said by hand
   * @throws UnusableJobException if it is none, or is not the user's
   */
  public static JobFolder open(Path folder, boolean mayBeShared) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusableJobException(
          "no folder of a job: there is no such folder, or it is a link: " + path);
    }
    if (!mayBeShared) {
      Ownership.requireUsers(path);
    }
    Path file = path.resolve(SPEC);
    try {
      byte[] text = RegularFile.read(file, LONGEST_SPEC, LinkOption.NOFOLLOW_LINKS);
      JobSpec spec = JobSpec.of(JsonObject.parse(new String(text, StandardCharsets.UTF_8)));
      if (!spec.id().equals(path.getFileName().toString())) {
        throw new IllegalArgumentException(
            "id: " + spec.id() + " is another job's; the folder is " + path.getFileName());
      }
      return new JobFolder(path, spec, text);
    } catch (NoSuchFileException e) {
      throw new UnusableJobException("no folder of a job: it has no " + SPEC + ": " + path, e);
    } catch (IllegalArgumentException e) {
      throw new UnusableJobException(
          "not a job that can be worked on: " + file + ": " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  public JobSpec spec() {
    return spec;
  }

  /** Of {@code job.json}, 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  public ShardFiles shards() {
    return shards;
  }

  public WorkerFiles workers() {
    return workers;
  }

  public FailureFiles failures() {
    return failures;
  }

  /** What workers are asked for; empty when nothing. */
  public Optional<Stop> stop() throws IOException {
    Optional<byte[]> text =
        RegularFile.readIfExists(path.resolve(STOP), 16, LinkOption.NOFOLLOW_LINKS);
    return text.map(
        t ->
            new String(t, StandardCharsets.UTF_8).strip().equals("cancel")
                ? Stop.CANCEL
                : Stop.PAUSE);
  }

  /** Asks all workers to end; they ask for nothing more within a second. */
  public void stop(Stop how) throws IOException {
    byte[] text = how.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    AtomicFile.replace(path.resolve(STOP), text);
  }

  /** Lets workers begin again, with the shards of those that are gone. */
  public void letGo() throws IOException {
    Files.deleteIfExists(path.resolve(STOP));
    Files.deleteIfExists(path.resolve(REPORT));
  }

  /** How far it is now. */
  public JobState look() throws IOException {
    return JobState.of(spec, shards.look(), workers.all(), stop());
  }

  /** The blocks that could not be had, as far as they are listed. */
  public List<JobFailure> listFailures() throws IOException {
    return failures.read(shards.failedIn());
  }

  /** Writes down what has become of it; to be called when no shard is left. */
  public void report() throws IOException {
    failures.fold(shards.failedIn());
    Map<String, Object> report = look().json();
    AtomicFile.replace(
        path.resolve(REPORT), (Json.text(report) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Has failed shards tried again.
   *
   * @param cause only those with failures of a kind; empty: all
   * @return how many are
   */
  public int retry(Optional<String> cause) throws IOException {
    int again =
        shards.retry(counts -> cause.isEmpty() || counts.failures().containsKey(cause.get()));
    if (again > 0) {
      letGo();
    }
    return again;
  }

  /** Deletes the folder: the names that a job has, and nothing else; never what was fetched. */
  public void remove() throws IOException {
    empty(path.resolve(SHARDS), "\\d+\\.(todo|done|failed|run\\..*)|next\\..*");
    empty(path.resolve(WORKERS), ".*\\.(json|failures\\.jsonl|log|part)");
    for (String name : List.of(STOP, REPORT, FAILURES, SPEC)) {
      Files.deleteIfExists(path.resolve(name));
    }
    empty(path, "\\.cellar-.*\\.part"); // of a process that was killed
  }

  /**
   * Removes it if it is still the job that was opened, and not one of the same id that somebody has
   * made in its place meanwhile; of several that ask only one removes it.
   *
   * @return false when nothing was removed
   */
  public boolean removeUnlessReplaced() throws IOException {
    Path taken = path.resolve(SPEC + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      Files.move(path.resolve(SPEC), taken, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      return false;
    }
    byte[] text = RegularFile.read(taken, LONGEST_SPEC, LinkOption.NOFOLLOW_LINKS);
    if (!sha256(text).equals(sha256)) {
      Files.move(taken, path.resolve(SPEC), StandardCopyOption.ATOMIC_MOVE);
      return false;
    }
    Files.delete(taken);
    remove();
    return true;
  }

  private static void empty(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.getFileName().toString().matches(names)
            && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(folder);
  }

  private static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whose a folder is; asked where the file system has owners and modes. */
  private static final class Ownership {
    private Ownership() {}

    static boolean isTold(Path path) {
      return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    static void keepToUser(Path path) throws IOException {
      if (isTold(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }

    static void requireUsers(Path path) throws IOException {
      if (!isTold(path)) {
        return;
      }
      int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Path self = Path.of("/proc/self");
      Object user =
          Files.exists(self)
              ? Files.getAttribute(self, "unix:uid")
              : Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid");
      if (!owner.equals(user) || (mode & 0022) != 0) {
        throw new UnusableJobException(
            (owner.equals(user)
                    ? "others may write to the job's folder"
                    : "the job's folder belongs to another user")
                + ", so nothing is done for it: "
                + path
                + "; 'cellar work' with --allow-shared works on it all the same");
      }
    }
  }
}
