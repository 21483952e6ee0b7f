package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.codec.CodecException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.FolderKeys;
import io.cellar.source.keys.MemoryKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays of Zarr v2 as they occur, and those that are refused. */
class ZarrV2Test {
  private static final String ARRAY =
      "{'zarr_format':2,'shape':[2,3],'chunks':[2,2],'dtype':'|u1','compressor':null,"
          + "'fill_value':9,'order':'C','filters':null,'dimension_separator':'.'}";

  private static MemoryKeys with(String from, String to) {
    if (!ARRAY.contains(from)) {
      throw new AssertionError(from);
    }
    return MemoryKeys.remote().put(".zarray", ARRAY.replace(from, to));
  }

  private static ChunkedArray array(String from, String to) throws Exception {
    return Reading.array(with(from, to));
  }

  private static String refusal(MemoryKeys keys) {
    return assertThrows(FormatException.class, () -> Reading.image(keys)).getMessage();
  }

  @Test
  void edgeChunksAreStoredWholeAndCut() throws Exception {
    MemoryKeys keys =
        with("'|u1'", "'|u1'")
            .put("0.0", new byte[] {1, 2, 3, 4})
            .put("0.1", new byte[] {5, 99, 6, 99});
    Reading reading = Reading.of(Reading.array(keys));
    assertArrayEquals(new byte[] {1, 2, 5, 3, 4, 6}, (byte[]) reading.block.values());
  }

  @Test
  void aChunkOfAnotherLengthIsAFailureAndNoFill() throws Exception {
    for (int length : new int[] {0, 3, 5, 2}) {
      MemoryKeys keys = with("'|u1'", "'|u1'").put("0.0", new byte[length]);
      assertThrows(CodecException.class, () -> Reading.of(Reading.array(keys)));
    }
  }

  @Test
  void aMissingChunkIsTheFillValue() throws Exception {
    MemoryKeys keys = with("'|u1'", "'|u1'").put("0.1", new byte[] {5, 99, 6, 99});
    Reading reading = Reading.of(Reading.array(keys));
    assertEquals(List.of(List.of(0L, 0L)), reading.missing);
    assertArrayEquals(new byte[] {9, 9, 5, 9, 9, 6}, (byte[]) reading.block.values());
  }

  @Test
  void fortranOrderIsWithinAChunkOnly() throws Exception {
    MemoryKeys keys =
        with("'order':'C'", "'order':'F'")
            .put("0.0", new byte[] {1, 3, 2, 4})
            .put("0.1", new byte[] {5, 6, 99, 99});
    Reading reading = Reading.of(Reading.array(keys));
    assertArrayEquals(new byte[] {1, 2, 5, 3, 4, 6}, (byte[]) reading.block.values());
  }

  @ParameterizedTest
  @CsvSource({
    "<u8, 18446744073709551615, 18446744073709551615",
    "<i8, -9223372036854775808, -9223372036854775808",
    "|u1, 0.0, 0",
    "|u1, 2e1, 20",
    "|b1, true, 1",
    "|b1, 5, 1",
    "<f4, '\"NaN\"', NaN",
    "<f4, NaN, NaN",
    ">f8, '\"-Infinity\"', -Infinity",
    "<f2, 0.1, 0.0999755859375",
    "<u2, null, 0"
  })
  void fillValuesAreExact(String dtype, String written, String read) throws Exception {
    ChunkedArray array =
        Reading.array(
            MemoryKeys.remote()
                .put(
                    ".zarray",
                    ARRAY
                        .replace("|u1", dtype)
                        .replace("'fill_value':9", "'fill_value':" + written)));
    assertEquals(read, array.fill().toString());
  }

