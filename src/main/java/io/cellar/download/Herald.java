package io.cellar.download;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of changes, one at a time and in the order in which they were decided. */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

  private record News(BlockKey key, BlockState state) {}

  private final Desk desk;
  private final List<BlockListener> listeners = new CopyOnWriteArrayList<>();
  private final Queue<News> news = new ArrayDeque<>();
  private boolean telling;

  Herald(Desk desk) {
    this.desk = desk;
  }

  void add(BlockListener listener) {
    listeners.add(listener);
  }

  void remove(BlockListener listener) {
    listeners.remove(listener);
  }

  /** Notes a change; told as soon as the desk is free. Only while deciding. */
  void tell(BlockKey key, BlockState state) {
    if (listeners.isEmpty()) {
      return;
    }
    news.add(new News(key, state));
    if (!telling) {
      telling = true;
      desk.later(this::tellAll);
    }
  }

  private void tellAll() {
    Optional<News> next;
    while ((next = desk.decide(this::next)).isPresent()) {
      for (BlockListener listener : listeners) {
        tell(listener, next.get());
      }
    }
  }

  private Optional<News> next() {
    News next = news.poll();
    telling = next != null;
    return Optional.ofNullable(next);
  }

  private static void tell(BlockListener listener, News news) {
    try {
      listener.changed(news.key, news.state);
    } catch (RuntimeException e) {
      LOG.error("a listener of the download engine failed for {}", news.key, e);
    }
  }
}
