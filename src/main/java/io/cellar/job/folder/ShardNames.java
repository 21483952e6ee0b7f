package io.cellar.job.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of the files of shards say, all read at once. Names of others are passed over.
 *
 * @param todo shards that nobody works on
 * @param running those that a worker holds, by its id
 * @param done without a failed block
 * @param failed with failed blocks
 * @param next the first that has no file yet
 * @param maker who makes files of some at the moment
 */
record ShardNames(
    TreeSet<Long> todo,
    Map<Long, String> running,
    List<Long> done,
    List<Long> failed,
    Optional<Long> next,
    Optional<String> maker) {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})\\.(todo|done|failed|run\\.([A-Za-z0-9_-]{1,120}))");
  private static final Pattern NEXT =
      Pattern.compile("next\\.(\\d{1,18})(?:\\.run\\.([A-Za-z0-9_-]{1,120}))?");

  static ShardNames read(Path folder) throws IOException {
    ShardNames names =
        new ShardNames(
            new TreeSet<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            Optional.empty(),
            Optional.empty());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        names = names.with(file.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private ShardNames with(String file) {
    Matcher shard = NAME.matcher(file);
    Matcher following = NEXT.matcher(file);
    if (shard.matches()) {
      long n = Long.parseLong(shard.group(1));
      switch (shard.group(2)) {
        case "todo" -> todo.add(n);
        case "done" -> done.add(n);
        case "failed" -> failed.add(n);
        default -> running.put(n, shard.group(3));
      }
    } else if (following.matches()) {
      return new ShardNames(
          todo,
          running,
          done,
          failed,
          Optional.of(Long.parseLong(following.group(1))),
          Optional.ofNullable(following.group(2)));
    }
    return this;
  }

  /** True when a shard has a file. */
  boolean has(long n) {
    return todo.contains(n) || running.containsKey(n) || done.contains(n) || failed.contains(n);
  }
}
