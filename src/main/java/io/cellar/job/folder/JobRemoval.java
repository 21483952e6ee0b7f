package io.cellar.job.folder;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the folders of jobs: the names that a job has, and nothing else. {@code job.json} goes
 * last, so that a removal that was cut off can be told from a job, and be gone on with. Touches the
 * disk.
 */
final class JobRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(JobRemoval.class);

  /** What has no job in it for so long is of a process that was killed. */
  private static final Duration LONGEST_MAKING = Duration.ofDays(1);

  private static final Pattern SHARD_NAMES =
      Pattern.compile("\\d+\\.(todo|done|failed|run\\..*)|next\\..*|.*\\.part");
  private static final Pattern WORKER_NAMES =
      Pattern.compile(".*\\.(json|failures\\.jsonl|log|part)");
  private static final Pattern NAMES =
      Pattern.compile("stop|report\\.json|failures\\.jsonl|\\.cellar-.*\\.part");
  private static final Pattern SPEC_NAMES = Pattern.compile("job\\.json(\\.[0-9a-f]+\\.part)?");

  private JobRemoval() {}

  /**
   * Deletes what a job has in its folder, then this; nothing if there is none.
   *
   * @return what is no job's and was left, with its folder
   */
  static List<Path> remove(Path job) throws IOException {
    for (String inner : List.of(JobFolder.SHARDS, JobFolder.WORKERS)) {
      Path folder = job.resolve(inner);
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        empty(folder, inner.equals(JobFolder.SHARDS) ? SHARD_NAMES : WORKER_NAMES);
      }
      delete(folder); // a link of that name too, but not what it leads to
    }
    empty(job, NAMES);
    List<Path> left = new ArrayList<>();
    for (Path each : list(job)) {
      if (!SPEC_NAMES.matcher(each.getFileName().toString()).matches()) {
        left.addAll(isInner(each) ? list(each) : List.of(each));
      }
    }
    empty(job, SPEC_NAMES);
    delete(job);
    return left;
  }

  private static boolean isInner(Path each) {
    String name = each.getFileName().toString();
    return name.equals(JobFolder.SHARDS) || name.equals(JobFolder.WORKERS);
  }

  private static void empty(Path folder, Pattern names) throws IOException {
    for (Path each : list(folder)) {
      if (names.matcher(each.getFileName().toString()).matches()) {
        delete(each);
      }
    }
  }

  /** Deletes a file, a link or an empty folder; a folder with something in it stays. */
  private static void delete(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("left", e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(all::add);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }

  /**
   * Whether a folder that cannot be opened as a job is the user's own one all the same: spoilt, or
   * left by a removal that was cut off or by a process that was killed while it made the job.
   *
   * @param sha256 of {@code job.json} when the job was made
   */
  static boolean isOwn(Path folder, String id, String sha256) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !folder.endsWith(id)) {
      return false;
    }
    try {
      UserFolder.requireUsers(folder);
      return JobFolder.sha256(JobFolder.readSpec(folder)).equals(sha256);
    } catch (NoSuchFileException _) {
      return Path.of(".cellar", "jobs").equals(lastTwo(folder.getParent()));
    } catch (UnusableJobException
        | RegularFile.NotRegularException
        | AccessDeniedException
        | IllegalArgumentException e) {
      LOG.debug("{} is left alone", folder, e);
      return false;
    }
  }

  private static Path lastTwo(Path path) {
    int names = path == null ? 0 : path.getNameCount();
    return names < 2 ? Path.of("") : path.subpath(names - 2, names);
  }

  /**
   * Deletes the folders of the user that are no jobs since whoever made or removed them was killed
   * at it. Those in which a job may still be made are left.
   */
  static void sweep(Path jobs) throws IOException {
    for (Path folder : list(jobs)) {
      try {
        if (isAbandoned(folder)) {
          removeAside(folder);
        }
      } catch (IOException e) {
        LOG.debug("{} is left alone", folder, e);
      }
    }
  }

  /** Deletes a folder under a name of its own, since another may be made in its place meanwhile. */
  private static void removeAside(Path folder) throws IOException {
    String mine = ".%s.%x.part".formatted(folder.getFileName(), System.nanoTime());
    Path aside = folder.resolveSibling(mine);
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    if (!remove(aside).isEmpty()) {
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || Files.exists(folder.resolve(JobFolder.SPEC), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    UserFolder.requireUsers(folder);
    Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (changed.isBefore(Instant.now().minus(LONGEST_MAKING))) {
      return true;
    }
    Path workers = folder.resolve(JobFolder.WORKERS);
    boolean beingRemoved =
        list(folder).stream()
            .map(each -> each.getFileName().toString())
            .anyMatch(name -> SPEC_NAMES.matcher(name).matches());
    if (beingRemoved || !Files.isDirectory(workers, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    List<WorkerFiles.Seen> seen = new WorkerFiles(workers, JobSpec.LEASE).all();
    return !seen.isEmpty() && seen.stream().allMatch(each -> each.status().process().isDead());
  }

  /** What was left, for people. */
  static String words(Path job, List<Path> left) {
    String names =
        Stream.concat(
                left.stream().limit(3).map(each -> job.relativize(each).toString()),
                left.size() > 3 ? Stream.of("…") : Stream.empty())
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return "what is not the job's is left in its folder " + job + ": " + names;
  }
}
