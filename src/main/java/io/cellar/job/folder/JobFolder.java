package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import io.cellar.input.FileTrouble;
import io.cellar.input.Json;
import io.cellar.input.RegularFile;
import io.cellar.input.RegularFile.NotRegularException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(JobFolder.class);
  private static final int LONGEST_SPEC = 1 << 20;
  static final String SPEC = "job.json";
  private static final String STOP = "stop";
  private static final String REPORT = "report.json";
  private static final String FAILURES = "failures.jsonl";
  static final String WORKERS = "workers";
  static final String SHARDS = "shards";

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
    Path jobs = UserFolder.find(UserFolder.find(root.resolve(".cellar")).resolve("jobs"));
    JobRemoval.sweep(jobs);
    Path path = at(root, spec.id());
    UserFolder.create(path);
    JobFolder job = new JobFolder(path, spec, spec.bytes());
    try {
      UserFolder.create(path.resolve(WORKERS));
      job.shards.create();
      return job;
    } catch (IOException e) {
      throw job.undone(e);
    }
  }

  /** Where a job of a cache lies. */
  static Path at(Path root, String id) {
    return root.resolve(".cellar").resolve("jobs").resolve(id);
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
      UserFolder.requireUsers(path);
    }
    Path file = path.resolve(SPEC);
    try {
      byte[] text = readSpec(path);
      JobSpec spec = JobSpec.of(JsonObject.parse(new String(text, StandardCharsets.UTF_8)));
      if (!spec.id().equals(path.getFileName().toString())) {
        throw new IllegalArgumentException(
            "id: " + spec.id() + " is another job's; the folder is " + path.getFileName());
      }
      UserFolder.requireReal(path.resolve(SHARDS));
      UserFolder.requireReal(path.resolve(WORKERS));
      return new JobFolder(path, spec, text);
    } catch (NoSuchFileException e) {
      throw new UnusableJobException("no folder of a job: it has no " + SPEC + ": " + path, e);
    } catch (NotRegularException | AccessDeniedException e) {
      throw new UnusableJobException(
          "not a job that can be worked on: " + FileTrouble.reason(e) + ": " + file, e);
    } catch (IllegalArgumentException e) {
      throw new UnusableJobException(
          "not a job that can be worked on: " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The text of {@code job.json}.
   *
   * @throws IllegalArgumentException if it is too long to be one
   */
  static byte[] readSpec(Path folder) throws IOException {
    byte[] text =
        RegularFile.read(folder.resolve(SPEC), LONGEST_SPEC + 1, LinkOption.NOFOLLOW_LINKS);
    if (text.length > LONGEST_SPEC) {
      throw new IllegalArgumentException("is longer than " + LONGEST_SPEC + " bytes");
    }
    return text;
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

  /**
   * What workers are asked for; empty when nothing. Whatever has the name of the file has them
   * pause if it is none.
   */
  public Optional<Stop> stop() throws IOException {
    return Stop.read(path.resolve(STOP));
  }

  /**
   * Asks all workers to end; they ask for nothing more within a second. A link or a pipe in the
   * place of the file is replaced.
   *
   * @return false when it was canceled before, which a pause does not change
   * @throws UnusableJobException if a folder stands where the file belongs
   */
  public boolean stop(Stop how) throws IOException {
    return how.write(path.resolve(STOP));
  }

  /**
   * Lets workers begin again, with the shards of those that are gone.
   *
   * @throws UnusableJobException if a folder with something in it tells them to stop
   */
  public void letGo() throws IOException {
    Stop.delete(path.resolve(STOP));
    try {
      Files.deleteIfExists(path.resolve(REPORT));
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("no report", e); // that none can be written is told at the end
    }
  }

  /**
   * How far it is now.
   *
   * @throws UnusableJobException if it is gone or its folder is not as a job's has to be
   */
  public JobState look() throws IOException {
    try {
      return JobState.of(spec, shards.look(), workers.all(), stop());
    } catch (NoSuchFileException
        | NotDirectoryException
        | NotRegularException
        | AccessDeniedException e) {
      throw new UnusableJobException(
          Files.exists(path, LinkOption.NOFOLLOW_LINKS)
              ? "its folder is damaged: " + FileTrouble.reason(e) + ": " + e.getFile()
              : "it is gone: " + path,
          e);
    }
  }

  /** The blocks that could not be had, as far as they are listed. */
  public List<JobFailure> listFailures() throws IOException {
    return failures.read(shards.failedIn());
  }

  /**
   * Writes down what has become of it; to be called when no shard is left. What cannot be written,
   * such as on a full disk, is logged and no harm: the shards tell the same.
   */
  public void report() throws IOException {
    write(FAILURES, () -> failures.fold(shards.failedIn()));
    write(
        REPORT,
        () -> {
          byte[] text = (Json.text(look().json()) + "\n").getBytes(StandardCharsets.UTF_8);
          AtomicFile.replace(path.resolve(REPORT), text);
        });
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void write(String name, Writing writing) throws IOException {
    try {
      writing.run();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      LOG.warn(FileTrouble.notWritten(path.resolve(name), e));
    }
  }

  /** Whether it was written down what has become of it. */
  public boolean isReported() {
    return Files.isRegularFile(path.resolve(REPORT), LinkOption.NOFOLLOW_LINKS);
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

  /**
   * Deletes the folder: the names that a job has, and nothing else; never what was fetched. May be
   * gone on with when it was cut off.
   *
   * @return what is no job's, and so was left
   */
  public List<Path> remove() throws IOException {
    return JobRemoval.remove(path);
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
    remove(); // what was taken goes last
    return true;
  }

  static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
