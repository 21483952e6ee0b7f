package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link BlockSource} keeps, whatever its protocol. A subclass says where blocks come
 * from and how that place gets into trouble.
 */
@Timeout(60)
public abstract class AbstractBlockSourceTest {
  /** A secret that the subclass puts into its addresses, where they can hold one. */
  protected static final String SECRET = "planted-secret";

  private static final Duration LONG = Duration.ofSeconds(50);

  /** What may be wrong where blocks come from, and the kind of failure that the engine goes by. */
  public enum Trouble {
    /** There is no such block. */
    ABSENT(SourceException.Absent.class),
    DENIED(SourceException.AccessDenied.class),
    BUSY(SourceException.Unavailable.class),
    /** Only the beginning of a block comes. */
    BROKEN_OFF(SourceException.Unreachable.class),
    /** Something comes, but no block. */
    GARBAGE(SourceException.Invalid.class),
    /** What comes has no end. */
    ENDLESS(SourceException.Invalid.class),
    /** The block of another place comes. */
    OTHER_SHAPE(SourceException.Invalid.class),
    /** Nothing comes. */
    SILENT(SourceException.TimedOut.class);

    private final Class<? extends SourceException> kind;

    Trouble(Class<? extends SourceException> kind) {
      this.kind = kind;
    }
  }

  /**
   * A source, its place free of trouble.
   *
   * @param patience how long it waits for a place that is silent
   */
  protected abstract BlockSource open(Duration patience) throws Exception;

  /** The grid of its blocks, with clipped ones at its edges. */
  protected abstract BlockGrid grid();

  /** The voxels of a stored box, all blocks different. */
  protected abstract Block voxels(Roi stored);

  /** Puts the place into trouble; false where it cannot be in such a one. */
  protected abstract boolean begin(Trouble trouble);

  /** Ends all trouble. */
  protected abstract void end();

  /** True when it is proved that what is not there is empty, so that it is no failure. */
  protected boolean absentIsEmpty() {
    return false;
  }

  /** False when a block's bytes do not tell what place they belong to. */
  protected boolean knowsThePlace() {
    return true;
  }

  /** How many bytes have come for a body. */
  protected long received(RawBlock raw) {
    return raw.body().length;
  }

  /** What a message about a block names. */
  protected String named(BlockSource source, Roi stored) {
    return source.address(stored);
  }

  private static Block get(BlockSource source, Roi stored)
      throws SourceException, InterruptedException {
    return source.decode(stored, body(source.fetch(stored, TransferProgress.NONE)));
  }

  private static RawBlock body(Fetched fetched) {
    return assertInstanceOf(RawBlock.class, fetched);
  }

  private void assertVoxels(Roi stored, Block block) {
    Block expected = voxels(stored);
    assertEquals(expected.dtype(), block.dtype());
    assertArrayEquals(stored.shape(), block.shape());
    assertTrue(Objects.deepEquals(expected.values(), block.values()), "voxels of " + stored);
  }

  private List<Roi> blocks() {
    List<Roi> blocks = new ArrayList<>();
    for (long i = 0; i < grid().count(); i++) {
      blocks.add(grid().roi(i));
    }
    return blocks;
  }

