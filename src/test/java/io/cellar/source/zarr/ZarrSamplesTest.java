package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.codec.CodecException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.FolderKeys;
import io.cellar.source.keys.Metadata;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Volumes that other programs have written, voxel by voxel. */
class ZarrSamplesTest {
  private static final Path VOLUMES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");

  private static List<Path> samples(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(VOLUMES)) {
      return all.filter(p -> p.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  private static Json expected(Path sample) throws Exception {
    Path file = sample.resolve("EXPECTED.json");
    return Json.parse(file.toString(), Files.readAllBytes(file));
  }

  private static Path root(Path sample) throws IOException {
    try (Stream<Path> all = Files.list(sample)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static Found find(Path place) throws Exception {
    return new ZarrFormat().find(new Metadata(new FolderKeys(place))).orElseThrow();
  }

  private static FoundImage image(Path place) throws Exception {
    return ((Found.Image) find(place)).image();
  }

  @TestFactory
  Stream<DynamicTest> everyArrayIsReadVoxelByVoxel() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path sample : samples("")) {
      if (!sample.getFileName().toString().startsWith("zarr")
          && !sample.getFileName().toString().startsWith("ome0")) {
        continue;
      }
      Json expected = expected(sample);
      for (Json level : expected.get("levels").items()) {
        tests.add(level(root(sample), level, expected.get("format").text()));
      }
      for (String key : List.of("images", "labels")) {
        for (Map.Entry<String, Json> image : expected.get(key).members().entrySet()) {
          Path place =
              root(sample).resolve((key.equals("labels") ? "labels/" : "") + image.getKey());
          for (Json level : image.getValue().items()) {
            tests.add(level(place, level, "array"));
          }
        }
      }
    }
    assertEquals(true, tests.size() >= 40, tests.size() + " arrays");
    return tests.stream();
  }

  private static DynamicTest level(Path place, Json level, String format) throws Exception {
    Path array = place.resolve(level.get("path").text());
    return DynamicTest.dynamicTest(
        VOLUMES.relativize(array).toString(), () -> check(image(array), level));
  }

  private static void check(FoundImage image, Json level) throws Exception {
    ChunkedArray array = image.levels().getFirst().array();
    assertArrayEquals(level.get("shape").integers(0), array.shape());
    assertEquals(level.get("dtype").text(), array.dtype().numpyName());
    Json inner = level.get("inner_chunk");
    assertArrayEquals((inner.isNull() ? level.get("chunk") : inner).integers(1), array.chunk());
    assertEquals(!inner.isNull(), array.shard().isPresent());
    Reading reading = Reading.of(array);
    assertEquals(level.get("sha256").text(), reading.sha256());
    for (Json roi : level.get("rois").items()) {
      Roi box = new Roi(roi.get("start").integers(0), roi.get("stop").integers(0));
      assertEquals(roi.get("sha256").text(), reading.sha256(box), box.toString());
    }
    if (level.get("missing_chunks").isList() && inner.isNull()) {
      Set<List<Long>> missing = new HashSet<>();
      for (Json position : level.get("missing_chunks").items()) {
        missing.add(Arrays.stream(position.integers(0)).boxed().toList());
      }
      assertEquals(missing, Set.copyOf(reading.missing));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyImageHasItsLevelsWhereTheyBelong() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path sample : samples("ome0")) {
      Json expected = expected(sample);
      if (expected.get("levels").isList()) {
        tests.add(levels(root(sample), expected.get("levels")));
      }
      for (Map.Entry<String, Json> entry : expected.get("images").members().entrySet()) {
        tests.add(levels(root(sample).resolve(entry.getKey()), entry.getValue()));
      }
    }
    return tests.stream();
  }

  private static DynamicTest levels(Path place, Json levels) {
    return DynamicTest.dynamicTest(
        VOLUMES.relativize(place).toString(),
        () -> {
          FoundImage image = image(place);
          assertEquals(levels.items().size(), image.levels().size(), image.notes().toString());
          for (int k = 0; k < image.levels().size(); k++) {
            Json level = levels.items().get(k);
            FoundImage.FoundLevel found = image.levels().get(k);
            assertEquals(level.get("axes").text(), found.array().axes().toString());
            List<AxisMap> maps = new ArrayList<>();
            for (Json f : level.get("downsampling").items()) {
              maps.add(new AxisMap(f.integer(1), 0));
            }
            assertEquals(maps, found.toFinest(), image.notes().toString());
          }
          List<Json> scale = levels.items().getFirst().get("scale").items();
          for (int d = 0; d < scale.size(); d++) {
            assertEquals(scale.get(d).optionalDouble(), image.voxelSize().get(d));
          }
        });
  }

  @Test
  void unitsAreShort() throws Exception {
    assertEquals("µm", image(VOLUMES.resolve("ome04-tczyx/image.ome.zarr")).voxelUnit());
    assertEquals("nm", image(VOLUMES.resolve("ome04-zyx-translation/image.ome.zarr")).voxelUnit());
    // Image and datasets are scaled, one after the other.
    assertEquals(
        List.of(40.0, 8.0, 8.0),
        image(VOLUMES.resolve("ome04-zyx-translation/image.ome.zarr")).voxelSize());
  }

  @Test
  void labelsAreOfferedBesideTheImage() throws Exception {
    FoundImage image = image(VOLUMES.resolve("ome04-tczyx/image.ome.zarr"));
    assertEquals(List.of(new Found.Choice("labels/cells", "labels: cells")), image.labels());
    FoundImage cells = image(VOLUMES.resolve("ome04-tczyx/image.ome.zarr/labels/cells"));
    assertEquals(true, cells.hints().orElseThrow().labels());
    Found labels = find(VOLUMES.resolve("ome04-tczyx/image.ome.zarr/labels"));
    assertEquals(
        List.of(new Found.Choice("cells", "labels: cells")), ((Found.Several) labels).choices());
  }

  @Test
  void channelsAreShownAsTheImageWantsIt() throws Exception {
    var hints = image(VOLUMES.resolve("ome05-czyx-sharded/image.ome.zarr")).hints().orElseThrow();
    assertEquals(2, hints.channels().size());
    assertEquals("ch1", hints.channels().get(1).name());
    assertEquals(false, hints.channels().get(1).visible());
    assertEquals(0xff0000, hints.channels().getFirst().rgb().orElseThrow());
    assertEquals(21845, hints.channels().get(1).range().orElseThrow().max());
    assertEquals(1, hints.depth().orElseThrow());
    // There is no axis t.
    assertEquals(true, hints.time().isEmpty());
  }

  @Test
  void aPlateOffersItsWellsAndAWellItsFields() throws Exception {
    Found plate = find(VOLUMES.resolve("ome04-plate/plate.ome.zarr"));
    assertEquals(
        List.of(new Found.Choice("A/2", "well A/2"), new Found.Choice("B/1", "well B/1")),
        ((Found.Several) plate).choices());
    Found well = find(VOLUMES.resolve("ome04-plate/plate.ome.zarr/B/1"));
    assertEquals(
        List.of(new Found.Choice("0", "B/1 field 0"), new Found.Choice("1", "B/1 field 1")),
        ((Found.Several) well).choices());
  }

  @Test
  void imagesBesideEachOtherAreOffered() throws Exception {
    Found series = find(VOLUMES.resolve("ome04-bf2raw/series.ome.zarr"));
    assertEquals(
        List.of(new Found.Choice("0", "image 0"), new Found.Choice("1", "image 1")),
        ((Found.Several) series).choices());
  }

  @Test
  void aGroupNamesItsArrays() throws Exception {
    Found consolidated = find(VOLUMES.resolve("zarr2-consolidated/group.zarr"));
    assertEquals(
        List.of(new Found.Choice("mask", "mask"), new Found.Choice("raw", "raw")),
        ((Found.Several) consolidated).choices());
    Found listed = find(VOLUMES.resolve("zarr2-all-codecs/group.zarr"));
    assertEquals(
        List.of("blosclz", "bz2", "bzlib", "lz4", "lz4hc", "lzma", "snappy", "u8"),
        ((Found.Several) listed).choices().stream().map(Found.Choice::path).toList());
  }

  @Test
  void whatWasGuessedIsTold() throws Exception {
    FoundImage image = image(VOLUMES.resolve("zarr2-zstd-u1/volume.zarr"));
    assertEquals(
        List.of(
            "no fill value is told: voxels of which nothing is stored are taken for 0",
            "axes without names were taken for zyx"),
        image.notes());
    assertEquals(List.of(), image.voxelSize());
    assertEquals("volume.zarr", image.name());
  }

  @Test
  void damagedChunksWithAChecksumAreFailures() throws Exception {
    long seed = 99;
    Random random = new Random(seed);
    for (String sample : List.of("zarr3-blosc-v2keys", "zarr3-gzip", "zarr2-gzip-u4-F")) {
      Path place = VOLUMES.resolve(sample).resolve("volume.zarr");
      ChunkedArray array = image(place).levels().getFirst().array();
      long[] first = new long[3];
      byte[] good = array.chunks().fetch(first, TransferProgress.NONE).orElseThrow().bytes();
      for (int i = 0; i < 100; i++) {
        byte[] cut = Arrays.copyOf(good, random.nextInt(good.length));
        byte[] damaged = good.clone();
        // The head of gzip has members that mean nothing.
        damaged[10 + random.nextInt(good.length - 10)] ^= (byte) (1 << random.nextInt(8));
        for (byte[] bad : List.of(cut, damaged)) {
          assertThrows(
              CodecException.class,
              () -> array.decoder().decode(bad, first),
              sample + ", seed " + seed + ", change " + i);
        }
      }
    }
  }
}
