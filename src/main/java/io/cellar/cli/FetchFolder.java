package io.cellar.cli;

import io.cellar.input.Redaction;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.job.work.ShardSource;
import io.cellar.job.work.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job's folder of a fetch. Its name follows from what is fetched, so that the same fetch comes
 * back to it: an earlier one that did not come to its end is begun anew there, since blocks may
 * have gone meanwhile, unless somebody works on it. Where none can be made, such as in a cache that
 * is only read, and where there is nothing to fetch, the shards are kept in memory.
 */
final class FetchFolder {
  private static final Logger LOG = LoggerFactory.getLogger(FetchFolder.class);

  private final JobDraft draft;
  private final OpenedVolume volume;
  private final JobList list;
  private final boolean secret;
  private Optional<JobFolder> job = Optional.empty();

  /**
   * A folder that is not there yet.
   *
   * @param draft of one region
   * @param list the user's jobs
   */
  FetchFolder(JobDraft draft, JobList list) {
    this.draft = draft;
    this.volume = draft.wishes().getFirst().volume();
    this.list = list;
    this.secret = !volume.isKeepable();
  }

  /** The job, with its usual id; nothing is written. */
  JobSpec spec() throws IOException {
    return spec(id());
  }

  private JobSpec spec(String id) throws IOException {
    return draft.spec(id, Instant.now(), secret);
  }

  /** The id that follows from the volume and the region. */
  private String id() {
    JobDraft.Wish wish = draft.wishes().getFirst();
    String what =
        String.join(
            "\n",
            List.of(
                Redaction.address(volume.location()),
                volume.sha256(),
                wish.view().toString(),
                wish.levels().toString()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return "fetch-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes the folder, with a worker on it that has not begun.
   *
   * @param needed whether there is anything to fetch; where there is not, nothing is written
   * @param worker makes one
   */
  Worker open(boolean needed, Function<ShardSource, Worker> worker) throws IOException {
    try {
      if (needed) {
        return begun(make(), worker);
      }
    } catch (IOException e) {
      LOG.debug("no folder for this fetch", e);
      if (job.isPresent()) {
        close(true);
      }
    }
    return worker.apply(ShardSource.inMemory(spec()));
  }

  private Worker begun(JobFolder made, Function<ShardSource, Worker> worker) throws IOException {
    job = Optional.of(made);
    Worker first = worker.apply(ShardSource.passing(made));
    first.announce();
    if (isListed()) {
      list.add(made);
    }
    made.publish();
    return first;
  }

  private Path root() {
    return volume.volume().finest().cache().root();
  }

  private Path path(String id) {
    return root().resolve(".cellar").resolve("jobs").resolve(id);
  }

  /** Makes the folder for workers in other processes. */
  JobFolder openForOthers() throws IOException {
    if (secret) {
      throw new CommandException(
          ExitCode.USAGE,
          "an address with a user name, password or query part is not told to other processes; put"
              + " these into the credentials, or leave --style out");
    }
    JobFolder made = make();
    job = Optional.of(made);
    list.add(made);
    made.publish();
    return made;
  }

  private JobFolder make() throws IOException {
    Path root = root();
    JobSpec spec = spec();
    try {
      return JobFolder.prepare(root, spec);
    } catch (FileAlreadyExistsException e) {
      if (isLeft(path(spec.id()))) {
        return JobFolder.prepare(root, spec);
      }
      String other = Long.toHexString(ProcessHandle.current().pid());
      String third = Long.toHexString(System.nanoTime() & 0xffffff);
      return JobFolder.prepare(root, spec(spec.id() + "-" + other + "-" + third));
    }
  }

  /** Removes an earlier fetch's folder that nobody works on; false when somebody does. */
  private static boolean isLeft(Path path) throws IOException {
    try {
      JobFolder earlier = JobFolder.open(path, false);
      return earlier.workers().all().stream().noneMatch(seen -> seen.lives())
          && earlier.removeUnlessReplaced();
    } catch (UnusableJobException e) {
      LOG.debug("the folder of an earlier fetch is left alone", e);
      return !Files.exists(path, LinkOption.NOFOLLOW_LINKS); // it has just been removed
    }
  }

  /** Whether the job can be gone on with later, by the list of jobs. */
  boolean isListed() {
    return job.isPresent() && !secret;
  }

  /** The folder's id. */
  String listedAs() {
    return job.orElseThrow().spec().id();
  }

  /**
   * Ends with the folder.
   *
   * @param done whether all is there, so that it is not needed any more
   */
  void close(boolean done) {
    try {
      if (job.isEmpty() && done) {
        forgetEarlier();
      } else if (job.isPresent() && (done || !isListed())) {
        if (isListed()) {
          list.remove(job.get().spec().id());
        }
        job.get().remove();
      }
    } catch (IOException e) {
      LOG.warn("the job's folder is left: {}", e.toString());
    }
    job = Optional.empty();
  }

  /** What an earlier fetch did not have has come since. */
  private void forgetEarlier() throws IOException {
    Path earlier = path(id());
    if (Files.isDirectory(earlier, LinkOption.NOFOLLOW_LINKS) && isLeft(earlier)) {
      list.remove(id());
    }
  }
}
