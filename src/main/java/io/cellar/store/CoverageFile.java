package io.cellar.store;

import io.cellar.input.RegularFile;
import io.cellar.store.Coverage.State;
import io.cellar.volume.BlockGrid;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * {@code .cellar/coverage.bin}. Numbers are big-endian:
 *
 * <pre>
 *   8      magic, "CELLARC2"
 *   4      length n of the axes
 *   16 n   for each axis the grid's shape (8) and block shape (8), in voxels
 *   4      number p of pages
 *   24 p   for each page:
 *          8  its number: the page has the blocks from {@value CoveragePage#BLOCKS} times that on
 *          2  how many of its blocks are empty in the source
 *          6  since when one of it is absent, milliseconds since 1970; 0 when none is
 *          6  how many of its blocks are available (2), absent (2) and failed (2)
 *          2  bytes of its words; 0 when one of the last three counts is all of its blocks
 *   ...    for each page, in that order, its 1024 words ({@link CoverageWords}), deflated
 *   4      CRC32C of all before
 * </pre>
 *
 * <p>Pages of which nothing is known are left out. So opening reads the counts of all pages and the
 * words of none, and saving deflates those alone that have changed. {@code CELLARC1}, which had two
 * bits for each block, is read too ({@link CoverageOldForm}).
 *
 * <p>What knows nothing of empty blocks takes them for unknown ones and the first two fields for
 * one time, so that on a page that has empty blocks it asks again for the absent ones. Where it has
 * written a page the count of empty blocks is too small until the words have been looked at.
 *
 * <p>A file of another grid, of a later form, or one whose checksum does not agree, is as good as
 * none: the coverage is a hint, to be found again by looking at the blocks. It may come from a
 * stranger: neither its length nor what it says or inflates to is trusted.
 */
final class CoverageFile {
  static final int HEAD_BYTES = 1 << 10;
  private static final long MAGIC = 0x4345_4c4c_4152_4332L; // CELLARC2
  private static final int ENTRY_BYTES = 24;
  private static final List<State> COUNTED = List.of(State.AVAILABLE, State.ABSENT, State.FAILED);
  private static final int EMPTY = CoverageWords.value(State.EMPTY);
  private static final int TIME_BITS = 48;
  private static final long TIME = (1L << TIME_BITS) - 1;

  /** Of the memory a sixteenth is for the bytes of a file. */
  private static final int MOST_BYTES =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 16, 1 << 22, 1 << 30);

  /** Pages that are read at most: another sixteenth, with what the map needs for each. */
  private static final int MOST_PAGES = MOST_BYTES / 256;

  private CoverageFile() {}

  static byte[] encode(BlockGrid grid, Map<Long, CoveragePage> pages) {
    List<PackedPage> bodies = new ArrayList<>();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      PackedPage allEmpty = PackedPage.of(PackedPage.allOf(EMPTY).words().orElseThrow(), deflater);
      for (CoveragePage page : pages.values()) {
        PackedPage body = page.pack(deflater);
        // No count that all versions know says that all are empty.
        bodies.add(body.length() == 0 && body.value() == EMPTY ? allEmpty : body);
      }
    } finally {
      deflater.end();
    }
    int length = bodies.stream().mapToInt(PackedPage::length).reduce(0, Math::addExact);
    int head = 2 * Integer.BYTES + Long.BYTES * (1 + 2 * grid.rank());
    int entries = Math.multiplyExact(ENTRY_BYTES, bodies.size());
    ByteBuffer to =
        ByteBuffer.allocate(Math.addExact(head + Integer.BYTES, Math.addExact(entries, length)));
    to.putLong(MAGIC).putInt(grid.rank());
    for (int d = 0; d < grid.rank(); d++) {
      to.putLong(grid.shape()[d]).putLong(grid.blockShape()[d]);
    }
    to.putInt(bodies.size());
    int n = 0;
    for (Map.Entry<Long, CoveragePage> page : pages.entrySet()) {
      to.putLong(page.getKey()).putLong(times(page.getValue()));
      COUNTED.forEach(state -> to.putShort((short) page.getValue().count(state)));
      to.putShort((short) bodies.get(n++).length());
    }
    bodies.forEach(body -> to.put(body.file(), body.offset(), body.length()));
    return to.putInt(crc(to.array(), to.position())).array();
  }

  private static long times(CoveragePage page) {
    return (long) page.count(State.EMPTY) << TIME_BITS | page.absentSince() & TIME;
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Reads a file; empty when there is none, or it is not of this grid, or is damaged. */
  static Optional<Map<Long, CoveragePage>> read(Path file, BlockGrid grid) throws IOException {
    long most =
        Math.min(
            MOST_BYTES,
            HEAD_BYTES + Math.min(pagesOf(grid), MOST_BYTES) * (ENTRY_BYTES + PackedPage.LONGEST));
    try {
      long length = RegularFile.require(file, LinkOption.NOFOLLOW_LINKS).size();
      if (length > most) {
        throw new IOException("it has " + length + " bytes, and at most " + most + " are read");
      }
      return decode(RegularFile.read(file, (int) most, LinkOption.NOFOLLOW_LINKS), grid);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  static long pagesOf(BlockGrid grid) {
    return Math.ceilDiv(grid.count(), CoveragePage.BLOCKS);
  }

  /** How many blocks a page has. */
  static int blocksOf(BlockGrid grid, long page) {
    return (int) Math.min(CoveragePage.BLOCKS, grid.count() - page * CoveragePage.BLOCKS);
  }

  static Optional<Map<Long, CoveragePage>> decode(byte[] bytes, BlockGrid grid) {
    return decode(bytes, grid, MOST_PAGES);
  }

  /**
   * Reads a file's content; empty when it is not of this grid, or is damaged.
   *
   * @param bytes kept, and not changed by anybody from now on
   * @param most pages that are read at most; what is on the others is not known then
   */
  static Optional<Map<Long, CoveragePage>> decode(byte[] bytes, BlockGrid grid, int most) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != crc(bytes, length)) {
      return Optional.empty();
    }
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    try {
      long magic = from.getLong();
      boolean old = magic == CoverageOldForm.MAGIC;
      if (magic != MAGIC && !old || !isGrid(from, grid)) {
        return Optional.empty();
      }
      int count = from.getInt();
      if (count < 0 || count > pagesOf(grid)) {
        throw new IOException(count + " pages are not of this grid");
      }
      return Optional.of(
          old ? CoverageOldForm.pages(from, count, grid, most) : pages(from, count, grid, most));
    } catch (IOException | BufferUnderflowException _) {
      return Optional.empty();
    }
  }

  private static boolean isGrid(ByteBuffer from, BlockGrid grid) {
    if (from.getInt() != grid.rank()) {
      return false;
    }
    for (int d = 0; d < grid.rank(); d++) {
      if (from.getLong() != grid.shape()[d] || from.getLong() != grid.blockShape()[d]) {
        return false;
      }
    }
    return true;
  }

  private static Map<Long, CoveragePage> pages(ByteBuffer from, int count, BlockGrid grid, int most)
      throws IOException {
    long body = from.position() + (long) count * ENTRY_BYTES;
    Map<Long, CoveragePage> pages = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long number = from.getLong();
      requireNew(number, grid, pages);
      long times = from.getLong();
      int blocks = blocksOf(grid, number);
      int[] counts = new int[CoverageWords.STATES.size()];
      counts[EMPTY] = (int) (times >>> TIME_BITS);
      int allAre = 0;
      for (State state : COUNTED) {
        int value = CoverageWords.value(state);
        counts[value] = Short.toUnsignedInt(from.getShort());
        allAre = counts[value] == blocks ? value : allAre;
      }
      int length = Short.toUnsignedInt(from.getShort());
      if (IntStream.of(counts).sum() > blocks
          || length == 0 == (allAre == 0)
          || body + length > from.limit()) {
        throw new IOException("page " + number + " is not what it says");
      }
      if (pages.size() < most) {
        PackedPage packed =
            length == 0 || counts[EMPTY] == blocks
                ? PackedPage.allOf(length == 0 ? allAre : EMPTY)
                : new PackedPage(from.array(), (int) body, length, 0);
        pages.put(number, new CoveragePage(blocks, packed, counts, times & TIME));
      }
      body += length;
    }
    if (body != from.limit()) {
      throw new IOException("something is behind the last page");
    }
    return pages;
  }

  static void requireNew(long number, BlockGrid grid, Map<Long, CoveragePage> pages)
      throws IOException {
    if (number < 0 || number >= pagesOf(grid) || pages.containsKey(number)) {
      throw new IOException("page " + number + " is outside of the grid, or there twice");
    }
  }
}
