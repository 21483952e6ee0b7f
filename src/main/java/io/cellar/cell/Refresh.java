package io.cellar.cell;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has blocks that a pane shows fetched anew, each once. What is shown stays until the new block is
 * on disk, and then is replaced in memory and in all panes. Which blocks are still to be asked for
 * is the engine's to know; here it is only remembered, since a pane asks with every picture.
 * Thread-safe.
 */
final class Refresh {
  private final Requester requester;
  private final CellCache memory;
  private final Map<BlockKey, Question> open = new ConcurrentHashMap<>();
  private final Set<BlockKey> done = ConcurrentHashMap.newKeySet();

  /** A renewal that was asked for in a view. */
  private record Question(long view, CompletableFuture<Block> answer) {}

  Refresh(Requester requester, CellCache memory) {
    this.requester = requester;
    this.memory = memory;
  }

  /**
   * Asks for a block unless that was done already.
   *
   * @param view number of the view that shows it: a new one has to ask again for what it shows
   */
  void want(BlockKey key, Priority priority, long view) {
    Question before = open.get(key);
    if (done.contains(key) || before != null && before.view() == view) {
      return;
    }
    Optional<BlockRequest> ticket = requester.refresh(key, priority);
    if (ticket.isEmpty()) {
      open.remove(key);
      done.add(key);
      return;
    }
    CompletableFuture<Block> answer = ticket.get().block();
    open.put(key, new Question(view, answer));
    if (before == null || before.answer() != answer) {
      var ignored =
          ticket
              .get()
              .stored()
              .thenCombine(answer, (stored, block) -> block)
              .whenComplete((block, error) -> ended(key, answer, block, error));
    }
  }

  private void ended(BlockKey key, CompletableFuture<Block> answer, Block block, Throwable error) {
    Throwable cause = error instanceof CompletionException e ? e.getCause() : error;
    if (!(cause instanceof CancellationException)) {
      done.add(key);
    }
    open.computeIfPresent(key, (k, question) -> question.answer() == answer ? null : question);
    if (block != null) {
      memory.replace(key, block);
    }
  }

  /** Something has happened to a block: the engine is to be asked whether it is due again. */
  void forget(BlockKey key) {
    done.remove(key);
  }

  /** All blocks may be asked for again. */
  void begin() {
    done.clear();
  }
}
