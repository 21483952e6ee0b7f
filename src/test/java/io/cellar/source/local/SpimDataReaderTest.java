package io.cellar.source.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BigDataViewer's XML is read within bounds, and nothing outside of it. */
class SpimDataReaderTest {
  @TempDir Path folder;

  private SpimData read(String text) throws IOException {
    return SpimDataReader.read(Files.writeString(folder.resolve("a.xml"), text));
  }

  private void assertRefused(String part, String text) {
    FormatException e = assertThrows(FormatException.class, () -> read(text));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("a.xml"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void theSampleSaysSetupsAndTimes() throws Exception {
    SpimData data = SpimDataReader.read(LocalSamples.BDV.resolve("volume.xml"));
    assertEquals("bdv.hdf5", data.loader());
    assertEquals(new SpimData.Place("volume.h5", true), data.places().get("hdf5"));
    assertEquals(List.of(0, 1), data.timepoints());
    assertEquals("channel 1", data.setups().get(1).name());
    assertEquals(4, data.registrations().size());
  }

  @Test
  void timesAreRangesListsOrPatterns() throws Exception {
    String times =
        "<SpimData><SequenceDescription><Timepoints"
            + " %s</Timepoints></SequenceDescription></SpimData>";
    assertEquals(
        List.of(0, 3, 6, 20),
        read(times.formatted("type=\"pattern\"><integerpattern>0-8:3, 20</integerpattern>"))
            .timepoints());
    assertEquals(
        List.of(5, 2),
        read(times.formatted(
                "type=\"list\"><Timepoint><id>5</id></Timepoint><Timepoint><id>2</id>"
                    + "</Timepoint>"))
            .timepoints());
    assertEquals(List.of(0), read(times.formatted("type=\"pattern\">")).timepoints());
    assertRefused(
        "more than 1000000 time points",
        times.formatted("type=\"range\"><first>0</first><last>2000000000</last>"));
    assertRefused(
        "does not hold the numbers",
        times.formatted("type=\"pattern\"><integerpattern>5-3</integerpattern>"));
  }

  @Test
  void documentTypesAndEntitiesAreRefused() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    assertRefused(
        "DTD",
        "<!DOCTYPE SpimData [<!ENTITY s SYSTEM \"%s\">]><SpimData><BasePath>&s;</BasePath></SpimData>"
            .formatted(secret.toUri()));
    assertRefused("DTD", "<!DOCTYPE SpimData SYSTEM \"%s\"><SpimData/>".formatted(secret.toUri()));
    assertRefused("not well-formed", "<SpimData>&other;</SpimData>");
  }

  @Test
  void depthLengthAndFormAreBound() throws Exception {
    assertRefused("more than 50 deep", "<SpimData>" + "<a>".repeat(200));
    assertRefused("longer than", "<SpimData><a>" + "x".repeat(100_000) + "</a></SpimData>");
    assertRefused("not well-formed at line 2", "<SpimData>\n<a></b></SpimData>");
    assertRefused("begins with <html>", "<html/>");
    assertRefused(
        "<" + "/SpimData/SequenceDescription/ViewSetups/ViewSetup",
        "<SpimData><SequenceDescription><ViewSetups><ViewSetup><size>1 2</size></ViewSetup>"
            + "</ViewSetups></SequenceDescription></SpimData>");
  }

  @Test
  void damageIsAFormatExceptionOrNothing() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(LocalSamples.BDV.resolve("volume.xml"));
    for (int round = 0; round < 500; round++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
      }
      Path file = Files.write(folder.resolve("a.xml"), bytes);
      try {
        SpimDataReader.read(file);
      } catch (FormatException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }
}
