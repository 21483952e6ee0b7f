package io.cellar.store;

/** How sure a block must be on disk before it gets its final name. */
public enum Durability {
  /** Forced to the disk first: a power cut never leaves a named block without its content. */
  FSYNC,
  /**
   * Left to the operating system: faster on spinning disks. After a power cut the checksum finds
   * what was lost.
   */
  NONE
}
