package io.cellar.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the address of a volume is believed. A server that has answered with a block is believed
 * when it says that another block does not exist. One that has not may simply be the wrong address:
 * until the first block comes, nothing that it denies is remembered beyond this process, and when
 * none of its first answers is a block the volume is stopped. One that was proved otherwise, such
 * as by the array's own description beside its chunks, is believed from the start. Guarded by the
 * {@link EngineLock}.
 */
final class AddressTrust {
  /** Answers without a block after which the address seems wrong. */
  static final int ANSWERS = 20;

  private final Set<Long> denied = ConcurrentHashMap.newKeySet();
  private boolean trusted;
  private int answers;

  /**
   * Begins.
   *
   * @param trusted whether it is believed already: a cache that holds blocks got them from
   *     somewhere
   */
  AddressTrust(boolean trusted) {
    this.trusted = trusted;
  }

  /**
   * A block came.
   *
   * @return the blocks that the server has denied so far, to be remembered now
   */
  Set<Long> blockCame() {
    trusted = true;
    Set<Long> toRemember = Set.copyOf(denied);
    denied.clear();
    return toRemember;
  }

  /** The server says that a block does not exist; true when that is to be remembered at once. */
  boolean denies(long index) {
    if (!trusted) {
      denied.add(index);
      answers++;
    }
    return trusted;
  }

  /** Something came that was not a block. */
  void nonsenseCame() {
    answers++;
  }

  /** True when it has sent a block. */
  boolean trusted() {
    return trusted;
  }

  /** True for a block that was denied and is not remembered yet. */
  boolean wasDenied(long index) {
    return denied.contains(index);
  }

  /** True when the address seems wrong. */
  boolean seemsWrong() {
    return !trusted && answers >= ANSWERS;
  }

  /** Begins anew. */
  void reset() {
    denied.clear();
    answers = 0;
  }
}
