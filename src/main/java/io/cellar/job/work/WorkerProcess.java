package io.cellar.job.work;

import io.cellar.input.PrintableText;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code cellar work} on a job, in a process of its own on this computer. Started by a list of
 * words that no shell reads, whatever is in the names of files. What it prints goes to a file in
 * the job's folder.
 *
 * <p>It gets the environment of this process but for the variables whose names tell of a secret,
 * such as {@code AWS_SECRET_ACCESS_KEY} or {@code CELLAR_CREDENTIALS}: what is in an environment is
 * shown to others by many systems. Credentials in the user's files are read by the worker itself.
 * Thread-safe.
 */
public final class WorkerProcess {
  private static final long LOOK_MILLIS = 100;
  private static final long LONGEST_KILL_SECONDS = 10;
  private static final int LAST_BYTES = 4096;
  private static final int LAST_LINES = 5;

  /** A job of so few blocks for each worker is over before much compiling pays. */
  private static final long FEW_BLOCKS = 2000;

  private final Process process;
  private final Path log;
  private final Instant started = Instant.now();

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * What the user has agreed to by hand; what a job says of that does not count.
   *
   * @param allowOutside that caches lie outside the descriptions' own folders
   * @param allowShared that the job's folder is another user's, or that others may write to it
   */
  public record Consent(boolean allowOutside, boolean allowShared) {}

  /**
   * Starts a worker that ends when this process does, however that ends.
   *
   * @param offline whether it works on what is downloaded for it
   */
  public static WorkerProcess child(JobFolder job, Consent consent, boolean offline)
      throws IOException {
    List<String> words = words(job, consent);
    if (offline) {
      words.add("--offline");
    }
    words.addAll(List.of("--parent", String.valueOf(ProcessHandle.current().pid())));
    return start(job, "child", words);
  }

  /**
   * Starts a worker that goes on when this process has ended, and its window or terminal is gone.
   * Where the system has {@code setsid} it has a session of its own.
   */
  public static WorkerProcess detached(JobFolder job, Consent consent) throws IOException {
    List<String> words = words(job, consent);
    words.add("--background");
    String path = System.getenv().getOrDefault("PATH", "");
    WorkerCommand.ownSession(path).ifPresent(session -> words.addFirst(session));
    return start(job, "background", words);
  }

  private static List<String> words(JobFolder job, Consent consent) {
    List<String> words = new ArrayList<>(WorkerCommand.program(job.spec().blocks() <= FEW_BLOCKS));
    words.addAll(List.of("work", job.path().toString()));
    if (consent.allowOutside()) {
      words.add("--allow-outside");
    }
    if (consent.allowShared()) {
      words.add("--allow-shared");
    }
    return words;
  }

  private static WorkerProcess start(JobFolder job, String kind, List<String> words)
      throws IOException {
    Path log = log(job, kind);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeAll(WorkerCommand.secrets(builder.environment().keySet()));
    builder
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    process.getOutputStream().close(); // it reads nothing
    return new WorkerProcess(process, log);
  }

  /** A new file for the user alone, where the file system has modes. */
  private static Path log(JobFolder job, String kind) throws IOException {
    Path folder = job.path().resolve("workers");
    String name =
        "%s-%d-%06x.log"
            .formatted(
                kind, ProcessHandle.current().pid(), ThreadLocalRandom.current().nextInt(1 << 24));
    FileAttribute<?>[] owners =
        folder.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.createFile(folder.resolve(name), owners);
  }

  /**
   * What is to be told to the user where credentials in the environment of this process would be
   * missed by workers, which do not get them; empty when there are none.
   */
  public static Optional<String> withheld() {
    List<String> missed =
        WorkerCommand.secrets(System.getenv().keySet()).stream()
            .filter(WorkerCommand.READ_BY_US::contains)
            .toList();
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "workers do not get credentials from the environment ("
                + String.join(", ", missed)
                + "); what they need belongs into Preferences, Credentials, or into"
                + " ~/.aws/credentials");
  }

  /** What it prints. */
  public Path log() {
    return log;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when it has ended. */
  CompletableFuture<?> ended() {
    return process.onExit();
  }

  /** With which code it ended; empty as long as it has not. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** The last lines that it printed, for people; may be empty. */
  public String lastWords() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] last = new byte[(int) Math.min(LAST_BYTES, file.length())];
      file.seek(file.length() - last.length);
      file.readFully(last);
      List<String> lines = new String(last, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LAST_LINES))
          .map(line -> PrintableText.of(line, 300))
          .collect(Collectors.joining("; "));
    } catch (IOException _) {
      return "";
    }
  }

  /** What it last said of itself; empty when it has said nothing yet. */
  public Optional<WorkerStatus> status(JobFolder job) throws IOException {
    Set<Long> pids =
        Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
            .collect(Collectors.toSet());
    return job.workers().all().stream()
        .map(WorkerFiles.Seen::status)
        .filter(said -> said.process().isOnThisHost() && pids.contains(said.process().pid()))
        .filter(said -> !said.at().isBefore(started))
        .findFirst();
  }

  /** Asks it to end: it gives its shards back. Returns at once. */
  public void end() {
    process.destroy();
  }

  /**
   * Waits for its end; kills it when that takes too long.
   *
   * @return whether it ended by itself
   */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    process.waitFor(LONGEST_KILL_SECONDS, TimeUnit.SECONDS);
    return false;
  }

  /** Ends it at once; its shards are taken over when others find it gone. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * What has become of processes that were started.
   *
   * @param appeared those that have said that they live
   * @param missing a sentence for each of the others
   * @param exitCodes of those of the others that have ended
   */
  public record Appearance(
      List<WorkerProcess> appeared, List<String> missing, Set<Integer> exitCodes) {}

  /**
   * Waits until each of some workers has said that it lives, or has ended, or time is over. Does
   * not end any.
   */
  public static Appearance awaitAppearance(
      JobFolder job, List<WorkerProcess> workers, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Appearance now = look(job, workers, patience);
      boolean settled =
          workers.stream().allMatch(w -> now.appeared.contains(w) || !w.isAlive())
              || System.nanoTime() - end >= 0;
      if (settled) {
        return look(job, workers, patience); // of those that have ended, what they said last
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static Appearance look(JobFolder job, List<WorkerProcess> workers, Duration patience)
      throws IOException {
    List<WorkerProcess> appeared = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Set<Integer> codes = new TreeSet<>();
    for (WorkerProcess worker : workers) {
      Optional<WorkerStatus> said = worker.status(job);
      if (said.isPresent() && !hasFailed(said.get())) {
        appeared.add(worker);
      } else {
        missing.add(worker.whyMissing(said, patience));
        worker.exitCode().ifPresent(codes::add);
      }
    }
    return new Appearance(appeared, missing, codes);
  }

  private static boolean hasFailed(WorkerStatus said) {
    return said.state() == WorkerStatus.State.ENDED && said.error().isPresent();
  }

  private String whyMissing(Optional<WorkerStatus> said, Duration patience) {
    Optional<String> error = said.flatMap(WorkerStatus::error);
    if (error.isPresent()) {
      return error.get();
    }
    return process.isAlive()
        ? "no sign of life of process %d within %d s; see %s"
            .formatted(process.pid(), patience.toSeconds(), log)
        : whyEnded();
  }

  /** How it ended, with its last words. */
  String whyEnded() {
    String words = lastWords();
    return "the worker's process %d ended with code %d%s"
        .formatted(process.pid(), process.exitValue(), words.isEmpty() ? "" : ": " + words);
  }
}
