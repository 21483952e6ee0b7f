package io.cellar.faults;

import io.cellar.description.DescriptionReader;
import io.cellar.source.TestVolumes.Counting;
import io.cellar.store.FilesetStore;
import io.cellar.store.Provenance;
import io.cellar.store.StoreOptions;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process that publishes one block after the other, saves the cache's state after each, and
 * prints a block's number when that is done. To be killed.
 */
final class StateChild {
  private StateChild() {}

  public static void main(String[] args) throws Exception {
    VolumeDescription described = new DescriptionReader().read(Path.of(args[0])).volume();
    Counting volume = new Counting(described.geometry().shape());
    FilesetStore store =
        FilesetStore.open(described.geometry(), described.cache(), StoreOptions.cache());
    while (true) {
      for (long index = 0; index < store.grid().count(); index++) {
        byte[] good = store.encode(volume.block(store.grid().roi(index)));
        store.publish(
            index, good, new Provenance("http://example.org/", Optional.empty(), Instant.EPOCH));
        store.saveCoverage();
        System.out.println(index);
        System.out.flush();
      }
    }
  }

  /** The numbers that were printed whole. */
  static Set<Long> saved(String output) {
    Set<Long> saved = new TreeSet<>();
    String whole = output.substring(0, output.lastIndexOf('\n') + 1);
    whole.lines().filter(line -> line.matches("\\d+")).map(Long::valueOf).forEach(saved::add);
    return saved;
  }
}
