package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Expectation;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With honest arguments the files are valid, or the lies would be refused for the wrong reason. */
class HandmadeHdf5Test {
  private static final long[] SHAPE = {3, 4, 5};

  private static Block block(DType dtype) {
    byte[] bytes = new byte[60 * dtype.bytes()];
    new Random(5).nextBytes(bytes);
    return Blocks.ofLittleEndian(dtype, SHAPE, bytes);
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  void ourReaderTakesThem(DType dtype) throws Exception {
    Block block = block(dtype);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] bytes = HandmadeHdf5.bytes(block, order);
      for (boolean deflate : new boolean[] {false, true}) {
        byte[] payload = deflate ? deflated(bytes) : bytes;
        byte[] file = new HandmadeHdf5("/a/cube", dtype, order, SHAPE, payload, deflate).encode();
        Block read = Hdf5Reader.read(file, "/a/cube", Expectation.exactly(SHAPE, dtype));
        assertArrayEquals(
            Blocks.littleEndian(block), Blocks.littleEndian(read), order + " " + deflate);
      }
    }
  }

  @Test
  void soDoesTheReferenceLibrary(@TempDir Path folder) throws Exception {
    Block block = block(DType.INT32);
    byte[] bytes = HandmadeHdf5.bytes(block, ByteOrder.BIG_ENDIAN);
    Path file = folder.resolve("x.h5");
    Files.write(
        file,
        new HandmadeHdf5("/a/cube", DType.INT32, ByteOrder.BIG_ENDIAN, SHAPE, deflated(bytes), true)
            .encode());
    String script =
        "import h5py,sys; d=h5py.File(sys.argv[1],'r')['/a/cube']; "
            + "print(d.dtype.str, d.shape, int(d[:].astype('i8').sum()))";
    Process process;
    try {
      process =
          new ProcessBuilder("/usr/bin/python3", "-c", script, file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("no python3 here: " + e.getMessage());
      return;
    }
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    Assumptions.assumeFalse(said.contains("No module named"), "no h5py here");
    long sum = 0;
    for (int value : (int[]) block.values()) {
      sum += value;
    }
    assertEquals(">i4 (3, 4, 5) " + sum, said);
  }
}
