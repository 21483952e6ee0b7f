package io.cellar.store;

import io.cellar.volume.BlockGrid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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
 * grid, or one whose checksum does not agree, is as good as none: the coverage is a hint.
 */
final class CoverageFile {
  private static final long MAGIC = 0x4345_4c4c_4152_4331L; // CELLARC1

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
      ByteBuffer page = ByteBuffer.allocate(Long.BYTES + CoveragePage.BYTES);
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
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    return decode(bytes, grid);
  }

  static Optional<Map<Long, CoveragePage>> decode(byte[] bytes, BlockGrid grid) {
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
      return Optional.of(pages(head, head.readInt(), grid));
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

  private static Map<Long, CoveragePage> pages(InputStream deflated, int count, BlockGrid grid)
      throws IOException {
    Map<Long, CoveragePage> pages = new HashMap<>();
    try (InflaterInputStream in = new InflaterInputStream(deflated)) {
      for (int i = 0; i < count; i++) {
        byte[] bytes = in.readNBytes(Long.BYTES + CoveragePage.BYTES);
        if (bytes.length < Long.BYTES + CoveragePage.BYTES) {
          throw new IOException("coverage ends early");
        }
        ByteBuffer page = ByteBuffer.wrap(bytes);
        long number = page.getLong();
        if (number < 0 || number > (grid.count() - 1) / CoveragePage.BLOCKS) {
          throw new IOException("page " + number + " is outside of the grid");
        }
        pages.put(number, CoveragePage.read(page));
      }
    }
    return pages;
  }
}
