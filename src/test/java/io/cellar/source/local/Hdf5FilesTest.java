package io.cellar.source.local;

import static io.cellar.source.local.LocalSamples.find;
import static io.cellar.source.local.LocalSamples.image;
import static io.cellar.source.local.LocalSamples.paths;
import static io.cellar.source.local.LocalSamples.several;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in HDF5 files of several programs, and that its voxels are those written. */
class Hdf5FilesTest {
  private static final Path REAL = Path.of("../shared/samples/real/em-mitochondria-zyx-uint8.h5");

  @TempDir Path folder;

  /** Checks axes, type, shape and all voxels of an image of one level. */
  private static void check(LocalImage image, String axes, DType dtype, long... shape)
      throws Exception {
    assertEquals(1, image.levels().size());
    LocalLevel level = image.levels().getFirst();
    assertEquals(axes, level.axes().toString());
    assertEquals(dtype, level.dtype());
    assertArrayEquals(shape, level.shape());
    assertEquals(AxisMap.identity(shape.length), level.toFinest());
    Block all = LocalSamples.read(level);
    for (int i = 0; i < all.length(); i++) {
      assertEquals((7 * i + 3) % 251, all.toDouble(i), "voxel " + i + " of " + level);
    }
  }

  @Test
  void matlabsRowsAreYAndColumnsXAndOnlyItsNumbersAreImages() throws Exception {
    LocalImage image = image(find("stack.mat"));
    check(image, "zxy", DType.UINT16, 5, 7, 6);
    assertEquals("stack", image.name());
    assertEquals("MATLAB 7.3 (HDF5)", image.format());
    assertTrue(image.notes().getFirst().contains("guess"), image.notes()::toString);
  }

  @Test
  void axistagsTellAxesAndResolution() throws Exception {
    LocalImage image = image(find("ilastik.h5"));
    check(image, "zyxc", DType.FLOAT32, 4, 6, 5, 2);
    assertEquals(List.of(2.5, 0.5, 0.5, 1.0), image.voxelSize());
    assertEquals("", image.voxelUnit());
  }

  @Test
  void dimensionScalesTellAxesAndStepsAlsoOfBigEndianNumbers() throws Exception {
    LocalImage image = image(find("scales.h5"));
    check(image, "yzx", DType.UINT16, 3, 5, 4);
    assertEquals(List.of(0.5, 2.0, 0.5), image.voxelSize());
    assertEquals("um", image.voxelUnit());
    assertEquals(List.of(), image.notes());
  }

  @Test
  void dimensionLabelsAndElementSizesAreRead() throws Exception {
    LocalImage image = image(find("labels.hdf5"));
    check(image, "tzyx", DType.INT32, 2, 3, 4, 5);
    assertEquals(List.of(1.0, 1.5, 0.25, 0.125), image.voxelSize());
    assertEquals("\u00b5m", image.voxelUnit());
  }

  @Test
  void axesWithoutNamesAreAGuessThatIsTold() throws Exception {
    LocalImage four = image(find("plain.h5"));
    check(four, "czyx", DType.UINT8, 2, 3, 4, 5);
    assertTrue(four.notes().toString().contains("axes are a guess"), four.notes()::toString);
    assertEquals(List.of(), four.voxelSize());
    check(image(find("five.h5")), "tczyx", DType.UINT8, 2, 2, 2, 3, 2);
  }

  @Test
  void halfFloatsBecomeFloatsExactly() throws Exception {
    check(image(find("halves.h5", "little")), "zyx", DType.FLOAT32, 3, 4, 5);
    check(image(find("halves.h5", "big")), "zyx", DType.FLOAT32, 3, 4, 5);
    LocalImage filled = image(find("halves.h5", "filled"));
    float[] fill = (float[]) LocalSamples.read(filled.levels().getFirst()).values();
    assertArrayEquals(new float[] {-1.5f, -1.5f, -1.5f, -1.5f, -1.5f, -1.5f}, fill);
    LocalImage all = image(find("halves.h5", "all"));
    float[] voxels = (float[]) LocalSamples.read(all.levels().getFirst()).values();
    for (int bits = 0; bits < voxels.length; bits++) {
      assertEquals(Float.float16ToFloat((short) bits), voxels[bits]);
    }
  }

