package io.cellar.store;

import io.cellar.volume.BlockGrid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * The first form of {@link CoverageFile}, read and no longer written: after the same head, deflated
 * in one, for each page its number, since when one of it is absent, and 512 words of two bits for
 * each block, the first block in the lowest bits; their values are those of {@link CoverageWords}.
 */
final class CoverageOldForm {
  static final long MAGIC = 0x4345_4c4c_4152_4331L; // CELLARC1

  private static final int PAGE_BYTES = 2 * Long.BYTES + CoveragePage.BLOCKS / 4;

  /** Pages that are read at most, for a stream may inflate to a thousand times its length. */
  private static final int MOST_PAGES =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 16 / (4 * PAGE_BYTES), 1 << 10, 1 << 17);

  private CoverageOldForm() {}

  /** Reads what is behind the head; the pages are unpacked, or all alike. */
  static Map<Long, CoveragePage> pages(ByteBuffer from, int count, BlockGrid grid, int most)
      throws IOException {
    Map<Long, CoveragePage> pages = new HashMap<>();
    InputStream deflated =
        new ByteArrayInputStream(from.array(), from.position(), from.remaining());
    try (InflaterInputStream in = new InflaterInputStream(deflated)) {
      for (int i = 0; i < Math.min(count, Math.min(most, MOST_PAGES)); i++) {
        byte[] bytes = in.readNBytes(PAGE_BYTES);
        if (bytes.length < PAGE_BYTES) {
          throw new IOException("coverage ends early");
        }
        ByteBuffer page = ByteBuffer.wrap(bytes);
        long number = page.getLong();
        CoverageFile.requireNew(number, grid, pages);
        pages.put(number, page(page, CoverageFile.blocksOf(grid, number)));
      }
    }
    return pages;
  }

  private static CoveragePage page(ByteBuffer from, int blocks) {
    long absentSince = from.getLong();
    long[] words = new long[Math.ceilDiv(blocks, CoverageWords.PER_WORD)];
    for (int n = 0; n < words.length; n += 2) {
      long twoBits = from.getLong();
      words[n] = CoverageWords.widen(twoBits);
      if (n + 1 < words.length) {
        words[n + 1] = CoverageWords.widen(twoBits >>> 32);
      }
    }
    return CoveragePage.of(blocks, words, absentSince);
  }
}
