package io.cellar.ui.prefetch;

import io.cellar.ui.JobRequest.Part;
import io.cellar.ui.words.Words;
import io.cellar.volume.MultiLevelVolume;
import java.util.List;
import java.util.stream.Collectors;

/** What jobs are called by themselves: what is fetched, so that two are told apart. */
final class JobNames {
  private JobNames() {}

  /**
   * The volumes, of those with several levels which of them, and the region of the first: {@code
   * tissue (level 1) 0:64,0:64,0:64}. Empty text for nothing.
   */
  static String of(List<Part> wanted) {
    String names =
        wanted.stream()
            .map(part -> of(part.volume().levels(), part.levels()))
            .distinct()
            .collect(Collectors.joining(", "));
    return wanted.isEmpty() ? "" : (names + " " + wanted.getFirst().view()).strip();
  }

  /** Levels of a volume. */
  static String of(MultiLevelVolume volume, List<Integer> levels) {
    String name = volume.finest().name();
    if (volume.levels().size() == 1 || levels.isEmpty()) {
      return name;
    }
    String numbers = levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Words.of("prefetch.nameOfLevels", name, levels.size(), numbers).strip();
  }
}
