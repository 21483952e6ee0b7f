package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.RenderingHints;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.AxisMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of OME-Zarr as writers write them, and as they should not. */
class OmeZarrTest {
  private static final String AXES =
      "[{'name':'z','type':'space','unit':'micrometer'},"
          + "{'name':'y','type':'space','unit':'micrometer'},"
          + "{'name':'x','type':'space','unit':'micrometer'}]";

  private static String array(long... shape) {
    return "{'zarr_format':2,'shape':%s,'chunks':%s,'dtype':'<u2','compressor':null,"
            .formatted(Arrays.toString(shape), Arrays.toString(shape))
        + "'fill_value':0,'order':'C','filters':null,'dimension_separator':'/'}";
  }

  private static String dataset(String path, String scale, String translation) {
    return "{'path':'%s','coordinateTransformations':[{'type':'scale','scale':%s}%s]}"
        .formatted(
            path,
            scale,
            translation.isEmpty()
                ? ""
                : ",{'type':'translation','translation':" + translation + "}");
  }

  private static MemoryKeys image(String datasets, String more) {
    return MemoryKeys.remote()
        .put(
            ".zattrs",
            "{'multiscales':[{'version':'0.4','name':'pic','axes':%s,'datasets':[%s]}]%s}"
                .formatted(AXES, datasets, more));
  }

  private static List<AxisMap> level(FoundImage image, int k) {
    return image.levels().get(k).toFinest();
  }

  private static boolean notes(FoundImage image, String text) {
    return image.notes().stream().anyMatch(note -> note.contains(text));
  }

  @Test
  void opensWithOneRequestForEachLevelAndNoneForAChunk() throws Exception {
    MemoryKeys keys =
        image(
                dataset("0", "[1,1,1]", "")
                    + ","
                    + dataset("1", "[2,2,2]", "")
                    + ","
                    + dataset("2", "[4,4,4]", ""),
                "")
            .put("0/.zarray", array(16, 16, 16))
            .put("1/.zarray", array(8, 8, 8))
            .put("2/.zarray", array(4, 4, 4));
    FoundImage image = Reading.image(keys);
    assertEquals(3, image.levels().size());
    assertEquals("pic", image.name());
    assertEquals("OME-Zarr 0.4", image.format());
    assertEquals(
        List.of(
            "zarr.json",
            ".zarray",
            ".zattrs",
            "0/.zarray",
            "1/.zarray",
            "2/.zarray",
            "labels/.zattrs"),
        keys.asked());
    assertTrue(notes(image, "no translation is told"), image.notes().toString());
  }

  @Test
  void translationsAreOfTheMiddlesOfVoxels() throws Exception {
    FoundImage image =
        Reading.image(
            image(
                    dataset("0", "[2,1,1]", "[10,0,0]")
                        + ","
                        + dataset("1", "[4,2,2]", "[11,0,0.75]"),
                    "")
                .put("0/.zarray", array(16, 16, 16))
                .put("1/.zarray", array(8, 8, 8)));
    // z: a mean of two; y: every other voxel; x: a quarter of a voxel off.
    assertEquals(
        List.of(new AxisMap(2, 0), new AxisMap(2, -0.5), new AxisMap(2, 0.25)), level(image, 1));
    assertEquals(List.of(2.0, 1.0, 1.0), image.voxelSize());
  }

  @Test
  void factorsThatAreNotWholeStayAsTheyAre() throws Exception {
    FoundImage image =
        Reading.image(
            image(dataset("0", "[1,1,1]", "") + "," + dataset("1", "[1,2.357,2.045]", ""), "")
                .put("0/.zarray", array(10, 33, 45))
                .put("1/.zarray", array(10, 14, 22)));
    // 45 voxels halved are 22, and the writer took 45 / 22 for the factor.
    assertEquals(
        List.of(new AxisMap(1, 0), new AxisMap(2.357, 0), new AxisMap(2, 0)), level(image, 1));
  }

