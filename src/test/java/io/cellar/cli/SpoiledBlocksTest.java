package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cli.SpoiledBlock.Status;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the commands make of a cache in which every block is spoiled in another way. */
class SpoiledBlocksTest {
  private static final SyntheticVolume VOLUME = new SyntheticVolume();
  private static final String ROI = SpoiledBlock.roi().toString();
  private static final long ALL = SpoiledBlock.values().length;

  @TempDir Path folder;
  private BlockServer server;
  private Path description;
  private Path root;

  @BeforeEach
  void fetchAll() throws IOException {
    server = BlockServer.start(Map.of("tissue", VOLUME.level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {8, 16, 16}).write(folder);
    CommandRun run = CommandRun.of("fetch", description, "--roi", ROI);
    assertEquals(0, run.code(), run.err());
    try (Stream<Path> files = Files.walk(folder)) {
      root = files.filter(p -> p.endsWith("z_00000000")).findFirst().orElseThrow().getParent();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void spoil(Status status) throws IOException {
    for (SpoiledBlock block : SpoiledBlock.values()) {
      block.spoil(root, status);
    }
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void whatVerifyFoundDamagedIsFetchedByTheNextFetchAndKeptInQuarantine(Status status)
      throws Exception {
    spoil(status);
    CommandRun verify = CommandRun.of("verify", description, "--roi", ROI, "--json");
    assertEquals(3, verify.code(), verify.err());
    long damaged = SpoiledBlock.count(status, 'D');
    long unreadable = SpoiledBlock.count(status, 'U');
    assertCounts(
        verify,
        Map.of(
            "blocks",
            ALL,
            "good",
            SpoiledBlock.count(status, 'G'),
            "damaged",
            damaged,
            "unreadable",
            unreadable,
            "repaired",
            0L,
            "missing",
            0L,
            "not_tried",
            0L));
    for (SpoiledBlock block : SpoiledBlock.values()) {
      String said =
          verify
              .err()
              .lines()
              .filter(line -> line.contains(Arrays.toString(block.start())))
              .findFirst()
              .orElse("good");
      assertEquals(
          block.verified(status), Character.toUpperCase(said.charAt(0)), block + ": " + said);
    }
    // What only the coverage knows may be lost.
    Files.delete(root.resolve(".cellar/coverage.bin"));
    assertEquals(damaged - 1, quarantined(), "all but the one that was gone");

    CommandRun fetch = CommandRun.of("fetch", description, "--roi", ROI, "--json");
    assertEquals(0, fetch.code(), fetch.err());
    assertCounts(
        fetch,
        Map.of(
            "blocks",
            ALL,
            "fetched",
            damaged,
            "skipped",
            ALL - damaged,
            "absent",
            0L,
            "failed",
            0L,
            "not_tried",
            0L));
    CommandRun again = CommandRun.of("verify", description, "--roi", ROI, "--json");
    assertCounts(again, Map.of("good", ALL - unreadable, "unreadable", unreadable));
    assertEquals(unreadable == 0 ? 0 : 3, again.code());

    CommandRun repair = CommandRun.of("verify", description, "--roi", ROI, "--json", "--repair");
    assertEquals(0, repair.code(), repair.err());
    assertCounts(repair, Map.of("unreadable", unreadable, "repaired", unreadable));
    assertEquals(0, CommandRun.of("verify", description, "--roi", ROI).code());
    assertTrueVoxels(status);
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void fetchAloneFindsWhatAGlanceTellsAndAReaderTheRest(Status status) throws Exception {
    spoil(status);
    long expected =
        Arrays.stream(SpoiledBlock.values()).filter(b -> b.fetched(status) == 'F').count();
    CommandRun fetch = CommandRun.of("fetch", description, "--roi", ROI, "--json");
    assertEquals(0, fetch.code(), fetch.err());
    assertCounts(fetch, Map.of("blocks", ALL, "fetched", expected, "skipped", ALL - expected));
    assertEquals(expected - 1, quarantined(), "all but the one that was gone");
    assertTrueVoxels(status);
  }

  /** Reads all but the voxel that was flipped and that nothing tells of. */
  private void assertTrueVoxels(Status status) throws Exception {
    boolean flipTold = SpoiledBlock.FLIPPED_VOXEL.verified(status) == 'D';
    long blocks = flipTold ? ALL : ALL - 1;
    long zeros = SpoiledBlock.WRONG_DTYPE.verified(status) == 'G' ? 1 : 0;
    List<Roi> boxes = new ArrayList<>();
    long dtype = SpoiledBlock.WRONG_DTYPE.start()[2];
    if (zeros == 0) {
      boxes.add(new Roi(new long[3], new long[] {8, 16, 16 * blocks}));
    } else {
      boxes.add(new Roi(new long[3], new long[] {8, 16, dtype}));
      boxes.add(new Roi(new long[] {0, 0, dtype + 16}, new long[] {8, 16, 16 * blocks}));
    }
    for (Roi box : boxes) {
      CommandRun read = CommandRun.of("read", description, "--roi", box, "--sha256");
      assertEquals(0, read.code(), read.err());
      byte[] truth = Blocks.littleEndian(VOLUME.block(4, box));
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(truth));
      assertTrue(read.out().contains(sha256), read.out());
    }
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void readingOfflineTellsTheReasonAndLeavesWordForTheNextFetch(Status status) throws Exception {
    spoil(status);
    for (SpoiledBlock block : SpoiledBlock.values()) {
      CommandRun read = CommandRun.of("read", description, "--roi", block.box(), "--offline");
      char verified = block.verified(status);
      assertEquals(verified == 'G' ? 0 : 3, read.code(), block + ": " + read.err());
      if (verified != 'G') {
        assertTrue(read.err().contains(reason(block, status)), block + ": " + read.err());
      }
    }
    CommandRun fetch = CommandRun.of("fetch", description, "--roi", ROI, "--json");
    assertCounts(fetch, Map.of("blocks", ALL, "fetched", SpoiledBlock.count(status, 'D')));
  }

  private static String reason(SpoiledBlock block, Status status) {
    return switch (block) {
      case GONE -> "missing";
      case FOLDER, LINK -> "not a file";
      case UNSUPPORTED_FILTER -> status == Status.AS_FETCHED ? "crc32c" : "scaleoffset";
      default ->
          status == Status.AS_FETCHED
              ? "crc32c"
              : switch (block) {
                case CUT -> "of an HDF5 file of";
                case LONGER -> "end of the file";
                case WRONG_SHAPE -> "[8, 16, 15]";
                case WRONG_DATASET -> "cube";
                default -> "not an HDF5 file";
              };
    };
  }

  @Test
  void infoCountsAndListsWhatIsReallyThere() throws Exception {
    spoil(Status.EMPTY);
    long there =
        Arrays.stream(SpoiledBlock.values()).filter(b -> b.fetched(Status.EMPTY) == 'S').count();
    CommandRun info = CommandRun.of("info", description, "--blocks", "--json");
    assertCounts(info, Map.of("available", there, "absent", 0L, "failed", 0L));
    Map<String, Long> counts = counts(info);
    assertEquals(counts.get("total"), there + counts.get("unknown"));
    CommandRun list = CommandRun.of("info", description, "--blocks");
    assertEquals(there, list.out().lines().count(), list.out());
    assertEquals(0, quarantined(), "looking moves nothing");
  }

  @Test
  void aFilesetWithoutAServerIsLeftAsItIsAndWhatWasFoundDamagedStaysNotAvailable()
      throws Exception {
    spoil(Status.AS_FETCHED);
    Path local = description.resolveSibling("local.json");
    Files.writeString(
        local,
        Files.readString(description)
            .replaceFirst("(?s)^.*\"local_description\": (.*)\\}\\s*$", "$1"));
    Map<String, String> before = snapshot();
    for (int n = 0; n < 2; n++) {
      CommandRun verify = CommandRun.of("verify", local, "--roi", ROI, "--json");
      assertEquals(3, verify.code(), verify.err());
      assertCounts(verify, Map.of("good", 1L, "damaged", ALL - 1, "unreadable", 0L, "missing", 0L));
    }
    assertEquals(before, snapshot());
    assertCounts(CommandRun.of("info", local, "--json"), Map.of("available", 1L));
    CommandRun info = CommandRun.of("info", local, "--json", "--blocks");
    assertCounts(info, Map.of("available", 1L, "failed", ALL - 1));
    CommandRun read = CommandRun.of("read", local, "--roi", SpoiledBlock.CUT.box());
    assertEquals(3, read.code());
    assertTrue(read.err().contains("crc32c"), read.err());
  }

  @Test
  void aFolderInPlaceOfAStatusIsDamagedAndTheRestIsVerified() throws Exception {
    Path status = SpoiledBlock.CUT.folder(root).resolve("STATUS.txt");
    Files.delete(status);
    Files.createDirectory(status);
    CommandRun verify = CommandRun.of("verify", description, "--roi", ROI, "--json");
    assertEquals(3, verify.code(), verify.err());
    assertCounts(verify, Map.of("good", ALL - 1, "unreadable", 0L, "damaged", 1L, "missing", 0L));
    assertTrue(
        verify.err().contains("damaged: block at " + Arrays.toString(SpoiledBlock.CUT.start())),
        verify.err());
  }

  private static void assertCounts(CommandRun run, Map<String, Long> expected) {
    Map<String, Long> found = counts(run);
    expected.forEach(
        (name, count) ->
            assertEquals(count, found.get(name), name + " in " + run.out() + run.err()));
  }

  private static Map<String, Long> counts(CommandRun run) {
    Matcher field = Pattern.compile("\"(\\w+)\": (\\d+)\\b").matcher(run.out());
    Map<String, Long> counts = new TreeMap<>();
    while (field.find()) {
      counts.putIfAbsent(field.group(1), Long.parseLong(field.group(2)));
    }
    return counts;
  }

  private long quarantined() throws IOException {
    Path quarantine = root.resolve(".cellar/quarantine");
    if (!Files.isDirectory(quarantine)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(quarantine)) {
      return files.count();
    }
  }

  /** Everything that is no note of ours, and what it is or holds. */
  private Map<String, String> snapshot() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(p -> !p.toString().contains(".cellar")).toList()) {
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        found.put(
            root.relativize(file).toString(),
            regular ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "no file");
      }
    }
    return found;
  }
}