  @Test
  void noFillValueIsTakenForZeroAndTold() throws Exception {
    FoundImage image = Reading.image(with("'fill_value':9,", ""));
    assertEquals("0", image.levels().getFirst().array().fill().toString());
    assertTrue(image.notes().toString().contains("no fill value is told"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'fill_value':9 ; 'fill_value':256 ; fill_value",
        "'fill_value':9 ; 'fill_value':0.5 ; fill_value",
        "'fill_value':9 ; 'fill_value':1e999999999 ; fill_value",
        "'fill_value':9 ; 'fill_value':1e-999999999 ; fill_value",
        "'fill_value':9 ; 'fill_value':'AAAA' ; fill_value",
        "'chunks':[2,2] ; 'chunks':[2] ; chunks has 1 numbers, but shape has 2",
        "'chunks':[2,2] ; 'chunks':[2,0] ; chunks[1]",
        "'chunks':[2,2] ; 'chunks':[65536,65536] ; chunks makes chunks of",
        "'shape':[2,3] ; 'shape':[0,3] ; shape has a 0",
        "'shape':[2,3] ; 'shape':[2,-3] ; shape[1]",
        "'shape':[2,3] ; 'shape':[9223372036854775807,9223372036854775807] ; 2^61 chunks",
        "'zarr_format':2 ; 'zarr_format':1 ; zarr_format",
        "|u1 ; <c8 ; dtype is \"<c8\"",
        "|u1 ; <M8[ns] ; dtype",
        "|u1 ; |S4 ; dtype",
        "'|u1' ; [['a','<f4']] ; structured",
        "'order':'C' ; 'order':'K' ; order",
        "'filters':null ; 'filters':[{'id':'vlen-utf8'}] ; filters[0].id is \"vlen-utf8\"",
        "'filters':null ; 'filters':[{'id':'fixedscaleoffset'}] ; filters[0].id",
        "'filters':null ; 'filters':[{'id':'delta','dtype':'<f4'}] ; delta",
        "'compressor':null ; 'compressor':{'id':'jpeg2k'} ; compressor.id is \"jpeg2k\"",
        "'compressor':null ; 'compressor':{'id':'zfpy'} ; compressor.id is \"zfpy\"",
        "'compressor':null ; 'compressor':{'id':'lzma','format':3} ; compressor.format",
        "'compressor':null ; 'compressor':'zlib' ; compressor",
        "'dimension_separator':'.' ; 'dimension_separator':'-' ; dimension_separator"
      })
  void whatIsNotReadIsRefusedByName(String from, String to, String names) {
    String message = refusal(with(from, to));
    assertTrue(message.contains(names), message);
    assertTrue(message.contains("https://example.org/.zarray"), message);
    assertTrue(message.contains("expected"), message);
  }

  @Test
  void rawIsNoCompressor() throws Exception {
    for (String raw : List.of("{'type':'raw'}", "{'id':null}", "null")) {
      MemoryKeys keys =
          with("'compressor':null", "'compressor':" + raw).put("0.0", new byte[] {1, 2, 3, 4});
      assertEquals(1, ((byte[]) Reading.of(Reading.array(keys)).block.values())[0]);
    }
  }

  @Test
  void filtersAreUndoneAfterTheCompressor() throws Exception {
    MemoryKeys keys =
        with("'filters':null", "'filters':[{'id':'delta','dtype':'|u1','astype':'|u1'}]")
            .put("0.0", new byte[] {1, 1, 1, (byte) 254})
            .put("0.1", new byte[] {5, 0, 0, 0});
    Reading reading = Reading.of(Reading.array(keys));
    assertArrayEquals(new byte[] {1, 2, 5, 3, 1, 5}, (byte[]) reading.block.values());
  }

  @Test
  void halfFloatsAreWidened() throws Exception {
    MemoryKeys keys =
        with("'|u1'", "'>f2'").put("0.0", new byte[] {0x3c, 0, (byte) 0xc0, 0, 0x7c, 0, 0, 1});
    float[] values = (float[]) Reading.of(Reading.array(keys)).block.values();
    assertArrayEquals(
        new float[] {1, -2, 9, Float.POSITIVE_INFINITY, (float) Math.scalb(1.0, -24), 9}, values);
  }

  @Test
  void boolIsZeroOrOne() throws Exception {
    MemoryKeys keys = with("'|u1'", "'|b1'").put("0.0", new byte[] {1, 0, 2, -1});
    byte[] values = (byte[]) Reading.of(Reading.array(keys)).block.values();
    assertArrayEquals(new byte[] {1, 0, 1, 1, 1, 1}, values);
  }

  @Test
  void withoutASeparatorBothSpellingsAreAskedForUntilOneIsThere() throws Exception {
    MemoryKeys keys = with(",'dimension_separator':'.'", "").put("0/1", new byte[] {5, 99, 6, 99});
    ChunkedArray array = Reading.array(keys);
    keys.asked().clear();
    Reading reading = Reading.of(array);
    assertEquals(List.of("0.0", "0/0", "0.1", "0/1"), keys.asked());
    assertEquals(List.of(List.of(0L, 0L)), reading.missing);
    keys.asked().clear();
    Reading.of(array);
    assertEquals(List.of("0/0", "0/1"), keys.asked());
    assertTrue(array.chunks().address(new long[] {0, 1}).endsWith("/0/1"));
  }

  @Test
  void aSeparatorThatIsGivenIsBelieved() throws Exception {
    MemoryKeys keys = with(",'dimension_separator':'.'", "");
    var found = new ZarrFormat().withSeparator('/').find(keys.metadata()).orElseThrow();
    var image = ((io.cellar.source.chunked.Found.Image) found).image();
    assertTrue(image.levels().getFirst().array().chunks().address(new long[2]).endsWith("/0/0"));
  }

  @Test
  void aFolderShowsHowItsKeysAreJoined(@TempDir Path folder) throws Exception {
    String array = ARRAY.replace(",'dimension_separator':'.'", "").replace('\'', '"');
    for (String key : List.of("dots/0.1", "slashes/0/1")) {
      Path root = folder.resolve(key.substring(0, key.indexOf('/')));
      Files.createDirectories(folder.resolve(key).getParent());
      Files.writeString(root.resolve(".zarray"), array);
      Files.write(folder.resolve(key), new byte[] {5, 99, 6, 99});
      Reading reading = Reading.of(Reading.array(new FolderKeys(root)));
      assertArrayEquals(new byte[] {9, 9, 5, 9, 9, 6}, (byte[]) reading.block.values());
    }
  }

  @Test
  void axesAreNamedAndThoseOfOneVoxelThatAreNoneOfOursLeftOut() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(".zarray", ARRAY.replace("[2,3]", "[2,1,3]").replace("[2,2]", "[2,1,2]"))
            .put(".zattrs", "{'_ARRAY_DIMENSIONS':['Time','angle','ch']}")
            .put("0.0.0", new byte[] {1, 2, 3, 4})
            .put("0.0.1", new byte[] {5, 99, 6, 99});
    FoundImage image = Reading.image(keys);
    ChunkedArray array = image.levels().getFirst().array();
    assertEquals("tc", array.axes().toString());
    assertArrayEquals(new long[] {2, 3}, array.shape());
    assertArrayEquals(new long[] {2, 2}, array.chunk());
    assertArrayEquals(new byte[] {1, 2, 5, 3, 4, 6}, (byte[]) Reading.of(array).block.values());
    assertEquals(List.of("axis \"angle\", which has one voxel, is left out"), image.notes());
  }

