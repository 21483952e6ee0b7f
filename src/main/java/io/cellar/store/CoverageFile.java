package io.cellar.store;

import io.cellar.input.RegularFile;
import io.cellar.volume.BlockGrid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * {@code .cellar/coverage.bin}: magic, length of the axes, shape and block shape of the grid,
 * number of pages, then deflated for each page its number, since when one of it is absent, and its
 * states, and the CRC32C of all that at the very end. Numbers are big-endian. A file of another
 * grid, or one whose checksum does not agree, is as good as none: the coverage is a hint. It may
 * come from a stranger: neither its length nor what it inflates to is trusted.
 */
final class CoverageFile {
  private static final long MAGIC = 0x4345_4c4c_4152_4331L; // CELLARC1

  private static final int HEAD_BYTES = 1 << 10;
  private static final int PAGE_BYTES = Long.BYTES + CoveragePage.BYTES;

  /** Pages that are read at most: a sixteenth of the memory, with what a page needs besides. */
  private static final int MOST_PAGES =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 16 / (2 * PAGE_BYTES), 1 << 10, 1 << 17);

  private CoverageFile() {}

  static byte[] encode(BlockGrid grid, Map<Long, CoveragePage> pages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CRC32C crc = new CRC32C();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      CheckedOutputStream checked = new CheckedOutputStream(bytes, crc);
      DataOutputStream head = new DataOutputStream(checked);
      head.writeLong(MAGIC);
      head.writeInt(grid.rank());
      for (int d = 0; d < grid.rank(); d++) {
        head.writeLong(grid.shape()[d]);
        head.writeLong(grid.blockShape()[d]);
      }
      head.writeInt(pages.size());
      head.flush();
      DeflaterOutputStream deflated = new DeflaterOutputStream(checked, deflater);
      ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
      for (Map.Entry<Long, CoveragePage> entry : pages.entrySet()) {
        page.clear().putLong(entry.getKey());
        entry.getValue().write(page);
        deflated.write(page.array());
      }
      deflated.finish();
      new DataOutputStream(bytes).writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** Reads a file; empty when there is none, or it is not of this grid, or is damaged. */
  static Optional<Map<Long, CoveragePage>> read(Path file, BlockGrid grid) throws IOException {
    // What deflate makes longer is less than a thousandth.
    long longest = HEAD_BYTES + mostPages(grid, MOST_PAGES) * (PAGE_BYTES + PAGE_BYTES / 512);
    try {
      long length = RegularFile.require(file, LinkOption.NOFOLLOW_LINKS).size();
      if (length > longest) {
        throw new IOException("it has " + length + " bytes, and at most " + longest + " are read");
      }
      return decode(RegularFile.read(file, (int) longest, LinkOption.NOFOLLOW_LINKS), grid);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Pages that the grid has, or that are read at most. */
  private static long mostPages(BlockGrid grid, int most) {
    return Math.min(most, pagesOf(grid));
  }

  private static long pagesOf(BlockGrid grid) {
    return Math.ceilDiv(grid.count(), CoveragePage.BLOCKS);
  }

  static Optional<Map<Long, CoveragePage>> decode(byte[] bytes, BlockGrid grid) {
    return decode(bytes, grid, MOST_PAGES);
  }

  /**
   * Reads a file's content; empty when it is not of this grid, or is damaged.
   *
   * @param most pages that are read at most; what is on the others is not known then
   */
  static Optional<Map<Long, CoveragePage>> decode(byte[] bytes, BlockGrid grid, int most) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) {
      return Optional.empty();
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    if (ByteBuffer.wrap(bytes).getInt(length) != (int) crc.getValue()) {
      return Optional.empty();
    }
    try (DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      if (head.readLong() != MAGIC || !isGrid(head, grid)) {
        return Optional.empty();
      }
      return Optional.of(pages(head, head.readInt(), grid, most));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isGrid(DataInputStream head, BlockGrid grid) throws IOException {
    if (head.readInt() != grid.rank()) {
      return false;
    }
    for (int d = 0; d < grid.rank(); d++) {
      if (head.readLong() != grid.shape()[d] || head.readLong() != grid.blockShape()[d]) {
        return false;
      }
    }
    return true;
  }

  private static Map<Long, CoveragePage> pages(
      InputStream deflated, int count, BlockGrid grid, int most) throws IOException {
    if (count < 0 || count > pagesOf(grid)) {
      throw new IOException(count + " pages are not of this grid");
    }
    Map<Long, CoveragePage> pages = new HashMap<>();
    try (InflaterInputStream in = new InflaterInputStream(deflated)) {
      for (int i = 0; i < Math.min(count, most); i++) {
        byte[] bytes = in.readNBytes(PAGE_BYTES);
        if (bytes.length < PAGE_BYTES) {
          throw new IOException("coverage ends early");
        }
        ByteBuffer page = ByteBuffer.wrap(bytes);
        long number = page.getLong();
        if (number < 0 || number >= pagesOf(grid) || pages.containsKey(number)) {
          throw new IOException("page " + number + " is outside of the grid, or there twice");
        }
        long first = number * CoveragePage.BLOCKS;
        int blocks = (int) Math.min(CoveragePage.BLOCKS, grid.count() - first);
        pages.put(number, CoveragePage.read(page, blocks));
      }
    }
    return pages;
  }
}
