package io.cellar.job.folder;

import io.cellar.input.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shards of a job as files, by whose names workers agree, on this computer or several: only
 * {@code rename} within one folder and the creation of names that must not exist are relied on.
 *
 * <pre>
 *   N.todo ──▶ N.run.WORKER ──▶ N.done, or N.failed when blocks of it failed
 *     ▲             │  given back by its worker, or taken from one that is gone
 *     └─────────────┘
 * </pre>
 *
 * <p>Of a job of many shards only a few are made at a time: {@code next.N} says which is the next
 * one, and is {@code next.N.run.WORKER} while a worker makes some. Thread-safe; touches the disk.
 */
public final class ShardFiles {
  /** So many are made at a time. */
  private static final int BATCH = 32;

  private static final int LONGEST = 1 << 20;
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})\\.(todo|done|failed|run\\.([A-Za-z0-9_-]{1,120}))");
  private static final Pattern NEXT =
      Pattern.compile("next\\.(\\d{1,18})(?:\\.run\\.([A-Za-z0-9_-]{1,120}))?");

  private final Path folder;
  private final long count;

  /** Shards whose results have been read, since those never change. */
  private final Map<Path, ShardCounts> known = new HashMap<>();

  /**
   * @param folder need not exist as long as only {@link #look} is called
   * @param count of shards
   */
  ShardFiles(Path folder, long count) {
    this.folder = folder;
    this.count = count;
  }

  /** Makes the folder of a new job. */
  void create() throws IOException {
    Files.createDirectory(folder);
    Files.createFile(folder.resolve("next.0"));
  }

  /**
   * How far the shards are.
   *
   * @param todo that nobody works on, those included that have no file yet
   * @param running that a worker holds, by its id
   * @param done without a failed block
   * @param failed with failed blocks
   * @param counts of those that are done or failed
   */
  public record Standing(
      long todo, Map<Long, String> running, long done, long failed, ShardCounts counts) {

    /** True when no shard is left. */
    public boolean isOver() {
      return todo == 0 && running.isEmpty();
    }
  }

  /** What the names say, all read at once. */
  private record Names(
      TreeSet<Long> todo,
      Map<Long, String> running,
      List<Long> done,
      List<Long> failed,
      Optional<Long> next,
      Optional<String> maker) {}

  private Names names() throws IOException {
    Names names =
        new Names(
            new TreeSet<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            Optional.empty(),
            Optional.empty());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        names = with(names, file.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private static Names with(Names names, String file) {
    Matcher shard = NAME.matcher(file);
    Matcher next = NEXT.matcher(file);
    if (shard.matches()) {
      long n = Long.parseLong(shard.group(1));
      switch (shard.group(2)) {
        case "todo" -> names.todo.add(n);
        case "done" -> names.done.add(n);
        case "failed" -> names.failed.add(n);
        default -> names.running.put(n, shard.group(3));
      }
    } else if (next.matches()) {
      return new Names(
          names.todo,
          names.running,
          names.done,
          names.failed,
          Optional.of(Long.parseLong(next.group(1))),
          Optional.ofNullable(next.group(2)));
    }
    return names;
  }

  /** Looks how far the shards are. */
  public Standing look() throws IOException {
    Names names = names();
    ShardCounts counts = ShardCounts.NONE;
    for (long n : names.done) {
      counts = counts.plus(counts(n, "done"));
    }
    for (long n : names.failed) {
      counts = counts.plus(counts(n, "failed"));
    }
    long made = names.running.size() + names.done.size() + names.failed.size();
    return new Standing(
        Math.max(0, count - made),
        Map.copyOf(names.running),
        names.done.size(),
        names.failed.size(),
        counts);
  }

  /** What a shard ended with; nothing when its file cannot be read, which is no harm. */
  private synchronized ShardCounts counts(long n, String end) throws IOException {
    Path file = folder.resolve(n + "." + end);
    ShardCounts counts = known.get(file);
    if (counts == null) {
      try {
        counts = ShardCounts.of(JsonObject.read(file, LONGEST));
      } catch (NoSuchFileException | IllegalArgumentException _) {
        return ShardCounts.NONE;
      }
      known.put(file, counts);
    }
    return counts;
  }

  /** The attempt that each failed shard ended with; the failures of that one count. */
  Map<Long, String> failedIn() throws IOException {
    Map<Long, String> attempts = new HashMap<>();
    for (long n : names().failed) {
      try {
        attempts.put(n, JsonObject.read(folder.resolve(n + ".failed"), LONGEST).text("attempt"));
      } catch (NoSuchFileException | IllegalArgumentException _) {
        continue; // tried again in this moment, or spoilt: then its failures are not told
      }
    }
    return attempts;
  }

  /**
   * Takes the first shard that nobody works on.
   *
   * @param worker id of who takes it
   * @return its number; empty when there is none at the moment, which is the end unless others hold
   *     some
   */
  public Optional<Long> claim(String worker) throws IOException {
    while (true) {
      Names names = names();
      for (long n : names.todo) {
        if (n < count && rename(n + ".todo", running(n, worker))) {
          return Optional.of(n);
        }
      }
      if (!names.todo.isEmpty() && names.todo.first() < count) {
        continue; // others were quicker
      }
      if (names.next.isEmpty() || names.maker.isPresent() || names.next.get() >= count) {
        return Optional.empty();
      }
      make(names.next.get(), worker);
    }
  }

  /** True when shards are being made, so that some will be there in a moment. */
  boolean isMaking() throws IOException {
    return names().maker.isPresent();
  }

  private void make(long first, String worker) throws IOException {
    String mine = "next." + first + ".run." + worker;
    if (!rename("next." + first, mine)) {
      return;
    }
    long end = Math.min(count, first + BATCH);
    Names names = names();
    for (long n = first; n < end; n++) {
      boolean there =
          names.todo.contains(n)
              || names.running.containsKey(n)
              || names.done.contains(n)
              || names.failed.contains(n);
      if (!there) {
        try {
          Files.createFile(folder.resolve(n + ".todo"));
        } catch (FileAlreadyExistsException _) {
          continue; // an error that the file system reported once more
        }
      }
    }
    rename(mine, "next." + end);
  }

  /**
   * Ends a shard that its worker still holds.
   *
   * @param attempt names this attempt among all at this shard
   * @return false when it was taken away meanwhile, since the worker was silent for too long; then
   *     nothing was changed
   */
  public boolean end(long n, String worker, String attempt, ShardCounts counts) throws IOException {
    Map<String, Object> result = new HashMap<>(counts.json());
    result.put("attempt", attempt);
    byte[] text = (Json.text(result) + "\n").getBytes(StandardCharsets.UTF_8);
    Path mine = folder.resolve(running(n, worker));
    // Not created when it is gone, so that a shard is never there twice.
    try (FileChannel file =
        FileChannel.open(
            mine,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS)) {
      file.write(ByteBuffer.wrap(text));
    } catch (NoSuchFileException _) {
      return false;
    }
    return rename(running(n, worker), n + (counts.failed() > 0 ? ".failed" : ".done"));
  }

  /** Lets others have a shard; nothing when it was taken away meanwhile. */
  public void giveBack(long n, String worker) throws IOException {
    rename(running(n, worker), n + ".todo");
  }

  /** True while a worker holds a shard. */
  public boolean isHeld(long n, String worker) {
    return Files.exists(folder.resolve(running(n, worker)), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Takes shards from workers that are gone.
   *
   * @param gone whether the worker of an id is
   * @return how many were taken
   */
  public int takeBack(Predicate<String> gone) throws IOException {
    Names names = names();
    int taken = 0;
    Map<String, Boolean> judged = new HashMap<>();
    for (Map.Entry<Long, String> each : names.running.entrySet()) {
      String worker = each.getValue();
      if (judged.computeIfAbsent(worker, gone::test)
          && rename(running(each.getKey(), worker), each.getKey() + ".todo")) {
        taken++;
      }
    }
    if (names.maker.isPresent() && judged.computeIfAbsent(names.maker.get(), gone::test)) {
      rename("next." + names.next.get() + ".run." + names.maker.get(), "next." + names.next.get());
    }
    return taken;
  }

  /**
   * Has failed shards tried again.
   *
   * @param which whether those of some counts are meant
   * @return how many are
   */
  public int retry(Predicate<ShardCounts> which) throws IOException {
    int again = 0;
    for (long n : names().failed) {
      if (which.test(counts(n, "failed")) && rename(n + ".failed", n + ".todo")) {
        forget(n);
        again++;
      }
    }
    return again;
  }

  private synchronized void forget(long n) {
    known.remove(folder.resolve(n + ".failed"));
  }

  private static String running(long n, String worker) {
    return n + ".run." + worker;
  }

  /**
   * Renames a file; false when somebody else did. A network file system may do it and report an
   * error, since it asks twice: so what counts is which of the names is there.
   */
  private boolean rename(String from, String to) throws IOException {
    Path source = folder.resolve(from);
    Path target = folder.resolve(to);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return to.contains(".run.") && Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