  @Test
  void anAxisThatCannotBeShownIsRefusedByName() {
    MemoryKeys keys = with("'|u1'", "'|u1'").put(".zattrs", "{'_ARRAY_DIMENSIONS':['lon','lat']}");
    String message = refusal(keys);
    assertTrue(message.contains("\"lon\""), message);
  }

  @ParameterizedTest
  @CsvSource({"1, x", "2, yx", "3, zyx", "4, czyx", "5, tczyx"})
  void axesWithoutNamesAreTakenByTheirPlaces(int rank, String axes) throws Exception {
    String ones = "[" + "2,".repeat(rank - 1) + "2]";
    FoundImage image =
        Reading.image(
            MemoryKeys.remote()
                .put(".zarray", ARRAY.replace("[2,3]", ones).replace("[2,2]", ones)));
    assertEquals(axes, image.levels().getFirst().array().axes().toString());
    assertTrue(image.notes().contains("axes without names were taken for " + axes));
  }

  @Test
  void sizesOfNeuroglancerAreRead() throws Exception {
    FoundImage image =
        Reading.image(
            with("'|u1'", "'|u1'").put(".zattrs", "{'dimension_units':['0.5 um','4 nm']}"));
    assertEquals(List.of(500.0, 4.0), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
  }

  @Test
  void openingAsksForMetadataOnly() throws Exception {
    MemoryKeys keys = with("'|u1'", "'|u1'");
    Reading.image(keys);
    assertEquals(List.of("zarr.json", ".zarray", ".zattrs"), keys.asked());
  }

  @Test
  void somethingElseIsNotFound() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put(".zarray", "<!DOCTYPE html>").put(".zgroup", "[]");
    assertTrue(new ZarrFormat().find(keys.metadata()).isEmpty());
    assertEquals(List.of("zarr.json", ".zarray", ".zattrs", ".zgroup", ".zmetadata"), keys.asked());
  }

  @Test
  void consolidatedMetadataStandsInForFilesThatAreNotThere() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                ".zmetadata",
                "{'zarr_consolidated_format':1,'metadata':{'.zarray':" + ARRAY + "}}");
    assertArrayEquals(new long[] {2, 3}, Reading.array(keys).shape());
  }

  @Test
  void aGroupThatCannotBeListedAsksForAPath() {
    String message = refusal(MemoryKeys.remote().put(".zgroup", "{'zarr_format':2}"));
    assertTrue(message.contains("expected the path of one of them"), message);
  }
}
