package io.cellar.store;

import io.cellar.store.Coverage.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * What is known of {@value #BLOCKS} blocks that follow each other in scan order, and since when one
 * of them is held to be absent.
 *
 * <p>A page stays packed, as it lies in the file, until a single block of it is looked at: then
 * {@link #unpack} is called before anything else that names a place. One whose blocks are all alike
 * needs neither words nor bytes. Not thread-safe: {@link CoverageMap} holds its lock.
 */
final class CoveragePage {
  static final int BLOCKS = 1 << 14;

  /** Bytes of the words of a page. */
  static final int BYTES = BLOCKS / 2;

  private static final int PER_WORD = CoverageWords.PER_WORD;
  private static final List<State> STATES = CoverageWords.STATES;
  private static final long BELIEF = Duration.ofDays(1).toMillis();
  private static final long CLOCKS_DIFFER = Duration.ofHours(1).toMillis();
  private static final long NEVER = 0;

  private final int blocks;

  /** How many blocks have each of the values of {@link #STATES}; that of unknown is not kept. */
  private final int[] counts;

  private long absentSince;

  /** What the words were unpacked from, or will be; null when they have changed. */
  private PackedPage packed;

  /** Null while packed. */
  private long[] words;

  /** A bit for each block that was set and not seen in the file yet; null when there is none. */
  private long[] touched;

  /** A page of so many blocks of which nothing is known. */
  CoveragePage(int blocks) {
    this(blocks, PackedPage.allOf(0), new int[STATES.size()], NEVER);
  }

  /**
   * A page from a file.
   *
   * @param counts of each value of the states, which unpacking puts right where they are wrong
   * @param absentSince milliseconds since 1970; 0 when nothing is absent
   */
  CoveragePage(int blocks, PackedPage packed, int[] counts, long absentSince) {
    this.blocks = blocks;
    this.packed = packed;
    this.counts = counts;
    this.absentSince = absentSince;
  }

  /** A page of given words. */
  static CoveragePage of(int blocks, long[] words, long absentSince) {
    CoveragePage page = new CoveragePage(blocks, null, new int[STATES.size()], absentSince);
    page.words = words;
    page.clean();
    for (int value = 1; value < STATES.size(); value++) {
      if (page.counts[value] == blocks) {
        page.packed = PackedPage.allOf(value);
        page.words = null;
      }
    }
    return page;
  }

  int blocks() {
    return blocks;
  }

  long absentSince() {
    return absentSince;
  }

  /** How many of its blocks are in a state other than unknown. */
  int count(State state) {
    return counts[CoverageWords.value(state)];
  }

  /** Adds the counts of all values so many times. */
  void addTo(long[] sums, int times) {
    for (int value = 1; value < counts.length; value++) {
      sums[value] += (long) times * counts[value];
    }
  }

  /** True while single blocks cannot be looked at. */
  boolean isPacked() {
    return words == null && packed.length() > 0;
  }

  /** Makes single blocks known; {@link #count(State)} may change when the file was not right. */
  void unpack() {
    if (words != null) {
      return;
    }
    Optional<long[]> unpacked = packed.words();
    if (unpacked.isEmpty()) {
      packed = PackedPage.allOf(0); // as good as none
    }
    words = Arrays.copyOf(unpacked.orElseGet(() -> new long[0]), Math.ceilDiv(blocks, PER_WORD));
    clean();
    for (int value = 1; value < counts.length; value++) {
      if (counts[value] == blocks) {
        packed = PackedPage.allOf(value); // whatever the file said before it was looked at
      }
    }
  }

  /** Nothing is known of what is behind the last block; counts. */
  private void clean() {
    if (blocks % PER_WORD != 0) {
      words[blocks / PER_WORD] &= CoverageWords.window(0, blocks % PER_WORD) * 15;
    }
    for (int value = 1; value < counts.length; value++) {
      counts[value] = 0;
      for (long word : words) {
        counts[value] += Long.bitCount(CoverageWords.equal(word, value));
      }
    }
  }

  /** Gives the memory back when the file's bytes say the same. */
  void fold() {
    if (packed != null) {
      words = null;
    }
  }

  State get(int at) {
    int value = words == null ? packed.value() : valueAt(at);
    return value < STATES.size() ? STATES.get(value) : State.UNKNOWN;
  }

  private int valueAt(int at) {
    return (int) (words[at / PER_WORD] >>> shift(at)) & 15;
  }

  private static int shift(int at) {
    return at % PER_WORD * 4;
  }

  /**
   * Sets a state and marks the block as touched.
   *
   * @param now milliseconds since 1970
   * @return what it was
   */
  State set(int at, State state, long now) {
    unpack();
    touched = touched == null ? new long[BLOCKS / 64] : touched;
    touched[at / 64] |= 1L << at % 64;
    if (state == State.ABSENT && absentSince == NEVER) {
      absentSince = now;
    }
    State before = get(at);
    if (valueAt(at) != CoverageWords.value(state)) {
      write(
          at / PER_WORD,
          words[at / PER_WORD] ^ ((long) valueAt(at) ^ CoverageWords.value(state)) << shift(at));
    }
    return before;
  }

  /** Writes a word, and keeps the counts right. */
  private void write(int n, long word) {
    for (int value = 1; value < counts.length; value++) {
      counts[value] +=
          Long.bitCount(CoverageWords.equal(word, value))
              - Long.bitCount(CoverageWords.equal(words[n], value));
    }
    words[n] = word;
    packed = null;
  }

  /** How many blocks from one place to before another are in a state. */
  int count(int from, int to, State state) {
    if (words == null) {
      return get(from) == state ? to - from : 0;
    }
    int n = 0;
    for (int at = from; at < to; ) {
      int inWord = Math.min(PER_WORD - at % PER_WORD, to - at);
      n +=
          Long.bitCount(
              CoverageWords.equal(words[at / PER_WORD], state)
                  & CoverageWords.window(at % PER_WORD, inWord));
      at += inWord;
    }
    return n;
  }

  /**
   * The first place from one on to before another whose block is in a state, or is not.
   *
   * @param is whether it is to be in the state
   * @return {@code to} when there is none
   */
  int find(int from, int to, State state, boolean is) {
    if (words == null) {
      return from < to && (get(from) == state) == is ? from : to;
    }
    for (int at = from; at < to; ) {
      int inWord = Math.min(PER_WORD - at % PER_WORD, to - at);
      long equal = CoverageWords.equal(words[at / PER_WORD], state);
      long found = (is ? equal : ~equal) & CoverageWords.window(at % PER_WORD, inWord);
      if (found != 0) {
        return at / PER_WORD * PER_WORD + Long.numberOfTrailingZeros(found) / 4;
      }
      at += inWord;
    }
    return to;
  }

  /** True when no block of the page has another value than 0. */
  boolean isBlank() {
    return words == null
        ? packed.length() == 0 && packed.value() == 0
        : Arrays.stream(words).allMatch(word -> word == 0);
  }

  /** True when what is on disk says the same; it is what the page can be unpacked from then. */
  boolean isSaved(CoveragePage there) {
    if (absentSince != there.absentSince || !Arrays.equals(counts, there.counts)) {
      return false;
    }
    boolean same;
    if (packed != null && there.packed != null) {
      same = packed.equals(there.packed);
    } else {
      unpack();
      there.unpack();
      same = Arrays.equals(words, there.words);
    }
    packed = same ? there.packed : packed; // the bytes of an earlier file are needed no longer
    return same;
  }

  /**
   * Takes over what is on disk, except for blocks that are touched. Both are unpacked.
   *
   * @return whether that changed anything
   */
  boolean merge(CoveragePage saved) {
    unpack();
    saved.unpack();
    boolean changed = false;
    for (int n = 0; n < words.length; n++) {
      long ours = touched == null ? 0 : CoverageWords.spread(touched[n / 4] >>> n % 4 * PER_WORD);
      long merged = words[n] & ours | saved.words[n] & ~ours;
      if (merged != words[n]) {
        write(n, merged);
        changed = true;
      }
    }
    if (saved.packed != null && Arrays.equals(words, saved.words)) {
      packed = saved.packed;
    }
    if (saved.absentSince != NEVER) {
      absentSince =
          absentSince == NEVER ? saved.absentSince : Math.min(absentSince, saved.absentSince);
    }
    return changed;
  }

  /** True when its day is over, or began in the future, since some clock was wrong. */
  boolean isExpired(long now) {
    long age = now - absentSince;
    return absentSince == NEVER ? count(State.ABSENT) > 0 : age < -CLOCKS_DIFFER || age > BELIEF;
  }

  /** That a block is absent is believed for a day: then the whole page is asked for again. */
  void expire() {
    absentSince = NEVER;
    if (count(State.ABSENT) > 0) {
      unpack();
      for (int n = 0; n < words.length; n++) {
        write(
            n, words[n] & ~(CoverageWords.equal(words[n], CoverageWords.value(State.ABSENT)) * 15));
      }
    }
  }

  /** The same without what was touched; shares what is never changed. */
  CoveragePage copy() {
    CoveragePage copy = new CoveragePage(blocks, packed, counts.clone(), absentSince);
    copy.words = packed == null ? words.clone() : null;
    return copy;
  }

  /** Notes what is on disk: what agrees with it is no longer touched. */
  void saved(CoveragePage there) {
    if (touched == null) {
      return;
    }
    unpack();
    there.unpack();
    for (int n = 0; n < touched.length; n++) {
      for (long left = touched[n]; left != 0; left &= left - 1) {
        int at = n * 64 + Long.numberOfTrailingZeros(left);
        if (valueAt(at) == there.valueAt(at)) {
          touched[n] ^= left & -left;
        }
      }
    }
    if (Arrays.stream(touched).allMatch(word -> word == 0)) {
      touched = null;
    }
  }

  /** True when a block is touched. */
  boolean isTouched() {
    return touched != null;
  }

  /** The page as it is written; one that was not changed is not deflated again. */
  PackedPage pack(Deflater deflater) {
    if (packed != null) {
      return packed;
    }
    for (int value = 1; value < counts.length; value++) {
      if (counts[value] == blocks) {
        return PackedPage.allOf(value);
      }
    }
    return PackedPage.of(words, deflater);
  }
}