  @Test
  void severalImagesAreChoicesAndLinksThatGoRoundOrOutAreNone() throws Exception {
    LocalFound found = find("several.h5");
    assertEquals(List.of("raw", "group/labels"), paths(found));
    assertEquals("an HDF5 file with 2 images", several(found).what());
    assertEquals("/raw: 3 \u00d7 4 \u00d7 5, uint8", several(found).choices().getFirst().label());
    LocalImage image = image(find("several.h5", "group/labels"));
    check(image, "zyx", DType.UINT32, 3, 4, 5);
    assertEquals("several labels", image.name());
    check(image(find("several.h5", "group")), "zyx", DType.UINT32, 3, 4, 5);
    check(image(find("several.h5", "row")), "yx", DType.FLOAT64, 1, 9);
  }

  @Test
  void whatCannotBeMeantIsRefusedInOneSentence() throws Exception {
    assertMessage("expected two to five axes, none of them empty", "several.h5", "empty");
    assertMessage("expected two to five axes, none of them empty", "several.h5", "curve");
    assertMessage("the voxels are strings", "several.h5", "words");
    assertMessage("dataset /nowhere is not in the file", "several.h5", "nowhere");
    assertMessage("chain of links without end", "several.h5", "soft");
    assertMessage("a link into another file is not followed", "several.h5", "outside");
    IOException e = assertThrows(FormatException.class, () -> find("nothing.nxs"));
    assertTrue(e.getMessage().contains("/entry/time: 9, float64"), e.getMessage());
    assertTrue(e.getMessage().contains("/entry/title: the voxels are"), e.getMessage());
    assertTrue(e.getMessage().contains("a link into other.h5:/data"), e.getMessage());
  }

  private static void assertMessage(String part, String name, String inside) {
    IOException e = assertThrows(IOException.class, () -> find(name, inside));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @Test
  void aFileThatIsNotHdf5IsNamedForWhatItIs() throws Exception {
    Path file = Files.write(folder.resolve("a.h5"), new byte[] {'I', 'I', '*', 0, 8, 0, 0, 0});
    IOException e =
        assertThrows(
            FormatException.class, () -> Hdf5Files.find(new Hdf5Location(file, Optional.empty())));
    assertTrue(e.getMessage().startsWith("This is a TIFF image, which Cellar"), e.getMessage());
  }

  @Test
  void damagedFilesGiveOneLineOrAnImage() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    for (String name : List.of("stack.mat", "scales.h5", "labels.hdf5", "several.h5", "bdv.h5")) {
      byte[] whole = Files.readAllBytes(LocalSamples.FOLDER.resolve(name));
      for (int round = 0; round < 150; round++) {
        byte[] bytes = whole.clone();
        for (int n = random.nextInt(1, 12); n > 0; n--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Path file = Files.write(folder.resolve(name), bytes);
        String label = name + ", seed " + seed + ", round " + round;
        try {
          if (Hdf5Files.find(new Hdf5Location(file, Optional.empty()))
              instanceof LocalFound.Image(LocalImage image)) {
            LocalSamples.read(image.levels().getFirst());
          }
        } catch (IOException e) {
          assertTrue(e.getMessage() != null && !e.getMessage().contains("\n"), label);
        } catch (RuntimeException | Error e) {
          throw new AssertionError(label, e);
        }
      }
    }
  }

  @Test
  void aRealVolumeOpensAsItLies() throws Exception {
    Assumptions.assumeTrue(Files.exists(REAL), "SKIPPED: no " + REAL.toAbsolutePath());
    LocalImage image = image(Hdf5Files.find(new Hdf5Location(REAL, Optional.empty())));
    assertArrayEquals(new long[] {256, 256, 256}, image.levels().getFirst().shape());
    assertEquals("em-mitochondria-zyx-uint8", image.name());
    Hdf5Dataset origin = Hdf5Dataset.of(image, image.levels().getFirst());
    assertTrue(origin.isLocal());
    assertTrue(origin.address().endsWith("uint8.h5:/volume"), origin.address());
    LocalSamples.read(image.levels().getFirst());
  }
}
