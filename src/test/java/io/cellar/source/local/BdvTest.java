package io.cellar.source.local;

import static io.cellar.source.local.LocalSamples.find;
import static io.cellar.source.local.LocalSamples.image;
import static io.cellar.source.local.LocalSamples.paths;
import static io.cellar.source.local.LocalSamples.several;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.Found.Choice;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** BigDataViewer's data sets, by their XML and without. */
class BdvTest {
  @TempDir Path folder;

  private static LocalFound open(Path file, String inside) throws Exception {
    return Hdf5Files.find(
        new Hdf5Location(file, Optional.of(inside).filter(path -> !path.isEmpty())));
  }

  @Test
  void everyLevelOfEveryViewIsWhatTheSampleSays() throws Exception {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(LocalSamples.BDV.resolve("EXPECTED.json")));
    for (String file : List.of("volume.xml", "volume.h5")) {
      Path path = LocalSamples.BDV.resolve(file);
      int levels = 0;
      for (Choice choice : several(open(path, "")).choices()) {
        LocalImage image = image(open(path, choice.path()));
        assertEquals(List.of(1.0, 0.25, 0.25), image.voxelSize());
        assertEquals("micrometer", image.voxelUnit());
        assertEquals("BigDataViewer HDF5", image.format());
        for (LocalLevel level : image.levels()) {
          JsonNode entry = entry(expected, level.dataset().substring(1));
          assertEquals(entry.path("dtype").stringValue(), level.dtype().numpyName());
          assertEquals(entry.path("axes").stringValue(), level.axes().toString());
          for (int d = 0; d < 3; d++) {
            assertEquals(entry.path("shape").get(d).longValue(), level.shape()[d]);
            assertEquals(
                new AxisMap(entry.path("downsampling").get(d).doubleValue(), 0),
                level.toFinest().get(d));
          }
          byte[] voxels = Blocks.littleEndian(LocalSamples.read(level));
          assertEquals(entry.path("sha256").stringValue(), sha256(voxels), level::toString);
          levels++;
        }
      }
      assertEquals(expected.path("levels").size(), levels);
    }
  }

  private static JsonNode entry(JsonNode expected, String path) {
    for (JsonNode level : expected.path("levels")) {
      if (level.path("path").stringValue().equals(path)) {
        return level;
      }
    }
    throw new AssertionError("no " + path);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void viewsAreNamedBySetupAndTime() throws Exception {
    LocalFound.Several found = several(open(LocalSamples.BDV.resolve("volume.xml"), ""));
    assertEquals("a BigDataViewer data set of 4 views", found.what());
    assertEquals(
        new Choice("t00000/s01", "setup 1 (channel 1), time point 0"), found.choices().get(1));
    LocalImage image = image(open(LocalSamples.BDV.resolve("volume.h5"), "t00001/s00"));
    assertEquals("volume setup 0 (channel 0), time point 1", image.name());
    assertEquals(List.of("names and voxel sizes are those of volume.xml beside it"), image.notes());
  }

  @Test
  void withoutXmlMissingViewsAreNotOfferedAndLevelsThatDoNotFitAreLeftOut() throws Exception {
    assertEquals(List.of("t00000/s00", "t00000/s01", "t00002/s00"), paths(find("bdv.h5")));
    LocalImage image = image(find("bdv.h5", "t00000/s01"));
    assertEquals(List.of(), image.voxelSize());
    assertEquals(2, image.levels().size());
    assertEquals(
        List.of(new AxisMap(1, 0), new AxisMap(2, 0), new AxisMap(2, 0)),
        image.levels().get(1).toFinest());
    assertTrue(image.notes().toString().contains("level 2 is left out"), image.notes()::toString);
    IOException e = assertThrows(IOException.class, () -> find("bdv.h5", "t00002/s01"));
    assertTrue(e.getMessage().startsWith("the view t00002/s01 is missing"), e.getMessage());
  }

  @Test
  void signedNumbersAreUnsignedUnlessTheFileSaysOtherwise() throws Exception {
    LocalLevel unsigned = image(find("bdv.h5", "t00000/s00")).levels().getFirst();
    assertEquals(DType.UINT16, unsigned.dtype());
    Block voxels = LocalSamples.read(unsigned);
    for (int i = 0; i < voxels.length(); i++) {
      assertEquals((7 * i + 3) % 251 * 261, voxels.toDouble(i));
    }
    LocalLevel signed = image(find("bdv.h5", "t00000/s01")).levels().getFirst();
    assertEquals(DType.INT16, signed.dtype());
    assertEquals((short) (129 * 261), LocalSamples.read(signed).toDouble(18));
    LocalImage one = image(find("bdv.h5", "t00000/s00/1/cells"));
    assertEquals(DType.UINT16, one.levels().getFirst().dtype());
    assertArrayEquals(new long[] {4, 3, 4}, one.levels().getFirst().shape());
  }

  private Path xml(String loader, String setups, String rest) throws IOException {
    return Files.writeString(
        folder.resolve("a.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <SpimData version="0.2"><BasePath type="relative">.</BasePath><SequenceDescription>
        <ImageLoader %s</ImageLoader><ViewSetups>%s</ViewSetups>%s</SpimData>
        """
            .formatted(loader, setups, rest));
  }

  private Path hdf5(String loader, String rest) throws IOException {
    Path file = folder.resolve("bdv.h5");
    Files.copy(LocalSamples.FOLDER.resolve("bdv.h5"), file, StandardCopyOption.REPLACE_EXISTING);
    String setup = "<ViewSetup><id>0</id><size>8 6 4</size></ViewSetup>";
    return xml(loader, setup, rest);
  }

  @Test
  void theScaleOfARegistrationIsTheVoxelSizeAndTheRestIsTold() throws Exception {
    String affine =
        "<ViewTransform type=\"affine\"><Name>%s</Name><affine>%s</affine></ViewTransform>";
    Path xml =
        hdf5(
            "format=\"bdv.hdf5\"><hdf5 type=\"relative\">bdv.h5</hdf5>",
            "<Timepoints type=\"pattern\"><integerpattern>0-2:2</integerpattern></Timepoints>"
                + "<MissingViews><MissingView timepoint=\"2\" setup=\"0\"/></MissingViews>"
                + "</SequenceDescription><ViewRegistrations>"
                + "<ViewRegistration timepoint=\"0\" setup=\"0\">"
                + affine.formatted("turn", "0 1 0 5 -1 0 0 0 0 0 1 0")
                + affine.formatted("calibration", "0.5 0 0 0 0 0.5 0 0 0 0 2 0")
                + "</ViewRegistration></ViewRegistrations>");
    LocalImage image = image(open(xml, ""));
    assertEquals("a", image.name());
    assertEquals(List.of(2.0, 0.5, 0.5), image.voxelSize());
    assertEquals("", image.voxelUnit());
    assertTrue(
        image.notes().toString().contains("its rotation or shear and its shift"),
        image.notes()::toString);
  }

  @Test
  void n5IsPointedAtWithItsViews() throws Exception {
    Files.createDirectory(folder.resolve("a.n5"));
    String setup =
        "<ViewSetup><id>7</id><name>GFP</name><voxelSize><unit>um</unit><size>1 2 3</size>"
            + "</voxelSize></ViewSetup>";
    Path xml =
        xml(
            "format=\"bdv.n5\"><n5 type=\"relative\">a.n5</n5>",
            setup,
            "<Timepoints type=\"range\"><first>3</first><last>3</last></Timepoints>"
                + "</SequenceDescription>");
    LocalFound.Elsewhere found = assertInstanceOf(LocalFound.Elsewhere.class, open(xml, ""));
    assertEquals(folder.resolve("a.n5"), found.place());
    assertEquals(List.of(new Choice("setup7/timepoint3", "setup 7 (GFP)")), found.choices());
    assertEquals(List.of(List.of(3.0, 2.0, 1.0)), found.voxelSizes());
    assertEquals("um", found.voxelUnit());
    assertEquals(found, open(xml, "setup7/timepoint3"));
    IOException e = assertThrows(IOException.class, () -> open(xml, "setup7/timepoint0"));
    assertTrue(e.getMessage().contains("it names no view"), e.getMessage());
  }

  @Test
  void whatIsNotReadIsRefusedByName() throws Exception {
    String end = "</SequenceDescription>";
    assertMessage(
        "\"spimreconstruction.stack\"", hdf5("format=\"spimreconstruction.stack\">", end));
    assertMessage(
        "1 partition files; open one of these itself, such as p-00-00.h5",
        hdf5(
            "format=\"bdv.hdf5\"><hdf5 type=\"relative\">bdv.h5</hdf5><partition>"
                + "<path type=\"relative\">p-00-00.h5</path></partition>",
            end));
    for (String outside : List.of("../bdv.h5", "/etc/passwd", "\\\\host\\share\\bdv.h5")) {
      assertMessage(
          "outside of its own folder",
          hdf5("format=\"bdv.hdf5\"><hdf5 type=\"absolute\">" + outside + "</hdf5>", end));
    }
    assertMessage("is not there", hdf5("format=\"bdv.hdf5\"><hdf5>b.h5</hdf5>", end));
    assertMessage("has no <hdf5>", hdf5("format=\"bdv.hdf5\">", end));
    IOException e =
        assertThrows(
            IOException.class, () -> open(LocalSamples.BDV.resolve("volume.xml"), "channel"));
    assertTrue(e.getMessage().contains("names no view"), e.getMessage());
  }

  private static void assertMessage(String part, Path xml) {
    IOException e = assertThrows(IOException.class, () -> open(xml, ""));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(xml.toString()), e.getMessage());
  }
}
