package io.cellar.hdf5;

/** An entry of a group. */
sealed interface Link {

  /** Its name within the group. */
  String name();

  /** A link to an object header in this file. */
  record Hard(String name, long address) implements Link {}

  /** A link to a path in this file. */
  record Soft(String name, String target) implements Link {}

  /** A link into another file, which is never followed. */
  record External(String name) implements Link {}
}
