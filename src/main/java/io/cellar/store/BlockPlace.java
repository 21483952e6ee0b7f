package io.cellar.store;

import java.nio.file.Path;

/**
 * Where one block lies.
 *
 * @param folder the block's own folder
 * @param name the name of the block file in it
 */
record BlockPlace(Path folder, String name) {
  static final String STATUS = "STATUS.txt";

  /** The HDF5 file. */
  Path file() {
    return folder.resolve(name);
  }

  /** The file whose existence says that the block is available. */
  Path status() {
    return folder.resolve(STATUS);
  }

  /** The file whose existence says that somebody is fetching the block. */
  Path lock() {
    return folder.resolve(name + ".lock");
  }
}
