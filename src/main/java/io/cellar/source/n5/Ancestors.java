package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The attributes of the folders above a folder, the nearest first, up to the one that says that it
 * is the container's root. Each is asked for only when it is needed, and only few above the place
 * that the user named. Used by one thread.
 */
final class Ancestors {
  private static final int MOST_OUTSIDE = 3;

  private final N5Folder folder;
  private final List<Attributes> known = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<N5Folder> next;
  private int outside;

  /**
   * @param own attributes of the folder itself
   */
  Ancestors(N5Folder folder, Optional<Attributes> own) {
    this.folder = folder;
    this.next = own.isPresent() && own.get().isRoot() ? Optional.empty() : folder.up();
  }

  /** What the nearest folder says that says something of it. */
  <T> Optional<T> first(Function<Attributes, Optional<T>> reading) throws InterruptedException {
    for (int i = 0; i < known.size() || learn(); ) {
      if (i < known.size()) {
        Optional<T> found = reading.apply(known.get(i++));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** True if one of them is a container's root. */
  boolean haveRoot() throws InterruptedException {
    return first(a -> a.isRoot() ? Optional.of(a) : Optional.empty()).isPresent();
  }

  /** Folders that could not be asked. */
  List<String> notes() {
    return notes;
  }

  /** Asks one folder more; false if there is none to ask. */
  private boolean learn() throws InterruptedException {
    if (next.isEmpty() || next.get().isOutside(folder) && ++outside > MOST_OUTSIDE) {
      next = Optional.empty();
      return false;
    }
    N5Folder asked = next.get();
    try {
      Optional<Attributes> attributes = asked.attributes();
      attributes.ifPresent(known::add);
      next = attributes.isPresent() && attributes.get().isRoot() ? Optional.empty() : asked.up();
    } catch (FormatException | SourceException e) {
      // Nothing here is needed to read voxels: the user is told, the folder opens.
      notes.add("the folders above were not asked: " + e.getMessage());
      next = Optional.empty();
    }
    return true;
  }
}
