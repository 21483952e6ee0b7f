package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds objects by path, and visits the datasets of a file. Only what lies on the way is read. */
final class ObjectTree {
  /** Names a message tells at most. */
  static final int MOST_NAMES = 12;

  private static final int DEEPEST = 1000;
  private static final int MOST_SOFT_LINKS = 16;

  /** Objects looked at while datasets are counted; the addresses of all of them are kept. */
  private static final int MOST_OBJECTS = 250_000;

  private final OpenFile file;
  private final Links links;

  /** Told of datasets. */
  @FunctionalInterface
  interface Visitor {
    void visit(String path, ObjectHeader header) throws Hdf5Exception;
  }

  /** Told of links out of the file. */
  @FunctionalInterface
  interface ExternalVisitor {
    void visit(String path, String target);
  }

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
    Optional<ObjectHeader> found = find(path);
    if (found.isEmpty()) {
      throw missing(path);
    }
    if (!isDataset(found.get())) {
      boolean type = found.get().has(ObjectHeader.DATATYPE);
      throw new Hdf5Exception(
          Problem.NO_DATASET,
          "a %s, not a dataset, is %s; %s"
              .formatted(
                  type ? "named datatype" : "group",
                  OpenFile.shown(normalise(path)),
                  whatThereIs()));
    }
    return found.get();
  }

  /**
   * The header of the object at a path, whatever it is; empty when the path leads nowhere.
   *
   * @throws Hdf5Exception if it leads out of the file
   */
  Optional<ObjectHeader> find(String path) throws Hdf5Exception {
    ObjectHeader header = ObjectHeader.read(file, file.root());
    Deque<String> rest = new ArrayDeque<>(parts(path));
    List<String> done = new ArrayList<>();
    int softLinks = 0;
    while (!rest.isEmpty()) {
      if (done.size() >= DEEPEST) {
        throw new Hdf5Exception(
            Problem.UNSUPPORTED, "the dataset is more than " + DEEPEST + " groups deep");
      }
      String name = rest.poll();
      Optional<Link> link = links.find(header, name);
      if (link.isEmpty()) {
        return Optional.empty();
      }
      done.add(name);
      if (link.get() instanceof Link.Hard hard) {
        header = ObjectHeader.read(file, hard.address());
      } else if (link.get() instanceof Link.External external) {
        throw Links.external("/" + String.join("/", done), external);
      } else if (link.get() instanceof Link.Soft soft) {
        if (++softLinks > MOST_SOFT_LINKS) {
          throw new Hdf5Exception(
              Problem.CORRUPT, "a chain of links without end: " + OpenFile.shown(normalise(path)));
        }
        List<String> target = new ArrayList<>(parts(soft.target()));
        if (!soft.target().startsWith("/")) {
          target.addAll(0, done.subList(0, done.size() - 1));
        }
        target.addAll(rest);
        rest = new ArrayDeque<>(target);
        done.clear();
        header = ObjectHeader.read(file, file.root());
      }
    }
    return Optional.of(header);
  }

  static boolean isDataset(ObjectHeader header) {
    return header.has(ObjectHeader.DATASPACE);
  }

  private Hdf5Exception missing(String path) {
    String others;
    try {
      others = whatThereIs();
    } catch (Hdf5Exception e) {
      others = "what it holds cannot be listed: " + e.getMessage();
    }
    return new Hdf5Exception(
        Problem.NO_DATASET,
        "dataset " + OpenFile.shown(normalise(path)) + " is not in the file; " + others);
  }

  private String whatThereIs() throws Hdf5Exception {
    Names found = new Names();
    boolean all = visitDatasets((path, _) -> found.add(path));
    return found.count() == 0 && all
        ? "the file holds no dataset"
        : "the file holds " + found.text(all);
  }

  /** Some names, and how many there are. */
  static final class Names {
    private final List<String> first = new ArrayList<>();
    private int count;

    void add(String name) {
      if (count++ < MOST_NAMES) {
        first.add(name);
      }
    }

    int count() {
      return count;
    }

    /**
     * The first names and the number of the others.
     *
     * @param all false when there may be more than were counted
     */
    String text(boolean all) {
      String names = String.join(", ", first.stream().map(OpenFile::shown).toList());
      int others = count - first.size();
      return others == 0 && all
          ? names
          : "%s and %s%d more".formatted(names, all ? "" : "at least ", others);
    }
  }

  /**
   * Visits all datasets that hard links lead to, each object once, nearest first.
   *
   * @return false if the file holds so many objects that some were not looked at
   */
  boolean visitDatasets(Visitor visitor) throws Hdf5Exception {
    return visit(MOST_OBJECTS, visitor, (_, _) -> {});
  }

  /**
   * The same, with links out of the file.
   *
   * @param most objects that are looked at
   */
  boolean visit(int most, Visitor visitor, ExternalVisitor external) throws Hdf5Exception {
    record Group(String path, long address, int depth) {}
    Set<Long> seen = new HashSet<>(List.of(file.root()));
    Deque<Group> open = new ArrayDeque<>();
    open.add(new Group("", file.root(), 0));
    int[] outside = {0};
    while (!open.isEmpty() && seen.size() < most) {
      Group group = open.poll();
      links.each(
          ObjectHeader.read(file, group.address()),
          link -> {
            if (link instanceof Link.External out && outside[0]++ < most) {
              external.visit(group.path() + "/" + out.name(), out.target());
            }
            if (!(link instanceof Link.Hard hard) || !seen.add(hard.address())) {
              return true;
            }
            String path = group.path() + "/" + hard.name();
            ObjectHeader header = ObjectHeader.read(file, hard.address());
            if (isDataset(header)) {
              visitor.visit(path, header);
            } else if (!header.has(ObjectHeader.DATATYPE) && group.depth() < DEEPEST) {
              open.add(new Group(path, hard.address(), group.depth() + 1));
            }
            return seen.size() < most;
          });
    }
    return open.isEmpty() && seen.size() < most;
  }
}
