package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Several blocks that somebody waits for as a whole. */
final class Submission {
  private final CountDownLatch open;
  private final int asked;
  private int failed;
  private Throwable first;

  private Submission(int asked) {
    this.asked = asked;
    this.open = new CountDownLatch(asked);
  }

  /** Asks for blocks and waits until each is on disk or has failed. */
  static void run(Requester requester, Collection<BlockKey> keys)
      throws BlocksFailedException, InterruptedException {
    Submission submission = new Submission(keys.size());
    List<StoreRequest> tickets = new ArrayList<>(keys.size());
    for (BlockKey key : keys) {
      StoreRequest ticket = requester.store(key, Priority.visible(0, tickets.size()));
      tickets.add(ticket);
      ticket.stored().whenComplete((stored, failure) -> submission.landed(failure));
    }
    try {
      submission.open.await();
    } catch (InterruptedException e) {
      tickets.forEach(StoreRequest::cancel);
      throw e;
    }
    submission.failIfAnyFailed();
  }

  private synchronized void landed(Throwable failure) {
    if (failure != null) {
      failed++;
      first = first == null ? failure : first;
    }
    open.countDown();
  }

  private synchronized void failIfAnyFailed() throws BlocksFailedException {
    if (failed > 0) {
      throw new BlocksFailedException(failed, asked, first);
    }
  }
}
