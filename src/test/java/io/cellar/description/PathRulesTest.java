package io.cellar.description;

import static io.cellar.description.Descriptions.BASE;
import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.problem;
import static io.cellar.description.Descriptions.read;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.CacheLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where blocks may lie: never outside the description's folder without consent. */
class PathRulesTest {

  private static DescriptionFile withRoot(String root) throws DescriptionException {
    return read(with(local(), "dataset_root_dir", PythonText.json(root)));
  }

  @ParameterizedTest
  @CsvSource({
    "blocks, blocks",
    "./blocks/, blocks",
    "a/../blocks, blocks",
    "a\\b, a/b",
    "'',''",
    "., ''",
    "a/b/../.., ''",
    "%2e%2e/blocks, %2e%2e/blocks",
    "blöcke, blöcke",
    "b $HOME, b $HOME",
  })
  void inside(String root, String expected) throws DescriptionException {
    DescriptionFile file = withRoot(root);
    assertEquals(BASE.resolve(expected), file.volume().cache().root());
    assertEquals(List.of(), file.outside());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../other",
        "a/../../other",
        "..\\other",
        "/data/other",
        "/",
        "//server/share",
        "\\\\server\\share",
        "~",
        "~/blocks",
        "~root/blocks",
        "/data/volumes2",
        "../volumes2"
      })
  @DisabledOnOs(OS.WINDOWS)
  void outsideNeedsConsent(String root) throws DescriptionException {
    DescriptionFile file = withRoot(root);
    assertEquals(List.of(file.volume().cache().root()), file.outside());
    assertTrue(file.volume().cache().root().isAbsolute());
  }

  @Test
  void homeIsExpanded() throws DescriptionException {
    assertEquals(
        Path.of(System.getProperty("user.home"), "blocks"),
        withRoot("~/blocks").volume().cache().root());
  }

  @Test
  void refusedRoots() {
    List<String> roots =
        List.of(
            "http://example.org/blocks",
            "file:///tmp",
            "~no-such-user-anywhere/x",
            "a\u0000b",
            "a\nb",
            "\u202Eskcolb",
            "n".repeat(300),
            "n/".repeat(2000));
    for (String root : roots) {
      Problem problem = problem(with(local(), "dataset_root_dir", PythonText.json(root)));
      assertEquals("/dataset_root_dir", problem.pointer(), root);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatLeavesTheFolderNeedsConsent(@TempDir Path folder)
      throws IOException, DescriptionException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Files.createSymbolicLink(home.resolve("blocks"), disk);
    Files.createDirectory(home.resolve("real"));
    Files.createSymbolicLink(home.resolve("near"), home.resolve("real"));
    for (String root : List.of("blocks", "blocks/deeper", "near", "near/deeper")) {
      Path file = home.resolve("description.json");
      Files.writeString(
          file, Descriptions.json(with(local(), "dataset_root_dir", PythonText.json(root))));
      List<Path> outside = new DescriptionReader().read(file).outside();
      Path there = folder.toRealPath().resolve(root.replace("blocks", "disk"));
      assertEquals(root.startsWith("blocks") ? List.of(there) : List.of(), outside, root);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "block-{roiString}.h5/cube, block-{roiString}.h5, /cube",
    "b{roiString}.hdf5/d, b{roiString}.hdf5, /d",
    "{roiString}.ilp/volume/data, {roiString}.ilp, /volume/data",
    "x.h5-{roiString}.h5/cube, x.h5-{roiString}.h5, /cube",
    "x.h5-{roiString}.hdf5/cube, x.h5-{roiString}.hdf5, /cube",
    "b{roiString:>40s}.h5/cube, b{roiString:>40s}.h5, /cube",
    "b{roiString}.h5/{{cube}}, b{roiString}.h5, /{cube}",
  })
  void blockNames(String format, String fileName, String dataset) throws DescriptionException {
    CacheLayout cache =
        read(with(local(), "block_file_name_format", "\"" + format + "\"")).volume().cache();
    assertEquals(fileName, cache.fileName().toString());
    assertEquals(dataset, cache.dataset());
  }

  @Test
  void refusedBlockNames() {
    List<String> formats =
        List.of(
            "../{roiString}.h5/cube",
            "..{roiString}.h5/cube",
            "/tmp/{roiString}.h5/cube",
            "C:\\{roiString}.h5/cube",
            "a\\{roiString}.h5/cube",
            "sub/{roiString}.h5/cube",
            "{roiString:/>50}.h5/cube",
            "{roiString:.<50}.h5/cube",
            "{roiString:>300}.h5/cube",
            "{roiString:05d}.h5/cube",
            "b{roiString}.dat/cube",
            "b{roiString}/cube",
            "b{roiString}.h5",
            "b{roiString}.h5/",
            "b{roiString}.h5cube",
            "b.h5/{roiString}",
            "b{roiString}.h5/{roiString}",
            "b{roiString!r}.h5/cube",
            "b{roiString}{x}.h5/cube",
            "b.h5/cube",
            ".h5/cube",
            "",
            "b\u0000{roiString}.h5/cube",
            "b\n{roiString}.h5/cube",
            "\u202E{roiString}.h5/cube",
            "CON.{roiString}.h5/cube",
            "nul .{roiString}.h5/cube",
            "n".repeat(250) + "{roiString}.h5/cube",
            "b{roiString}.h5/vol.h5/cube",
            "b{roiString.h5/cube",
            "b{0}.h5/cube");
    for (String format : formats) {
      Problem problem = problem(with(local(), "block_file_name_format", PythonText.json(format)));
      assertEquals("/block_file_name_format", problem.pointer(), format);
    }
  }

  /** Whatever template is taken, each of its names is one file right in the block's folder. */
  @Test
  void takenNamesStayInTheirFolder() {
    String[] parts = {
      "..",
      "/",
      "\\",
      ".",
      "a",
      "{roiString}",
      "{roiString:/<60}",
      ".h5",
      ".hdf5",
      "/cube",
      "{{",
      "}}",
      "%2e",
      "~",
      ":",
      " ",
      "CON",
      "\u0000",
      "é"
    };
    int taken = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      List<String> pieces = new ArrayList<>(List.of("{roiString}", ".h5", "/cube"));
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        pieces.add(random.nextInt(pieces.size() + 1), parts[random.nextInt(parts.length)]);
      }
      String format = String.join("", pieces);
      try {
        BlockName name = BlockName.parse(format);
        String made = name.fileName().format(Map.of("roiString", "([0, 0], [9, 9])"));
        BlockName.requirePlain(made);
        Path folder = Path.of("/root/z_00000000");
        assertEquals(folder, folder.resolve(made).normalize().getParent(), "seed " + seed);
        taken++;
      } catch (IllegalArgumentException e) {
        assertTrue(!e.getMessage().isEmpty(), "seed " + seed);
      }
    }
    assertTrue(taken > 50, "only " + taken + " templates were good: the test tests nothing");
  }

  @Test
  void anotherRootNeedsNoConsent() throws DescriptionException {
    DescriptionFile file = withRoot("/elsewhere");
    Path there = file.privateRoot(Path.of("/home/me/.cache/cellar/volumes").toAbsolutePath());
    assertTrue(there.getFileName().toString().matches("local-[0-9a-f]{8}"), there.toString());
    DescriptionFile moved = file.withRoot(there);
    assertEquals(there, moved.volume().cache().root());
    assertEquals(List.of(), moved.outside());
    assertEquals(file.normalForm(), moved.normalForm());
  }

  @Test
  void privateRootsAreNamesOfOneFolder() throws DescriptionException {
    for (String name : List.of("../../etc", "a/b", "", "..", "ü ü", "n".repeat(500))) {
      DescriptionFile file = read(with(local(), "name", PythonText.json(name)));
      Path root = file.privateRoot(BASE);
      assertEquals(BASE, root.normalize().getParent(), name);
      assertTrue(root.getFileName().toString().length() < 80, name);
    }
  }
}