  @Test
  void everyBlockComesWholeAndThoseAtTheEdgesClipped() throws Exception {
    BlockSource source = open(LONG);
    boolean clipped = false;
    for (Roi stored : blocks()) {
      assertVoxels(stored, get(source, stored));
      clipped |= !Arrays.equals(stored.shape(), grid().blockShape());
    }
    assertTrue(clipped, "the test has clipped blocks");
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    BlockSource source = open(LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Block>> answers = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        for (Roi stored : blocks()) {
          answers.add(threads.submit(() -> get(source, stored)));
        }
      }
      for (int n = 0; n < answers.size(); n++) {
        assertVoxels(blocks().get(n % blocks().size()), answers.get(n).get());
      }
    }
  }

  @Test
  void progressNeverFallsAndEndsWithWhatCame() throws Exception {
    BlockSource source = open(LONG);
    AtomicLong last = new AtomicLong();
    Set<String> wrong = new HashSet<>();
    RawBlock raw =
        body(
            source.fetch(
                grid().roi(0),
                (received, expected) -> {
                  if (received < last.getAndSet(received)
                      || expected != -1 && expected < received
                      || expected < -1) {
                    wrong.add(received + " of " + expected);
                  }
                }));
    assertEquals(Set.of(), wrong);
    assertEquals(received(raw), last.get());
    assertTrue(raw.firstByteNanos() >= 0);
  }

  @ParameterizedTest
  @EnumSource
  void troubleIsToldByItsKindAndPasses(Trouble trouble) throws Exception {
    BlockSource source = open(Duration.ofSeconds(1));
    Roi stored = grid().roi(0);
    assumeTrue(begin(trouble), "cannot be in this trouble");
    if (trouble == Trouble.ABSENT && absentIsEmpty()) {
      Fetched empty = source.fetch(stored, TransferProgress.NONE);
      assertEquals(new Fetched.Empty(source.address(stored)), empty);
      end();
      assertVoxels(stored, get(source, stored));
      return;
    }
    SourceException e = assertThrows(SourceException.class, () -> get(source, stored));
    assertInstanceOf(trouble.kind, e, e.getMessage());
    assertFalse(e.getMessage().contains(SECRET), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains(named(source, stored)), e.getMessage());
    assertFalse(e.brief().isBlank());
    end();
    assertVoxels(stored, get(source, stored));
  }

  @Test
  void interruptingEndsATransfer() throws Exception {
    BlockSource source = open(LONG);
    assumeTrue(begin(Trouble.SILENT), "is never silent");
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Throwable> task =
        new FutureTask<>(
            () -> {
              begun.countDown();
              return thrownBy(() -> get(source, grid().roi(0)));
            });
    Thread thread = Thread.ofVirtual().start(task);
    begun.await();
    thread.interrupt();
    assertInstanceOf(InterruptedException.class, task.get(LONG.toSeconds() / 2, TimeUnit.SECONDS));
    end();
    assertVoxels(grid().roi(0), get(source, grid().roi(0)));
  }

  private static Throwable thrownBy(Callable<?> call) {
    try {
      call.call();
      return new AssertionError("nothing was thrown");
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void decodingOnlyComputes() throws Exception {
    BlockSource source = open(LONG);
    Roi stored = grid().roi(0);
    RawBlock raw = body(source.fetch(stored, TransferProgress.NONE));
    byte[] before = raw.body().clone();
    if (!begin(Trouble.SILENT)) {
      begin(Trouble.ABSENT);
    }
    Thread.currentThread().interrupt();
    try {
      assertVoxels(stored, source.decode(stored, raw));
      assertVoxels(stored, source.decode(stored, raw));
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt is not lost");
    }
    assertArrayEquals(before, raw.body());
  }

  @Test
  void theBlockOfAnotherPlaceIsInvalid() throws Exception {
    assumeTrue(knowsThePlace(), "all bodies are alike");
    BlockSource source = open(LONG);
    Roi first = grid().roi(0);
    Roi last = grid().roi(grid().count() - 1);
    assertFalse(Arrays.equals(first.shape(), last.shape()));
    RawBlock raw = body(source.fetch(first, TransferProgress.NONE));
    assertThrows(SourceException.Invalid.class, () -> source.decode(last, raw));
  }

  @Test
  void theBeginningOfABlockIsNeverABlock() throws Exception {
    BlockSource source = open(LONG);
    Roi stored = grid().roi(0);
    RawBlock raw = body(source.fetch(stored, TransferProgress.NONE));
    for (int length = 0; length < raw.body().length; length += 1 + length / 7) {
      RawBlock part =
          new RawBlock(
              Arrays.copyOf(raw.body(), length),
              raw.hdf5(),
              raw.url(),
              raw.etag(),
              raw.firstByteNanos());
      SourceException e =
          assertThrows(SourceException.class, () -> source.decode(stored, part), length + " bytes");
      assertTrue(e.passing(), e.toString());
    }
  }

  @Test
  void addressesTellBlocksApartAndHoldNoSecret() throws Exception {
    BlockSource source = open(LONG);
    Roi first = grid().roi(0);
    Roi last = grid().roi(grid().count() - 1);
    assertNotEquals(source.address(first), source.address(last));
    assertFalse(source.address(first).contains(SECRET));
    assertFalse(source.host().contains(SECRET));
    RawBlock raw = body(source.fetch(first, TransferProgress.NONE));
    assertEquals(source.address(first), raw.url());
  }
}
