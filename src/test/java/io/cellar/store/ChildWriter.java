package io.cellar.store;

import java.nio.file.Path;
import java.util.Random;

/**
 * Another process that publishes and forgets random blocks of the synthetic fileset until it is
 * killed. Prints a line when it has begun.
 */
final class ChildWriter {
  private ChildWriter() {}

  public static void main(String[] args) throws Exception {
    Random random = new Random(Long.parseLong(args[1]));
    FilesetStore store = Sample.open(Sample.synthetic(Path.of(args[0])), StoreOptions.cache());
    byte[][] bytes = new byte[(int) store.grid().count()][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Sample.hdf5(store, i);
    }
    System.out.println("begun");
    while (true) {
      int index = random.nextInt(bytes.length);
      if (random.nextInt(4) == 0) {
        store.forget(index);
        continue;
      }
      try (BlockLock lock = store.tryLock(index).orElseThrow()) {
        if (random.nextBoolean()) {
          store.publish(index, bytes[index], Sample.FROM, lock);
        } else {
          store.publish(index, bytes[index], Sample.FROM);
        }
      }
    }
  }
}
