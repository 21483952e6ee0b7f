package io.cellar.settings;

/** What a block must survive once it counts as available. */
public enum Durability {
  /** A power cut: one fsync before the rename. */
  FSYNC,
  /** The end of the program. After a power cut damaged blocks are noticed and fetched again. */
  NONE
}
