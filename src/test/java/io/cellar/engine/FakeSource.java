package io.cellar.engine;

import io.cellar.source.BlockSource;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A server in memory that does as a test says. A body is one byte: the low byte of the block's
 * number.
 */
public final class FakeSource implements BlockSource {
  private volatile OptionalInt computing = OptionalInt.empty();

  /** One answer. */
  @FunctionalInterface
  public interface Answer {
    /** The body; null when nothing is stored of the block. */
    byte[] body(Roi box, TransferProgress progress) throws SourceException, InterruptedException;
  }

  private final FakeStore store;
  private final String host;
  private final Map<Long, Deque<Answer>> scripts = new HashMap<>();
  private volatile Answer usual;
  private volatile boolean proved;

  /** Whether it knows good bodies without decoding them. */
  volatile boolean knowing;

  volatile LongConsumer decoding = index -> {};
  final List<Long> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();
  final AtomicInteger forgotten = new AtomicInteger();

  public FakeSource(FakeStore store, String host) {
    this.store = store;
    this.host = host;
    this.usual = (box, progress) -> body(box);
  }

  /** What the server says to a block's next requests, one after the other. */
  synchronized FakeSource script(long index, Answer... answers) {
    scripts.computeIfAbsent(index, i -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  /** What the server says to everything else. */
  FakeSource always(Answer answer) {
    usual = answer;
    return this;
  }

  /** Its address is known to be right from the start. */
  public FakeSource proved() {
    proved = true;
    return this;
  }

  /** Makes it one that computes on this computer. */
  FakeSource computing(int atOnce) {
    computing = OptionalInt.of(atOnce);
    return this;
  }

  @Override
  public OptionalInt computesAtOnce() {
    return computing;
  }

  @Override
  public boolean isProved() {
    return proved;
  }

  @Override
  public boolean isKnownGood(Roi stored, RawBlock raw) {
    return knowing && Arrays.equals(raw.body(), body(stored));
  }

  /** The right body of a block. */
  byte[] body(Roi box) {
    return new byte[] {(byte) index(box)};
  }

  long index(Roi box) {
    return store.grid().indexOf(box.start());
  }

  long timesAsked(long index) {
    return asked.stream().filter(i -> i == index).count();
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public String address(Roi stored) {
    return host + "/" + stored;
  }

  @Override
  public Fetched fetch(Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    asked.add(index(stored));
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      byte[] body = next(index(stored)).body(stored, progress);
      return body == null
          ? new Fetched.Empty(address(stored))
          : new RawBlock(body, true, address(stored), Optional.empty(), 0);
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    } finally {
      open.decrementAndGet();
    }
  }

  private synchronized Answer next(long index) {
    Deque<Answer> script = scripts.get(index);
    return script == null || script.isEmpty() ? usual : script.poll();
  }

  @Override
  public Block decode(Roi stored, RawBlock raw) throws SourceException {
    decoding.accept(index(stored));
    if (!Arrays.equals(raw.body(), body(stored))) {
      throw new SourceException.Invalid("not the block " + stored, null);
    }
    return store.voxels(index(stored));
  }

  @Override
  public void forget() {
    forgotten.incrementAndGet();
  }
}
