package io.cellar.slice;

/** What a volume is drawn on. */
enum Backdrop {
  /** Nothing: states of blocks are drawn where voxels are missing. */
  EMPTY,
  /** Another volume, which is seen where voxels are missing. */
  OTHER_VOLUME
}
