package io.cellar.slice;

/** When a picture asks for the blocks that it misses. */
enum RequestTiming {
  /** Before it is painted: what is painted tells that they were asked for. */
  FIRST,
  /**
   * After it has been handed on, where coarser voxels stand in for all of them: the first picture
   * of a new place is there sooner, and another one follows.
   */
  LATER
}
