package io.cellar.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataSpaceMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds objects by path, and lists the datasets of a file. Only what lies on the way is read. */
final class ObjectTree {
  private static final int DEEPEST = 32;
  private static final int MOST_SOFT_LINKS = 16;
  private static final int MOST_GROUPS = 10_000;

  private final OpenFile file;
  private final Links links;

  ObjectTree(OpenFile file) {
    this.file = file;
    this.links = new Links(file);
  }

  /** The path with one leading slash and no empty parts. */
  static String normalise(String path) {
    return "/" + String.join("/", parts(path));
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(p -> !p.isEmpty() && !p.equals(".")).toList();
  }

  /**
   * The object header of a dataset.
   *
   * @throws Hdf5Exception {@code NO_DATASET} when the path leads nowhere or to a group
   */
  ObjectHeader dataset(String path) throws Hdf5Exception {
    ObjectHeader header = header(file.root());
    Deque<String> rest = new ArrayDeque<>(parts(path));
    List<String> done = new ArrayList<>();
    int softLinks = 0;
    while (!rest.isEmpty()) {
      if (done.size() >= DEEPEST) {
        throw new Hdf5Exception(
            Problem.UNSUPPORTED, path + " is more than " + DEEPEST + " groups deep");
      }
      String name = rest.poll();
      Link link = child(header, name).orElseThrow(() -> missing(path));
      done.add(name);
      switch (link) {
        case Link.Hard hard -> header = header(hard.address());
        case Link.External _ -> throw Links.external("/" + String.join("/", done));
        case Link.Soft soft -> {
          if (++softLinks > MOST_SOFT_LINKS) {
            throw new Hdf5Exception(Problem.CORRUPT, path + " is a chain of links without end");
          }
          List<String> target = new ArrayList<>(parts(soft.target()));
          if (!soft.target().startsWith("/")) {
            target.addAll(0, done.subList(0, done.size() - 1));
          }
          target.addAll(rest);
          rest = new ArrayDeque<>(target);
          done.clear();
          header = header(file.root());
        }
      }
    }
    if (!header.hasMessageOfType(DataSpaceMessage.class)) {
      throw new Hdf5Exception(
          Problem.NO_DATASET, normalise(path) + " is a group" + "; " + whatThereIs());
    }
    return header;
  }

  private Optional<Link> child(ObjectHeader group, String name) throws Hdf5Exception {
    List<Link> all = links.of(group);
    Optional<Link> exact = all.stream().filter(l -> l.name().equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    // Libraries write UTF-8 names without saying so; jhdf then puts a sign for each foreign byte.
    String lossy = US_ASCII.decode(ByteBuffer.wrap(name.getBytes(UTF_8))).toString();
    List<Link> similar = all.stream().filter(l -> l.name().equals(lossy)).toList();
    return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
  }

  private Hdf5Exception missing(String path) {
    String others;
    try {
      others = whatThereIs();
    } catch (Hdf5Exception e) {
      others = "what it holds cannot be listed: " + e.getMessage();
    }
    return new Hdf5Exception(
        Problem.NO_DATASET, "dataset " + normalise(path) + " is not in the file; " + others);
  }

  private String whatThereIs() throws Hdf5Exception {
    List<String> found = datasets();
    if (found.isEmpty()) {
      return "the file holds no dataset";
    }
    String list = String.join(", ", found.subList(0, Math.min(10, found.size())));
    return "the file holds " + list + (found.size() > 10 ? " and others" : "");
  }

  /** The paths of all datasets that hard links lead to, each object once, nearest first. */
  List<String> datasets() throws Hdf5Exception {
    record Group(String path, long address, int depth) {}
    List<String> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>(List.of(file.root()));
    Deque<Group> open = new ArrayDeque<>(List.of(new Group("", file.root(), 0)));
    while (!open.isEmpty() && seen.size() < MOST_GROUPS) {
      Group group = open.poll();
      for (Link link : links.of(header(group.address()))) {
        if (!(link instanceof Link.Hard hard) || !seen.add(hard.address())) {
          continue;
        }
        String path = group.path() + "/" + hard.name();
        if (header(hard.address()).hasMessageOfType(DataSpaceMessage.class)) {
          found.add(path);
        } else if (group.depth() < DEEPEST) {
          open.add(new Group(path, hard.address(), group.depth() + 1));
        }
      }
    }
    return found;
  }

  private ObjectHeader header(long address) throws Hdf5Exception {
    return Guard.run(
        "the object header at address " + address,
        () -> ObjectHeader.readObjectHeader(file.storage(), address));
  }
}
