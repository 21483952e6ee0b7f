package io.cellar.engine;

/** Where a block in flight is. */
enum Phase {
  /** Waits for a disk reader. */
  DISK_LINE,
  /** A disk reader looks whether it is there, and reads it if somebody wants voxels. */
  READING,
  /** Waits for a slot of its host. */
  HOST_LINE,
  /** Has a slot; the request is on the wire. The only phase that can be interrupted. */
  DOWNLOADING,
  /** Another program is fetching it; looked after from time to time, without a slot. */
  ELSEWHERE,
  /** Failed, will be tried again after a pause; without a slot. */
  PAUSING,
  /** Bulk work whose disk takes no more; waits for space. */
  PARKED,
  /** The bytes are here; waits for a decode permit. */
  DECODE_LINE,
  /** Is being verified and decoded. */
  DECODING,
  /** Verified; waits for the writers, or is being written. */
  STORING,
  /** Over. */
  LANDED
}
