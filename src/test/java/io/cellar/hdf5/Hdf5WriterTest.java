package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.Python;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockEncoding.Compression;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again, by this package, by h5py and by h5dump. */
class Hdf5WriterTest {
  private static final long SEED = 20261121;
  private static final List<long[]> SHAPES =
      List.of(
          new long[] {5, 20, 33},
          new long[] {17},
          new long[] {3, 4},
          new long[] {2, 3, 4, 5, 6},
          new long[] {1, 1, 1},
          new long[] {0, 4, 4});

  @TempDir Path folder;

  private static List<BlockEncoding> encodings(int rank) {
    long[] ones = Stream.generate(() -> 1L).limit(rank).mapToLong(n -> n).toArray();
    long[] large = Stream.generate(() -> 64L).limit(rank).mapToLong(n -> n).toArray();
    long[] odd = Stream.generate(() -> 3L).limit(rank).mapToLong(n -> n).toArray();
    ones[rank - 1] = 2;
    return List.of(
        BlockEncoding.PLAIN,
        new BlockEncoding(Optional.empty(), Compression.GZIP, -1),
        new BlockEncoding(Optional.of(large), Compression.GZIP, 9),
        new BlockEncoding(Optional.of(odd), Compression.NONE, -1),
        new BlockEncoding(Optional.of(odd), Compression.LZF, -1),
        // More chunks than one node of their index holds, and more nodes than the next.
        new BlockEncoding(Optional.of(ones), Compression.GZIP, 1));
  }

  private static Block random(DType dtype, long[] shape, Random random) {
    byte[] bytes = new byte[(int) Roi.ofShape(shape).voxels() * dtype.bytes()];
    random.nextBytes(bytes);
    if (dtype == DType.BOOL) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= 1;
      }
    }
    return Blocks.ofLittleEndian(dtype, shape, bytes);
  }

  @Test
  void readsBackEverything() throws Exception {
    Random random = new Random(SEED);
    for (long[] shape : SHAPES) {
      for (DType dtype : DType.values()) {
        Block block = random(dtype, shape, random);
        for (BlockEncoding encoding : encodings(shape.length)) {
          byte[] file = Hdf5Writer.encode(block, "volume/data", encoding);
          Block found = Hdf5Reader.read(file, "/volume/data", Expectation.exactly(shape, dtype));
          assertTrue(
              Hdf5ReaderTest.same(block, found), () -> dtype + " " + encoding + " seed " + SEED);
        }
      }
    }
  }

  @Test
  void whatWasWrittenBeforeMakesNoDifference() {
    Random random = new Random(SEED);
    Hdf5Writer writer = new Hdf5Writer("volume/data", BlockEncoding.PLAIN);
    for (int round = 0; round < 50; round++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      Block block = random(dtype, SHAPES.get(random.nextInt(SHAPES.size())), random);
      assertArrayEquals(
          Hdf5Writer.encode(block, "volume/data", BlockEncoding.PLAIN), writer.encode(block));
    }
  }

  @Test
  void h5pyReadsEverything() throws Exception {
    Random random = new Random(SEED);
    List<String> index = new ArrayList<>();
    for (long[] shape : SHAPES) {
      for (DType dtype : DType.values()) {
        Block block = random(dtype, shape, random);
        for (BlockEncoding encoding : encodings(shape.length)) {
          Path file = folder.resolve(index.size() + ".h5");
          String dataset = index.size() % 2 == 0 ? "cube" : "/Gruppe/ä/b/cube";
          Hdf5Writer.write(file, block, dataset, encoding);
          Files.write(folder.resolve(index.size() + ".raw"), Blocks.littleEndian(block));
          index.add(String.join("\t", dataset, dtype.numpyName(), shapeText(shape)));
        }
      }
    }
    Files.write(folder.resolve("index.tsv"), index);
    String output = Python.run("hdf5/read_back.py", folder.toString());
    assertEquals("read " + index.size() + " files", output.strip());
  }

  private static String shapeText(long[] shape) {
    return String.join(",", java.util.Arrays.stream(shape).mapToObj(Long::toString).toList());
  }

  @Test
  void h5dumpReadsIt() throws Exception {
    Block block = random(DType.BOOL, new long[] {4, 5}, new Random(SEED));
    Path file = folder.resolve("bool.h5");
    Hdf5Writer.write(
        file,
        block,
        "a/cube",
        new BlockEncoding(Optional.of(new long[] {3, 3}), Compression.GZIP, 4));
    String text = h5dump(file);
    assertTrue(text.contains("\"FALSE\""), text);
    assertTrue(text.contains("COMPRESSION DEFLATE { LEVEL 4 }"), text);
    assertTrue(text.contains("CHUNKED ( 3, 3 )"), text);
  }

  private static String h5dump(Path file) throws Exception {
    try {
      Python.execute(List.of("h5dump", "--version"));
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: no h5dump");
    }
    return Python.execute(List.of("h5dump", "-p", file.toString()));
  }

  @Test
  void templatesGiveTheSameFile() {
    Random random = new Random(SEED);
    long[] shape = {3, 4, 5};
    for (DType dtype : DType.values()) {
      Hdf5Template template = Hdf5Template.of(dtype, shape, "/cube");
      Block block = random(dtype, shape, random);
      byte[] file = template.encode(block);
      assertArrayEquals(Hdf5Writer.encode(block, "cube", BlockEncoding.PLAIN), file);
      assertEquals(template.fileBytes(), file.length);
      assertEquals(template.front().length + block.bytes(), file.length);
    }
    Hdf5Template template = Hdf5Template.of(DType.UINT8, shape, "/cube");
    assertThrows(
        IllegalArgumentException.class,
        () -> template.encode(Block.zeros(DType.UINT8, new long[] {3, 4, 6})));
  }

  @Test
  void leavesNothingBesideTheFile() throws Exception {
    Path file = folder.resolve("block.h5");
    Block first = Block.zeros(DType.UINT16, new long[] {4, 4});
    Hdf5Writer.write(file, first, "cube", BlockEncoding.PLAIN);
    Hdf5Writer.write(file, first, "cube", BlockEncoding.PLAIN);
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void refusesImpossibleRequests() {
    Block block = Block.zeros(DType.UINT8, new long[] {4, 4});
    BlockEncoding wrongRank = new BlockEncoding(Optional.of(new long[] {2}), Compression.GZIP, 4);
    BlockEncoding empty = new BlockEncoding(Optional.of(new long[] {0, 2}), Compression.GZIP, 4);
    for (BlockEncoding encoding : List.of(wrongRank, empty)) {
      assertThrows(
          IllegalArgumentException.class, () -> Hdf5Writer.encode(block, "cube", encoding));
    }
    for (String path : List.of("", "/", "a/./b")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Hdf5Writer.encode(block, path, BlockEncoding.PLAIN));
    }
  }
}
