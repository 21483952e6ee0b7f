package io.cellar.engine;

/**
 * Lets those who ask for blocks in turns have equal shares of what is free, by start-time fair
 * queuing. Each request gets a tag, and the smallest is the next: one more than the last tag of its
 * requester, but no less than the virtual time, which is the highest tag of all requests that have
 * begun. So a requester that is new or was idle begins beside the others: neither behind what they
 * have had already, nor with a claim to what it has not. Guarded by the {@link EngineLock}.
 */
final class FairTurns {
  /** Of a requester that waits for no turn. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  private double virtualTime;

  /** The place in the order of the next request of a requester. */
  Priority next(RequesterState requester) {
    requester.lastTurn = Math.max(virtualTime, requester.lastTurn + 1);
    return Priority.bulk(requester.lastTurn);
  }

  /** A requester has taken back what waited: the turns that it did not have are not counted. */
  void takenBack(RequesterState requester) {
    requester.lastTurn = NONE;
  }

  /** A block's turn has come. */
  void began(InFlightBlock block) {
    for (Request request : block.requests()) {
      Priority priority = request.priority();
      if (request.requester().lastTurn != NONE && priority.tier() == Tier.BULK) {
        virtualTime = Math.max(virtualTime, priority.distance());
      }
    }
  }
}
