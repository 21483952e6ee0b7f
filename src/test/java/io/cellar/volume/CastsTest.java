package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cellar.Python;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Casts are numpy's. */
class CastsTest {
  @TempDir Path folder;

  @Test
  void castsAsNumpyDoes() throws Exception {
    Assumptions.assumeTrue(
        List.of("amd64", "x86_64").contains(System.getProperty("os.arch")),
        "SKIPPED: other processors answer differently where C leaves the result open");
    Python.run("volume/casts.py", folder.toString());
    List<String> wrong = new ArrayList<>();
    for (DType from : DType.values()) {
      Block values = load(from, from.numpyName());
      for (DType to : DType.values()) {
        Block expected = load(to, from.numpyName() + "-" + to.numpyName());
        Block found = Casts.cast(values, to);
        for (int i = 0; i < values.length(); i++) {
          Object want = Array.get(expected.values(), i);
          Object have = Array.get(found.values(), i);
          if (!want.equals(have)) {
            wrong.add(
                "%s %s to %s: %s, expected %s"
                    .formatted(from, Array.get(values.values(), i), to, have, want));
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private Block load(DType dtype, String name) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(name + ".raw"));
    return Blocks.ofLittleEndian(dtype, new long[] {bytes.length / dtype.bytes()}, bytes);
  }

  @Test
  void sharesTheArrayWhenNoBitChanges() {
    Block block = new Block(DType.UINT16, new long[] {2}, new short[] {-1, 3});
    assertSame(block, Casts.cast(block, DType.UINT16));
    Block signed = Casts.cast(block, DType.INT16);
    assertSame(block.values(), signed.values());
    assertEquals(DType.INT16, signed.dtype());
  }

  @Test
  void keepsTheShapeOfLargeAndEmptyBlocks() {
    Block large = Block.zeros(DType.UINT8, new long[] {3, 5000});
    ((byte[]) large.values())[14_999] = -2;
    Block cast = Casts.cast(large, DType.FLOAT64);
    assertEquals(5000, cast.size(1));
    assertEquals(254.0, ((double[]) cast.values())[14_999]);
    assertEquals(0, Casts.cast(Block.zeros(DType.INT8, new long[] {0, 4}), DType.BOOL).length());
  }
}
