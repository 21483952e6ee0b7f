package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.codec.CodecException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.FolderKeys;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays and groups of Zarr v3, and those that are refused. */
class ZarrV3Test {

  private static MemoryKeys with(String from, String to) {
    return MemoryKeys.remote().put("zarr.json", V3.array(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "uint64, 18446744073709551615, 18446744073709551615",
    "int64, -9223372036854775808, -9223372036854775808",
    "float32, '\"0x7fc00000\"', NaN",
    "float32, '\"0x3fc00000\"', 1.5",
    "float64, '\"0xfff0000000000000\"', -Infinity",
    "float64, '\"0x1\"', 4.9E-324",
    "float16, '\"0x3c00\"', 1",
    "float64, '\"NaN\"', NaN",
    "float32, '\"Infinity\"', Infinity",
    "bool, true, 1"
  })
  void fillValuesAreExact(String type, String written, String read) throws Exception {
    String json =
        V3.array(type, new long[] {2, 3}, new long[] {2, 2}, V3.BYTES)
            .replace("'fill_value':9", "'fill_value':" + written);
    ChunkedArray array = Reading.array(MemoryKeys.remote().put("zarr.json", json));
    assertEquals(read, array.fill().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'zarr_format':3 ; 'zarr_format':4 ; zarr_format",
        "'node_type':'array' ; 'node_type':'chunk' ; node_type",
        "'shape':[2,3] ; 'shape':[2,3,4] ; has 2 numbers, but shape has 3",
        "'uint8' ; 'bfloat16' ; data_type is \"bfloat16\"",
        "'uint8' ; 'r16' ; data_type is \"r16\"",
        "'uint8' ; {'name':'numpy.datetime64','configuration':{}} ; numpy.datetime64",
        "'regular' ; 'rectilinear' ; chunk_grid is \"rectilinear\"",
        "'default' ; 'zorder' ; chunk_key_encoding is \"zorder\"",
        "'fill_value':9, ; ~~ ; fill_value is missing",
        "'fill_value':9 ; 'fill_value':null ; fill_value is null",
        "'fill_value':9 ; 'fill_value':'0x09' ; fill_value",
        "'attributes':{} ; 'storage_transformers':[{'name':'x'}] ; storage_transformers",
        "'attributes':{} ; 'extra':{'name':'x'} ; extra is not known",
        "'attributes':{} ; 'extra':7 ; extra is not known",
        "'attributes':{} ; 'extra':{'must_understand':true} ; extra is not known"
      })
  void whatIsNotReadIsRefusedByName(String from, String to, String names) {
    assertRefused(with(from, to), names);
  }

  private static void assertRefused(MemoryKeys keys, String names) {
    String message = assertThrows(FormatException.class, () -> Reading.image(keys)).getMessage();
    assertTrue(message.contains(names), message);
    assertTrue(message.contains("https://example.org/zarr.json: expected"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~ ; no array-to-bytes codec",
        "{'name':'gzip'} ; codecs[0] is \"gzip\"",
        "{'name':'vlen-bytes'} ; codecs[0] is \"vlen-bytes\"",
        "{'name':'n5_default','must_understand':false} ; codecs[0] is \"n5_default\"",
        "BYTES,{'name':'zfp'} ; codecs[1] is \"zfp\"",
        "BYTES,'pcodec' ; codecs[1] is \"pcodec\"",
        "BYTES,{'name':'numcodecs.adler32'} ; codecs[1] is \"numcodecs.adler32\"",
        "BYTES,{'name':'numcodecs.crc32c'} ; codecs[1] is \"numcodecs.crc32c\"",
        "BYTES,'zstd','gzip' ; codecs[2] is \"gzip\", a second compression",
        "BYTES,{} ; codecs[1].name is missing",
        "'reshape',BYTES ; codecs[0] is \"reshape\"",
        "{'name':'transpose','configuration':{'order':[0,0]}},BYTES ;"
            + " codecs[0].configuration.order",
        "{'name':'transpose','configuration':{'order':[1]}},BYTES ; codecs[0].configuration.order"
      })
  void codecsThatAreNotReadAreRefusedByName(String codecs, String names) {
    assertRefused(with(V3.BYTES, codecs.replace("BYTES", V3.BYTES)), names);
  }

  @Test
  void bytesOfMoreThanOneNeedAnOrder() {
    assertRefused(
        MemoryKeys.remote()
            .put("zarr.json", V3.array("uint16", new long[] {2, 3}, new long[] {2, 2}, "'bytes'")),
        "codecs[0].configuration.endian is missing");
  }

  @Test
  void whatNeedNotBeUnderstoodIsPassedOver() throws Exception {
    MemoryKeys keys =
        with(
            "'attributes':{}",
            "'extra':{'must_understand':false},'consolidated_metadata':null,"
                + "'storage_transformers':[]");
    assertArrayEquals(new long[] {2, 3}, Reading.array(keys).shape());
  }

  @Test
  void namesMayBeBareTexts() throws Exception {
    MemoryKeys keys =
        with(V3.BYTES, "'bytes'")
            .put("c/0/0", new byte[] {1, 2, 3, 4})
            .put("c/0/1", new byte[] {5, 99, 6, 99});
    Reading reading = Reading.of(Reading.array(keys));
    assertArrayEquals(new byte[] {1, 2, 5, 3, 4, 6}, (byte[]) reading.block.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{'name':'default'} ; c/0/1",
        "{'name':'default','configuration':{'separator':'.'}} ; c.0.1",
        "{'name':'v2'} ; 0.1",
        "{'name':'v2','configuration':{'separator':'/'}} ; 0/1",
        "'default' ; c/0/1"
      })
  void keysAreAsTheArraySays(String encoding, String key) throws Exception {
    MemoryKeys keys = with("{'name':'default'}", encoding);
    ChunkedArray array = Reading.array(keys);
    assertTrue(array.chunks().address(new long[] {0, 1}).endsWith("org/" + key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {"[1,0]", "'F'"})
  void transposedChunksAreTurnedBack(String order) throws Exception {
    MemoryKeys keys =
        with(V3.BYTES, "{'name':'transpose','configuration':{'order':%s}},'bytes'".formatted(order))
            .put("c/0/0", new byte[] {1, 3, 2, 4})
            .put("c/0/1", new byte[] {5, 6, 99, 99});
    Reading reading = Reading.of(Reading.array(keys));
    assertArrayEquals(new byte[] {1, 2, 5, 3, 4, 6}, (byte[]) reading.block.values());
  }

  @Test
  void twoTranspositionsFollowEachOther() throws Exception {
    // Two turns of (1, 2, 0) make one of (2, 0, 1).
    String turn = "{'name':'transpose','configuration':{'order':[1,2,0]}}";
    long[] shape = {2, 3, 4};
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("zarr.json", V3.array("uint8", shape, shape, turn + "," + turn + ",'bytes'"));
    byte[] stored = new byte[24];
    for (int a = 0, i = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 0; c < 4; c++, i++) {
          // Stored axes are (2, 0, 1) of the array: sizes 4, 2, 3.
          stored[(c * 2 + a) * 3 + b] = (byte) i;
        }
      }
    }
    keys.put("c/0/0/0", stored);
    byte[] values = (byte[]) Reading.of(Reading.array(keys)).block.values();
    for (int i = 0; i < 24; i++) {
      assertEquals(i, values[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"little, 1", "big, 256"})
  void theOlderNameOfBytesIsKnown(String order, int value) throws Exception {
    long[] shape = {1, 1};
    String codec = "{'name':'endian','configuration':{'endian':'%s'}}".formatted(order);
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("zarr.json", V3.array("uint16", shape, shape, codec))
            .put("c/0/0", new byte[] {1, 0});
    assertEquals(value, Reading.of(Reading.array(keys)).block.toDouble(0));
  }

  @Test
  void aChecksumThatDoesNotAgreeIsAFailure() throws Exception {
    MemoryKeys keys =
        with(V3.BYTES, "'bytes','crc32c'").put("c/0/0", new byte[] {1, 2, 3, 4, 0, 0, 0, 0});
    assertThrows(CodecException.class, () -> Reading.of(Reading.array(keys)));
  }

  @Test
  void groupsNameTheirMembers() throws Exception {
    String members =
        "{'a/b':%s,'a':{'zarr_format':3,'node_type':'group'},'c':%s}".formatted(V3.ARRAY, V3.ARRAY);
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "zarr.json",
                "{'zarr_format':3,'node_type':'group','consolidated_metadata':{'kind':'inline',"
                    + "'must_understand':false,'metadata':"
                    + members
                    + "}}");
    Found found = new ZarrFormat().find(keys.metadata()).orElseThrow();
    assertEquals(
        List.of("a/b", "c"),
        ((Found.Several) found).choices().stream().map(Found.Choice::path).toList());
    assertEquals(List.of("zarr.json"), keys.asked());
  }

  @Test
  void dimensionNamesNameTheAxes() throws Exception {
    FoundImage image = Reading.image(with("'attributes':{}", "'dimension_names':['x','t']"));
    assertEquals("xt", image.levels().getFirst().array().axes().toString());
    assertEquals(List.of(), image.notes());
    FoundImage half = Reading.image(with("'attributes':{}", "'dimension_names':[null,'x']"));
    assertEquals("yx", half.levels().getFirst().array().axes().toString());
  }

  @Test
  void openingAnArrayIsOneRequest() throws Exception {
    MemoryKeys keys = with("uint8", "int8");
    Reading.image(keys);
    assertEquals(List.of("zarr.json"), keys.asked());
  }

  @Test
  void theNewerMetadataOfAMigratedArrayIsUsed(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("zarr.json"), V3.ARRAY.replace('\'', '"'));
    Files.writeString(folder.resolve(".zarray"), "{\"zarr_format\":2}");
    FoundImage image = Reading.image(new FolderKeys(folder));
    assertEquals("Zarr v3", image.format());
    assertTrue(image.notes().contains("there is metadata of Zarr v2 too, which was not used"));
  }

  @Test
  void whatConsolidatedMetadataTellsStandsInForAMemberThatCannotBeHad() throws Exception {
    String group =
        "{'zarr_format':3,'node_type':'group','attributes':{'ome':{'version':'0.5','multiscales':"
            + "[{'axes':[{'name':'y'},{'name':'x'}],'datasets':[{'path':'a'}]}]}},"
            + "'consolidated_metadata':{'metadata':{'a':"
            + V3.ARRAY
            + "}}}";
    MemoryKeys keys = MemoryKeys.remote().put("zarr.json", group);
    assertEquals("uint8", Reading.array(keys).dtype().numpyName());
    // The member's own file wins.
    keys.put("a/zarr.json", V3.ARRAY.replace("uint8", "int8"));
    assertEquals("int8", Reading.array(keys).dtype().numpyName());
  }

  @Test
  void aFolderOfGroupsOffersWhatLiesInThem(@TempDir Path folder) throws Exception {
    String group = "{\"zarr_format\":3,\"node_type\":\"group\"}";
    Files.createDirectories(folder.resolve("a/b"));
    Files.createDirectories(folder.resolve("broken"));
    Files.createDirectories(folder.resolve("a/b/c/0/0"));
    Files.writeString(folder.resolve("zarr.json"), group);
    Files.writeString(folder.resolve("a/zarr.json"), group);
    Files.writeString(folder.resolve("broken/zarr.json"), "{");
    Files.writeString(folder.resolve("a/b/zarr.json"), V3.ARRAY.replace('\'', '"'));
    Found found = new ZarrFormat().find(new Metadata(new FolderKeys(folder))).orElseThrow();
    assertEquals(
        List.of("a/b", "broken"),
        ((Found.Several) found).choices().stream().map(Found.Choice::path).toList());
  }
}
