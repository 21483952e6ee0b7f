package io.cellar.job.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
 * <p>What has become of the blocks of a shard is in its file, whatever its name is at the moment.
 *
 * <p>Of a job of many shards only a few are made at a time: {@code next.N} says which is the next
 * one, and is {@code next.N.run.WORKER} while a worker makes some. Thread-safe; touches the disk.
 */
public final class ShardFiles {
  /** So many are made at a time. */
  private static final int BATCH = 32;

  private final Path folder;
  private final long count;
  private final ShardEnds ends;

  /**
   * @param folder need not exist as long as only {@link #look} is called
   * @param count of shards
   */
  ShardFiles(Path folder, long count) {
    this.folder = folder;
    this.count = count;
    this.ends = new ShardEnds(folder);
  }

  /** Makes the folder of a new job. */
  void create() throws IOException {
    UserFolder.create(folder);
    Files.createFile(folder.resolve("next.0"));
  }

  /**
   * How far the shards are.
   *
   * @param todo that nobody works on, those included that have no file yet
   * @param running that a worker holds, by its id
   * @param done without a failed block
   * @param failed with failed blocks
   * @param counts of those that nobody works on: what they ended with, or were given back with
   * @param results of these
   */
  public record Standing(
      long todo,
      Map<Long, String> running,
      long done,
      long failed,
      ShardCounts counts,
      JobResults results) {

    /** True when no shard is left. */
    public boolean isOver() {
      return todo == 0 && running.isEmpty();
    }
  }

  private ShardNames names() throws IOException {
    return ShardNames.read(folder);
  }

  /** Looks how far the shards are. */
  public Standing look() throws IOException {
    ShardNames names = names();
    ShardEnds.Sum sum = ends.sum(names);
    long made = (long) names.running().size() + names.done().size() + names.failed().size();
    return new Standing(
        Math.max(0, count - made),
        Map.copyOf(names.running()),
        names.done().size(),
        names.failed().size(),
        sum.counts(),
        sum.results());
  }

  /** True when no shard is left; cheaper than to {@link #look}. */
  public boolean isOver() throws IOException {
    ShardNames names = names();
    return names.running().isEmpty() && names.done().size() + names.failed().size() >= count;
  }

  /** The attempt at each shard whose failures count; those at shards that are held do not. */
  Map<Long, String> failedIn() throws IOException {
    return ends.attempts(names());
  }

  /** Which shards a worker takes. */
  public enum Taking {
    ALL,
    /** Those that were downloaded for it; it makes none. */
    OFFERED,
    /** Those that were not. */
    NOT_OFFERED
  }

  /** Takes the first shard that nobody works on, see {@link #claim(String, Taking)}. */
  public Optional<Long> claim(String worker) throws IOException {
    return claim(worker, Taking.ALL);
  }

  /**
   * Takes the first shard of some that nobody works on.
   *
   * @param worker id of who takes it
   * @return its number; empty when there is none at the moment, which is the end unless others hold
   *     some
   */
  public Optional<Long> claim(String worker, Taking which) throws IOException {
    while (true) {
      ShardNames names = names();
      boolean late = false;
      for (long n : names.todo()) {
        if (n < count && isMeant(n, which)) {
          if (rename(n + ".todo", running(n, worker))) {
            return Optional.of(n);
          }
          late = true;
        }
      }
      if (late) {
        continue; // others were quicker
      }
      boolean all = names.next().isEmpty() || names.next().get() >= count;
      if (which == Taking.OFFERED || all || names.maker().isPresent()) {
        return Optional.empty();
      }
      make(names.next().get(), worker);
    }
  }

  private boolean isMeant(long n, Taking which) throws IOException {
    return which == Taking.ALL || ends.offer(n + ".todo").isPresent() == (which == Taking.OFFERED);
  }

  /** How many shards were downloaded for workers that have not taken them. */
  public int offered() throws IOException {
    int offered = 0;
    for (long n : names().todo()) {
      offered += ends.offer(n + ".todo").isPresent() ? 1 : 0;
    }
    return offered;
  }

  /** What a shard that a worker holds was offered with; empty when it was not. */
  public Optional<Offer> offer(long n, String worker) throws IOException {
    return ends.offer(running(n, worker));
  }

  /** What earlier attempts at a shard that a worker holds have come to. */
  public ShardEnd earlier(long n, String worker) throws IOException {
    return ends.earlier(running(n, worker));
  }

  /**
   * Lets workers that download nothing have a shard.
   *
   * @param worker who holds it
   * @return false when it was taken away meanwhile; then nothing was changed
   */
  public boolean offer(long n, String worker, Offer offer) throws IOException {
    return write(running(n, worker), offer.text()) && rename(running(n, worker), n + ".todo");
  }

  private void make(long first, String worker) throws IOException {
    String mine = "next." + first + ".run." + worker;
    if (!rename("next." + first, mine)) {
      return;
    }
    long end = Math.min(count, first + BATCH);
    ShardNames names = names();
    for (long n = first; n < end; n++) {
      if (!names.has(n)) {
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
   * Ends a shard without results, see {@link #end(long, String, String, ShardCounts, JobResults)}.
   */
  public boolean end(long n, String worker, String attempt, ShardCounts counts) throws IOException {
    return end(n, worker, attempt, counts, JobResults.NONE);
  }

  /**
   * Ends a shard that its worker still holds.
   *
   * @param attempt names this attempt among all at this shard
   * @return false when it was taken away meanwhile, since the worker was silent for too long; then
   *     nothing was changed
   */
  public boolean end(long n, String worker, String attempt, ShardCounts counts, JobResults results)
      throws IOException {
    return write(running(n, worker), new ShardEnd(attempt, counts, results, false).text())
        && rename(running(n, worker), n + (counts.failed() > 0 ? ".failed" : ".done"));
  }

  /**
   * Writes to a file that is there; not created when it is gone, so that no shard is there twice.
   */
  private boolean write(String name, byte[] text) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS)) {
      file.write(ByteBuffer.wrap(text));
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** Lets others have a shard; nothing when it was taken away meanwhile. */
  public void giveBack(long n, String worker) throws IOException {
    rename(running(n, worker), n + ".todo");
  }

  /**
   * Keeps what has become of a shard that is about to be given back; nothing when it was taken away
   * meanwhile.
   */
  public void keep(long n, String worker, ShardEnd soFar) throws IOException {
    write(running(n, worker), soFar.text());
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
    ShardNames names = names();
    int taken = 0;
    Map<String, Boolean> judged = new HashMap<>();
    for (Map.Entry<Long, String> each : names.running().entrySet()) {
      String worker = each.getValue();
      if (judged.computeIfAbsent(worker, gone::test)
          && rename(running(each.getKey(), worker), each.getKey() + ".todo")) {
        taken++;
      }
    }
    if (names.maker().isPresent() && judged.computeIfAbsent(names.maker().get(), gone::test)) {
      String next = "next." + names.next().orElseThrow();
      rename(next + ".run." + names.maker().get(), next);
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
    for (long n : names().failed()) {
      if (which.test(ends.failed(n).counts()) && rename(n + ".failed", n + ".todo")) {
        again++;
      }
    }
    return again;
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
