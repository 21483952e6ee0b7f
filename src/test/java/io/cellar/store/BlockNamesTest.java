package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of folders and files, and the content of the status. */
class BlockNamesTest {
  private static Sample.Fileset fileset(String axes, long[] shape, long[] block, String name) {
    return new Sample.Fileset(
        new ArrayGeometry(
            Axes.parse(axes), DType.UINT8, shape, block, new long[shape.length], shape),
        new CacheLayout(
            "", Path.of("/cache"), PythonFormat.parse(name), "/cube", BlockEncoding.PLAIN));
  }

  private static String place(Sample.Fileset fileset, Spelling spelling, long... voxel) {
    BlockPlace place = fileset.paths().place(fileset.geometry().grid().indexOf(voxel), spelling);
    return Path.of("/cache").relativize(place.file()).toString().replace('\\', '/');
  }

  @Test
  void worksAsInTheOriginal() {
    Sample.Fileset seed =
        fileset(
            "zyx",
            new long[] {1233, 135424, 119808},
            new long[] {32, 256, 256},
            "block-{roiString}.h5");
    assertEquals(
        "z_00000000/y_00051200/x_00051200/block-([0, 51200, 51200], [32, 51456, 51456]).h5",
        place(seed, Spelling.PLAIN, 0, 51200, 51200));
    assertEquals(
        "z_00001216/y_00053504/x_00051456/block-([1216, 53504, 51456], [1233, 53760, 51712]).h5",
        place(seed, Spelling.PLAIN, 1216, 53504, 51456));
    Sample.Fileset plain =
        fileset("xyz", new long[] {30, 20, 10}, new long[] {16, 8, 8}, "blockFile-{roiString}.h5");
    assertEquals(
        "x_00000016/y_00000016/z_00000008/blockFile-([16, 16, 8], [30, 20, 10]).h5",
        place(plain, Spelling.PLAIN, 29, 19, 9));
    assertEquals(
        "x_00000016/y_00000016/z_00000008/blockFile-([np.int64(16), np.int64(16), np.int64(8)],"
            + " [np.int64(30), np.int64(20), np.int64(10)]).h5",
        place(plain, Spelling.NP_INT64, 29, 19, 9));
  }

  @Test
  void startsAreReadBackFromFoldersOfTheGridOnly() {
    Sample.Fileset fileset =
        fileset("zy", new long[] {1_000_000_000_000L, 20}, new long[] {16, 8}, "b{roiString}.h5");
    BlockPaths paths = fileset.paths();
    assertEquals("z_00000016", paths.axisFolder(0, 16));
    assertEquals("z_160000000000", paths.axisFolder(0, 160_000_000_000L));
    assertEquals(160_000_000_000L, paths.startOf(0, "z_160000000000").orElseThrow());
    assertEquals(16, paths.startOf(1, "y_00000016").orElseThrow());
    for (String no :
        new String[] {
          "y_00000024", "y_00000007", "z_00000008", "y_0000008", "y_000000008", "y_-0000008",
          "y_+0000008", "y_", "STATUS.txt", "", ".cellar", "y_0000000a"
        }) {
      assertTrue(paths.startOf(1, no).isEmpty(), no);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../b{roiString}.h5", "a/b{roiString}.h5", "a\\b{roiString}.h5"})
  void templatesThatLeaveTheFolderAreRefused(String template) {
    Sample.Fileset evil = fileset("zy", new long[] {20, 20}, new long[] {8, 8}, template);
    assertThrows(IllegalArgumentException.class, () -> evil.paths().place(0, Spelling.PLAIN));
  }

  @Test
  void statusIsReadBackAndHasNoQuery() {
    StatusFile.Checksum checksum = new StatusFile.Checksum(262512, 0x9a71bb4c);
    byte[] bytes =
        StatusFile.write(
            checksum,
            new Provenance(
                "https://h/0,8/?key=secret",
                Optional.of("W/\"a\\b\n\""),
                Instant.parse("2026-11-20T15:04:05Z")));
    String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        "{\"bytes\":262512,\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"9a71bb4c\"},"
            + "\"url\":\"https://h/0,8/\",\"etag\":\"W/\\\"a\\\\b\\u000a\\\"\","
            + "\"fetched\":\"2026-11-20T15:04:05Z\"}\n",
        text);
    assertEquals(checksum, StatusFile.parse(text).checksum().orElseThrow());
    assertFalse(text.contains("secret"));
  }

  @Test
  void statusOfABlockThatIsBeingReplacedAllowsBothFiles() {
    StatusFile.Checksum old = new StatusFile.Checksum(262512, 0x9a71bb4c);
    StatusFile.Checksum next = new StatusFile.Checksum(9, 0x000000f1);
    StatusFile.Checksum third = new StatusFile.Checksum(9, 0x000000f2);
    Provenance from = new Provenance("https://h/", Optional.empty(), Instant.EPOCH);
    StatusFile before =
        StatusFile.parse(new String(StatusFile.write(old, from), StandardCharsets.UTF_8));
    StatusFile both =
        StatusFile.parse(new String(before.announcing(next).orElseThrow(), StandardCharsets.UTF_8));
    assertTrue(both.text().endsWith(",\"next\":{\"bytes\":9,\"crc32c\":\"000000f1\"}}\n"));
    assertTrue(both.allows(old));
    assertTrue(both.allows(next));
    assertFalse(both.allows(third));
    assertFalse(before.allows(next));
    assertTrue(before.announcing(old).isEmpty());
    assertTrue(both.announcing(third).isEmpty());
    assertTrue(StatusFile.parse("").announcing(next).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0\0",
        "{}",
        "{\"bytes\":1}",
        "{\"bytes\":1,\"checksum\":{\"algorithm\":\"md5\",\"value\":\"9a71bb4c\"}}",
        "{\"bytes\":1,\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"9a71bb4\"}}",
        "{\"bytes\":1,\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"9a71bb4c\"}"
      })
  void anyOtherStatusHasNoChecksum(String text) {
    assertTrue(StatusFile.parse(text).checksum().isEmpty());
  }

  @Test
  void ownerIsReadFromTheLastLinesOnly() {
    LockText text =
        LockText.parse(
            "Owning process args:\n/bin/x\npid: 1\npid: 7\nhost: lab\nprocess started: nonsense\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(7, text.owner().orElseThrow().pid());
    assertTrue(text.owner().get().started().isEmpty());
    assertEquals("pid 7 on host lab (x)", text.words());
    LockText self =
        LockText.parse(
            LockText.ofSelf(Instant.EPOCH).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(ProcessIdentity.self(), self.owner().orElseThrow());
    assertFalse(ProcessIdentity.self().isDead());
  }
}