  @Test
  void withoutTransformationsSizesTellTheFactors() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(".zattrs", "{'multiscales':[{'datasets':[{'path':'0'},{'path':'1'}]}]}")
            .put("0/.zarray", array(1, 2, 3, 37, 42).replace(",'dimension_separator':'/'", ""))
            .put("1/.zarray", array(1, 2, 3, 18, 21).replace(",'dimension_separator':'/'", ""));
    FoundImage image = Reading.image(keys);
    assertEquals("OME-Zarr 0.1", image.format());
    assertEquals(
        List.of(1.0, 1.0, 1.0, 2.0, 2.0), level(image, 1).stream().map(AxisMap::scale).toList());
    assertEquals("tczyx", image.levels().getFirst().array().axes().toString());
    assertEquals(List.of(), image.voxelSize());
    assertTrue(
        image.levels().getFirst().array().chunks().address(new long[5]).endsWith("0/0.0.0.0.0"));
  }

  @Test
  void fromVersionTwoOnKeysAreProbablyJoinedBySlashes() throws Exception {
    MemoryKeys keys =
        image(dataset("0", "[1,1,1]", ""), "")
            .put("0/.zarray", array(2, 2, 2).replace(",'dimension_separator':'/'", ""));
    ChunkedArray array = Reading.array(keys);
    assertTrue(array.chunks().address(new long[3]).endsWith("0/0/0/0"));
    keys.put("0/0.0.0", new byte[16]);
    assertEquals(List.of(), Reading.of(array).missing);
  }

  @Test
  void levelsThatCannotBeOfTheImageAreLeftOutAndTold() throws Exception {
    FoundImage image =
        Reading.image(
            image(
                    dataset("0", "[1,1,1]", "")
                        + ","
                        + dataset("type", "[2,2,2]", "")
                        + ","
                        + dataset("gone", "[2,2,2]", "")
                        + ","
                        + dataset("rank", "[2,2]", "")
                        + ","
                        + dataset("../other", "[2,2,2]", "")
                        + ","
                        + dataset("same", "[1,1,1]", "")
                        + ","
                        + dataset("good", "[4,4,4]", ""),
                    "")
                .put("0/.zarray", array(16, 16, 16))
                .put("type/.zarray", array(8, 8, 8).replace("<u2", "|u1"))
                .put("rank/.zarray", array(8, 8))
                .put("same/.zarray", array(16, 16, 16))
                .put("good/.zarray", array(4, 4, 4)));
    assertEquals(2, image.levels().size());
    assertEquals("good", image.levels().get(1).array().path());
    for (String why :
        List.of(
            "its dtype", "no array can be found", "other axes", "a path to below", "not coarser")) {
      assertTrue(notes(image, why), why + " in " + image.notes());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'path':'0' ; 'path':'nowhere' ; no array can be found",
        "'path':'0' ; 'path':'../0' ; a path to below",
        "'path':'0' ; 'path':'' ; a path to below",
        "'scale':[1,1,1] ; 'path':'scales' ; in another file",
        "'scale':[1,1,1] ; 'scale':[1,1] ; scale has 2 numbers",
        "'scale':[1,1,1] ; 'scale':[1,'a',1] ; scale[1]",
        "'type':'scale' ; 'type':'affine' ; type is \"affine\"",
        "'version':'0.4' ; 'version':'0.9' ; version is \"0.9\"",
        "'name':'z','type':'space' ; 'name':'q','type':'time' ; ~~",
        "'name':'z','type':'space' ; 'name':'x','type':'space' ; axes names two axes \"x\"",
        "{'name':'z','type':'space','unit':'micrometer'}, ; ~~ ; axes names 2 axes, but the array"
            + " has 3",
        "'name':'z','type':'space' ; 'name':'u','type':'channel'},{'name':'v' ; axes names 4 axes"
      })
  void whatTheFinestLevelNeedsMustBeRight(String from, String to, String names) throws Exception {
    MemoryKeys keys = image(dataset("0", "[1,1,1]", ""), "").put("0/.zarray", array(4, 4, 4));
    String json = keys.text(".zattrs").replace('"', '\'');
    assertTrue(json.contains(from), json);
    keys.put(".zattrs", json.replace(from, to));
    if (names.isEmpty()) {
      assertEquals("tyx", Reading.array(keys).axes().toString());
      return;
    }
    String message = assertThrows(FormatException.class, () -> Reading.image(keys)).getMessage();
    assertTrue(message.contains(names), message);
  }

  @Test
  void spaceIsKnownByItsType() throws Exception {
    MemoryKeys keys = image(dataset("0", "[1,1,1]", ""), "").put("0/.zarray", array(4, 4, 4));
    String json =
        keys.text(".zattrs")
            .replace("\"name\":\"z\"", "\"name\":\"depth\"")
            .replace("\"name\":\"y\"", "\"name\":\"height\"")
            .replace("\"name\":\"x\"", "\"name\":\"width\"");
    keys.put(".zattrs", json);
    assertEquals("zyx", Reading.array(keys).axes().toString());
  }

  @Test
  void droppedAxesAreDroppedInEveryLevel() throws Exception {
    String axes =
        "[{'name':'angle','type':'angle'},{'name':'y','type':'space'},"
            + "{'name':'x','type':'space'}]";
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                ".zattrs",
                "{'multiscales':[{'version':'0.4','axes':%s,'datasets':[%s,%s]}]}"
                    .formatted(axes, dataset("0", "[1,3,3]", ""), dataset("1", "[1,6,6]", "")))
            .put("0/.zarray", array(1, 4, 4))
            .put("1/.zarray", array(1, 2, 2))
            .put("1/0/0/0", new byte[] {1, 0, 2, 0, 3, 0, 4, 0});
    FoundImage image = Reading.image(keys);
    ChunkedArray coarse = image.levels().get(1).array();
    assertEquals("yx", coarse.axes().toString());
    assertArrayEquals(new short[] {1, 2, 3, 4}, (short[]) Reading.of(coarse).block.values());
    assertEquals(List.of(3.0, 3.0), image.voxelSize());
    assertEquals("", image.voxelUnit());
  }

  @Test
  void severalWaysToTellAnImageAreOfferedByName() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                ".zattrs",
                "{'multiscales':[{'name':'one','axes':%s,'datasets':[%s]},{'axes':%s,'datasets':[%s]}]}"
                    .formatted(
                        AXES, dataset("a", "[1,1,1]", ""), AXES, dataset("b", "[1,1,1]", "")))
            .put("b/.zarray", array(3, 4, 5));
    Found.Several several = (Found.Several) new ZarrFormat().find(keys.metadata()).orElseThrow();
    assertEquals(
        List.of(
            new Found.Choice("multiscales[0]", "one (level 0: a)"),
            new Found.Choice("multiscales[1]", "multiscales[1] (level 0: b)")),
        several.choices());
    Found second = new ZarrFormat().withMultiscale(1).find(keys.metadata()).orElseThrow();
    assertEquals("b", ((Found.Image) second).image().levels().getFirst().array().path());
    assertThrows(
        FormatException.class, () -> new ZarrFormat().withMultiscale(2).find(keys.metadata()));
  }

  @Test
  void omeroMayBeWrongInEveryWay() throws Exception {
    String omero =
        ",'omero':{'channels':[{'color':'#0f0','window':{'start':5,'end':5}},"
            + "{'color':'nonsense','active':'yes','label':7,'window':{'start':'a','end':NaN}},"
            + "{'color':'0000FF','window':{'min':0,'max':9},'inverted':true},7,"
            + "{'label':'good','color':'FFFFFF','window':{'start':-1.5,'end':20}}],"
            + "'rdefs':{'defaultT':-3,'defaultZ':99}}";
    MemoryKeys keys = image(dataset("0", "[1,1,1]", ""), omero).put("0/.zarray", array(4, 4, 4));
    RenderingHints hints = Reading.image(keys).hints().orElseThrow();
    assertEquals(5, hints.channels().size());
    assertEquals(0x00ff00, hints.channels().get(0).rgb().orElseThrow());
    assertTrue(hints.channels().get(0).range().isEmpty());
    assertTrue(hints.channels().get(1).visible());
    assertEquals("", hints.channels().get(1).name());
    assertTrue(hints.channels().get(2).inverted());
    assertEquals(-1.5, hints.channels().get(4).range().orElseThrow().min());
    assertTrue(hints.time().isEmpty() && hints.depth().isEmpty());
    for (String wrong : List.of(",'omero':7", ",'omero':[]", ",'omero':{'channels':{}}", "")) {
      keys = image(dataset("0", "[1,1,1]", ""), wrong).put("0/.zarray", array(4, 4, 4));
      assertTrue(Reading.image(keys).hints().isEmpty());
    }
  }

  @Test
  void greyscaleHasNoColours() throws Exception {
    String omero =
        ",'omero':{'channels':[{'color':'FF0000'}],'rdefs':{'model':'greyscale','defaultZ':2}}";
    RenderingHints hints =
        Reading.image(image(dataset("0", "[1,1,1]", ""), omero).put("0/.zarray", array(4, 4, 4)))
            .hints()
            .orElseThrow();
    assertTrue(hints.channels().getFirst().rgb().isEmpty());
    assertEquals(2, hints.depth().orElseThrow());
  }

  @Test
  void theOlderLayoutIsReadInTheNewerFormat() throws Exception {
    String v3 = V3.array("uint16", new long[] {2, 3, 4}, new long[] {2, 3, 4}, V3.BYTES);
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "zarr.json",
                ("{'zarr_format':3,'node_type':'group','attributes':{'multiscales':"
                        + "[{'version':'0.4','axes':%s,'datasets':[%s]}]}}")
                    .formatted(AXES, dataset("0", "[1,1,1]", "")))
            .put(
                "0/zarr.json",
                v3.replace("'attributes'", "'dimension_names':['x','y','z'],'attributes'"));
    FoundImage image = Reading.image(keys);
    assertTrue(notes(image, "0.4 was found in a Zarr v3 group"));
    assertTrue(notes(image, "names its axes [x, y, z]"), image.notes().toString());
    assertEquals("zyx", image.levels().getFirst().array().axes().toString());
    assertEquals(List.of("zarr.json", "0/zarr.json", "labels/zarr.json"), keys.asked());
  }

  @Test
  void coordinateSystemsAreReadAsTheirAxes() throws Exception {
    String level =
        "{'path':'%s','coordinateTransformations':[{'type':'sequence','input':{'path':'%s'},"
            + "'output':{'name':'physical'},'transformations':[{'type':'scale','scale':%s},"
            + "{'type':'translation','translation':%s}]}]}";
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "zarr.json",
                ("{'zarr_format':3,'node_type':'group','attributes':{'ome':{'version':'0.6.dev3',"
                        + "'multiscales':[{'coordinateSystems':[{'name':'other','axes':[]},"
                        + "{'name':'physical','axes':%s}],'datasets':[%s,%s],"
                        + "'coordinateTransformations':[{'type':'affine'}]}]}}}")
                    .formatted(
                        AXES,
                        level.formatted("0", "0", "[1,0.5,0.5]", "[0,0,0]"),
                        level.formatted("1", "1", "[1,1,1]", "[0,0.25,0.25]")))
            .put(
                "0/zarr.json",
                V3.array("uint16", new long[] {2, 8, 8}, new long[] {2, 8, 8}, V3.BYTES))
            .put(
                "1/zarr.json",
                V3.array("uint16", new long[] {2, 4, 4}, new long[] {2, 4, 4}, V3.BYTES));
    FoundImage image = Reading.image(keys);
    assertEquals(List.of(new AxisMap(1, 0), new AxisMap(2, 0), new AxisMap(2, 0)), level(image, 1));
    assertEquals(List.of(1.0, 0.5, 0.5), image.voxelSize());
    assertEquals("µm", image.voxelUnit());
    assertTrue(notes(image, "\"affine\""), image.notes().toString());
  }

  @Test
  void aContainerOfOneImageIsThatImage() throws Exception {
    String attributes =
        "{'multiscales':[{'version':'0.4','axes':%s,'datasets':[%s]}]}"
            .formatted(AXES, dataset("0", "[1,1,1]", ""));
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(".zattrs", "{'bioformats2raw.layout':3}")
            .put("0/.zattrs", attributes)
            .put("0/0/.zarray", array(4, 4, 4));
    assertEquals("0/0", Reading.array(keys).path());
    keys.put("1/.zattrs", attributes);
    Found found = new ZarrFormat().find(keys.metadata()).orElseThrow();
    assertEquals(2, ((Found.Several) found).choices().size());
  }

  @Test
  void groupsThatLeadNowhereAreRefused() {
    for (String attributes :
        List.of(
            "{'bioformats2raw.layout':3}",
            "{'plate':{'wells':[]}}",
            "{'plate':{}}",
            "{'plate':{'wells':[{'path':'../../etc'}]}}",
            "{'well':{'images':[]}}",
            "{'well':{'images':[{'path':'0'}]}}",
            "{'multiscales':[]}",
            "{'multiscales':[{}]}",
            "{'multiscales':[{'datasets':[]}]}",
            "{'multiscales':[7]}",
            "{'labels':[]}",
            "{'scene':{}}")) {
      MemoryKeys keys = MemoryKeys.remote().put(".zattrs", attributes);
      assertThrows(FormatException.class, () -> new ZarrFormat().find(keys.metadata()), attributes);
    }
  }

  @Test
  void unitsOfDifferentAxesAreMadeOne() throws Exception {
    MemoryKeys keys = image(dataset("0", "[0.04,8,8]", ""), "").put("0/.zarray", array(4, 4, 4));
    String json = keys.text(".zattrs");
    int first = json.indexOf("micrometer") + 10;
    keys.put(".zattrs", json.substring(0, first) + json.substring(first).replace("micro", "nano"));
    FoundImage image = Reading.image(keys);
    assertEquals(List.of(40.0, 8.0, 8.0), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
  }
}
