package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.cell.ReadOptions;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryRules;
import io.cellar.settings.Durability;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.keys.HttpKeys;
import io.cellar.source.probe.Probe;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The volumes among the test's files that other programs wrote, and what is in them. */
final class SampleVolumes {
  static final Path FOLDER = Path.of("src/test/resources/volumes").toAbsolutePath();

  static final ReadOptions PATIENT = ReadOptions.DEFAULT.withWaitForHost(Duration.ofSeconds(50));

  private SampleVolumes() {}

  /**
   * One image.
   *
   * @param place from the folder of volumes, slashes between
   * @param levels what each has to be
   */
  record Image(String place, List<JsonNode> levels) {}

  /** The folders of volumes. */
  static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith("bdv")) // read in another way, which has its own tests
          .sorted()
          .toList();
    }
  }

  /** All images of one. */
  static List<Image> images(String name) {
    JsonNode expected =
        new ObjectMapper().readTree(FOLDER.resolve(name).resolve("EXPECTED.json").toFile());
    String open = expected.get("open").asString().split(" ")[0];
    String place = name + "/" + open;
    List<Image> images = new ArrayList<>();
    if (expected.has("images")) {
      for (Map.Entry<String, JsonNode> image : expected.get("images").properties()) {
        images.add(new Image(place + "/" + image.getKey(), list(image.getValue())));
      }
    } else if (open.contains("<path>") || name.equals("zarr2-consolidated")) {
      String group = open.contains("<path>") ? place.replace("/<path>", "") : place;
      for (JsonNode array : expected.get("levels")) {
        images.add(new Image(group + "/" + array.get("path").asString(), List.of(array)));
      }
    } else {
      images.add(new Image(place, list(expected.get("levels"))));
    }
    if (expected.has("labels")) {
      for (Map.Entry<String, JsonNode> label : expected.get("labels").properties()) {
        images.add(new Image(place + "/labels/" + label.getKey(), list(label.getValue())));
      }
    }
    return images;
  }

  /** The only image of one. */
  static Image image(String name) {
    return images(name).getFirst();
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  /** The parts of a process whose folders are all below this one. */
  static Volumes volumes(Path home) throws IOException {
    Folders folders = Folders.of(Map.of("CELLAR_HOME", home.toString()), "Linux", home);
    return Wiring.volumes(folders, Settings.DEFAULT.withDurability(Durability.NONE), 4);
  }

  /** The same, but what fails is tried again soon, and not often. */
  static Volumes hasty(Path home) throws IOException {
    EngineSettings d = EngineSettings.defaults();
    RetryRules retries =
        new RetryRules(3, 2, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(1));
    Breaker.Rules never =
        new Breaker.Rules(
            10_000, 10_000, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(9));
    return volumes(
        home,
        new EngineSettings(
            4,
            d.decodePermits(),
            d.diskReaders(),
            d.writers(),
            d.writeQueueBlocks(),
            d.writeQueueBytes(),
            d.bytesInFlight(),
            retries,
            retries,
            never,
            d.bytesPerSecond(),
            d.spaceProbe(),
            d.patienceAtClose()));
  }

  /** The same with another engine. */
  static Volumes volumes(Path home, EngineSettings engine) throws IOException {
    Folders folders = Folders.of(Map.of("CELLAR_HOME", home.toString()), "Linux", home);
    HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults());
    return new Volumes(
        http,
        new DownloadEngine(engine),
        new CellCache(64 << 20),
        new DescriptionOpener(
            new Servers(http, (client, place) -> new HttpKeys(client, URI.create(place))),
            new ImageOpener(new Probe()),
            folders.volumes()),
        new KeptCredentials(folders.credentialsFile()),
        Settings.DEFAULT.withDurability(Durability.NONE));
  }

  /** All voxels of a level. */
  static Block voxels(VolumeSession session) throws InterruptedException {
    return session.reader(PATIENT).read(session.description().geometry().view());
  }

  /** What is wrong with an image, one line for each level and box; empty when all is right. */
  static List<String> wrong(Volumes volumes, Image image, String location, boolean cacheOnly)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    MultiLevelVolume volume = volumes.describe(location, false, cacheOnly);
    if (volume.levels().size() != image.levels().size()) {
      wrong.add(location + ": " + volume.levels().size() + " levels, " + volume.notes());
      return wrong;
    }
    try (LevelSessions sessions = volumes.openAll(volume, cacheOnly)) {
      for (int n = 0; n < image.levels().size(); n++) {
        VolumeSession session = sessions.sessions().get(n);
        wrong.addAll(
            wrong(location + " level " + n, session, voxels(session), image.levels().get(n)));
      }
    }
    return wrong;
  }

  private static List<String> wrong(
      String what, VolumeSession session, Block voxels, JsonNode expected) {
    List<String> wrong = new ArrayList<>();
    String kind = session.description().axes() + " " + voxels.dtype().numpyName();
    String right = expected.get("axes").asString() + " " + expected.get("dtype").asString();
    if (!kind.equals(right)) {
      wrong.add(what + ": " + kind + " instead of " + right);
    }
    Roi whole = Roi.ofShape(voxels.shape());
    if (!sha256(voxels, whole).equals(expected.get("sha256").asString())) {
      wrong.add(what + " of " + whole + ": other voxels");
    }
    for (JsonNode roi : expected.get("rois")) {
      Roi box = new Roi(longs(roi.get("start")), longs(roi.get("stop")));
      if (!sha256(voxels, box).equals(roi.get("sha256").asString())) {
        wrong.add(what + ", " + box + ": other voxels");
      }
    }
    return wrong;
  }

  private static long[] longs(JsonNode list) {
    return LongStream.range(0, list.size()).map(i -> list.get((int) i).asLong()).toArray();
  }

  /** Of the voxels of a box in C order, little-endian. */
  static String sha256(Block voxels, Roi box) {
    try {
      byte[] bytes = Blocks.littleEndian(Blocks.crop(voxels, box));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
