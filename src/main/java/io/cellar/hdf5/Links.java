package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the links of groups, of the old kind (symbol table) and of both new ones. A link is found
 * by its name as fast in a group of a million links as in a small one.
 */
final class Links {
  private static final long UNDEFINED = -1;

  private final OpenFile file;

  @FunctionalInterface
  interface Visitor {
    /** False when no more are wanted. */
    boolean visit(Link link) throws Hdf5Exception;
  }

  Links(OpenFile file) {
    this.file = file;
  }

  /** The link of that name in the group with this object header; none when it is not a group. */
  Optional<Link> find(ObjectHeader group, String name) throws Hdf5Exception {
    List<Link> found = new ArrayList<>(1);
    visit(
        group,
        Optional.of(name),
        link -> {
          if (link.name().equals(name)) {
            found.add(link);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  /** Visits the links of the group with this object header; none when it is not a group. */
  void each(ObjectHeader group, Visitor visitor) throws Hdf5Exception {
    visit(group, Optional.empty(), visitor);
  }

  private void visit(ObjectHeader group, Optional<String> name, Visitor visitor)
      throws Hdf5Exception {
    Guard.run(
        "the group at address " + group.address(),
        () -> {
          Optional<ByteBuffer> old = group.find(file, ObjectHeader.SYMBOL_TABLE);
          if (old.isPresent()) {
            SymbolTable table = new SymbolTable(file, old.get());
            if (name.isPresent()) {
              table.named(name.get(), visitor);
            } else {
              table.all(visitor);
            }
            return true;
          }
          for (ByteBuffer message : group.all(ObjectHeader.LINK)) {
            if (!visitor.visit(Link.parse(message))) {
              return true;
            }
          }
          dense(group, name, visitor);
          return true;
        });
  }

  private void dense(ObjectHeader group, Optional<String> name, Visitor visitor)
      throws Hdf5Exception {
    Optional<ByteBuffer> info = group.find(file, ObjectHeader.LINK_INFO);
    if (info.isEmpty()) {
      return;
    }
    int at = (info.get().get(1) & 1) == 0 ? 2 : 10; // behind the greatest creation order
    long heap = info.get().getLong(at);
    if (heap == UNDEFINED) {
      return;
    }
    DenseStorage storage = new DenseStorage(file, info.get().getLong(at + 8), heap);
    DenseStorage.Visitor parsed = message -> visitor.visit(Link.parse(message));
    if (name.isPresent()) {
      storage.named(name.get(), parsed);
    } else {
      storage.all(parsed);
    }
  }

  /** Refuses a link that leaves the file. */
  static Hdf5Exception external(String path, Link.External link) {
    return new Hdf5Exception(
        Problem.UNSUPPORTED,
        "a link into another file is not followed: %s leads to %s; name that file instead"
            .formatted(OpenFile.shown(path), OpenFile.shown(link.target())));
  }
}
