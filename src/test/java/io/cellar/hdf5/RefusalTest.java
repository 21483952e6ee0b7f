package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is refused with the reason, where it is, and what helps if anything does. */
class RefusalTest {
  private static final String ONLY =
      "; only whole numbers of 1, 2, 4 or 8 bytes, float16, float32, float64 and bool are read";
  private static final String CONVERT = "; h5py converts them: f[\"new\"] = f[\"/g/cube\"][...]";
  private static final String NO_NUMBERS = "; they are no numbers and cannot be shown as voxels";
  private static final String FILTER = "the voxels are stored with the filter ";
  private static final String FILTERS = "; only gzip, shuffle, fletcher32, lzf are read";
  private static final String REPACK = "; h5repack -f GZIP=1 IN.h5 OUT.h5 rewrites them";
  private static final String ONE_FILE = "; h5repack -l CONTI IN.h5 OUT.h5 puts them into one file";

  /** What stands before the place, and what behind it. */
  private static final Map<String, String[]> MESSAGES =
      Map.ofEntries(
          message("szip", FILTER + "szip" + FILTERS, REPACK),
          message("nbit", FILTER + "nbit" + FILTERS, REPACK),
          message("scaleoffset", FILTER + "scaleoffset" + FILTERS, REPACK),
          message(
              "lz4",
              FILTER + "number 32004" + FILTERS,
              REPACK + " where the filter's plug-in is installed"),
          message(
              "virtual",
              "the voxels lie in other datasets (a virtual dataset), which are not opened",
              ONE_FILE),
          message(
              "external",
              "the voxels lie in another file (external storage), which are not opened",
              ONE_FILE),
          message(
              "precision",
              "the voxels are uint of 12 significant bits in 2 bytes" + ONLY,
              CONVERT + ".astype(\"uint16\")"),
          message("longdouble", "the voxels are float128" + ONLY, CONVERT + ".astype(\"float64\")"),
          message(
              "enum", "the voxels are enums of 2 bytes" + ONLY, CONVERT + ".astype(\"uint16\")"),
          message("string", "the voxels are strings" + ONLY, NO_NUMBERS),
          message("text", "the voxels are sequences of variable length" + ONLY, NO_NUMBERS),
          message("compound", "the voxels are compounds" + ONLY, NO_NUMBERS),
          message("opaque", "the voxels are opaque data" + ONLY, NO_NUMBERS),
          message(
              "array",
              "the voxels are arrays of numbers" + ONLY,
              "; h5py makes axes of them: f[\"new\"] = f[\"/g/cube\"][...]"),
          message("null", "the dataset has no extent (a null dataspace), so no voxels", ""));

  @TempDir Path folder;

  private static Map.Entry<String, String[]> message(String name, String before, String behind) {
    return Map.entry(name, new String[] {before, behind});
  }

  @Test
  void saysTheReasonThenThePlaceThenWhatHelps() throws Exception {
    int seen = 0;
    for (Fixture fixture : Fixtures.make("advice", folder)) {
      Hdf5Exception block =
          assertThrows(
              Hdf5Exception.class,
              () -> Hdf5Reader.read(fixture.bytes(), "g/cube", fixture.expectation()),
              fixture::toString);
      Hdf5Exception served =
          assertThrows(
              Hdf5Exception.class,
              () -> Hdf5Volume.open(fixture.file(), Optional.of("g/cube")).close());
      assertEquals(Problem.UNSUPPORTED, block.problem(), fixture::toString);
      assertEquals(Problem.UNSUPPORTED, served.problem(), fixture::toString);
      String name = fixture.file().getFileName().toString().replace(".h5", "");
      String[] parts = MESSAGES.get(name);
      if (parts == null) {
        assertEquals("link", name);
        assertEquals(
            "a link into another file is not followed: /g/cube leads to other.h5:/x/y; name that"
                + " file instead",
            block.getMessage());
        continue;
      }
      assertEquals(parts[0] + " (dataset /g/cube)" + parts[1], block.getMessage());
      assertEquals(
          parts[0] + " (dataset /g/cube, file " + fixture.file() + ")" + parts[1],
          served.getMessage());
      seen++;
    }
    assertEquals(MESSAGES.size(), seen);
  }

  @Test
  void namesNoLibraryAndNoClass() throws Exception {
    for (Fixture fixture : Fixtures.make("damage", folder)) {
      byte[] good = fixture.bytes();
      for (int at = 0; at < good.length; at += 41) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) 0xff;
        try {
          Hdf5Reader.read(bad, fixture.dataset(), fixture.expectation());
        } catch (Hdf5Exception e) {
          assertTrue(e.getMessage().matches("[^/].*"), e.getMessage());
          assertFalse(
              e.getMessage().matches("(?i).*(jhdf|exception|java\\.|null\\b).*"), e.getMessage());
        }
      }
    }
  }
}
