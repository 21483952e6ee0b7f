package io.cellar.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Another process that makes all blocks available as a downloader does: lock, look again, publish.
 * Waits for the file {@code go}, then prints each block that it has "downloaded".
 */
final class ChildFetcher {
  private ChildFetcher() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < store.grid().count(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(Long.parseLong(args[1])));
      System.out.println("ready");
      while (!Files.exists(root.resolveSibling("go"))) {
        LockSupport.parkNanos(1_000_000);
      }
      for (int index : order) {
        while (!store.isAvailable(index)) {
          var lock = store.tryLock(index);
          if (lock.isPresent()) {
            try (BlockLock _ = lock.get()) {
              if (!store.isAvailable(index)) {
                LockSupport.parkNanos(2_000_000); // as long as a download
                store.publish(index, Sample.hdf5(store, index), Sample.FROM);
                System.out.println(index);
              }
            }
          }
          LockSupport.parkNanos(500_000);
        }
      }
    }
  }
}
