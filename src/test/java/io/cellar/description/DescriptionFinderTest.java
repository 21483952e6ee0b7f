package io.cellar.description;

import static io.cellar.description.Descriptions.json;
import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionFinderTest {
  @TempDir private Path folder;

  private final DescriptionFinder finder = new DescriptionFinder();
  private Path description;
  private Path blockFolder;
  private Path block;

  @BeforeEach
  void makeAFileset() throws IOException {
    description = folder.resolve("description.json");
    Files.writeString(description, json(local()));
    blockFolder =
        Files.createDirectories(folder.resolve("blocks/z_00000032/y_00000000/x_00000064"));
    block = Files.createFile(blockFolder.resolve("block-([32, 0, 64], [64, 32, 100]).h5"));
  }

  @Test
  void fromTheDescription() throws DescriptionException {
    assertEquals(description, finder.find(description));
  }

  @Test
  void anEmptyNameIsNotTheFolderOneIsIn() {
    DescriptionException e =
        assertThrows(DescriptionException.class, () -> finder.find(Path.of("")));
    assertEquals(
        "the name is empty, expected a description file, a folder of a cache, or a block file",
        e.getMessage());
  }

  @Test
  void fromABlockItsFolderAndAllFoldersAbove() throws DescriptionException {
    for (Path p = block; p.startsWith(folder); p = p.getParent()) {
      assertEquals(description, finder.find(p), p.toString());
    }
  }

  @Test
  void theCopyInABlockFolderOnlyPointsToTheRealOne() throws Exception {
    Path copy = Files.copy(description, blockFolder.resolve("description.json"));
    assertEquals(description, finder.find(copy));
    assertEquals(description, finder.find(block));
    assertEquals(description, finder.find(blockFolder));
  }

  @Test
  void ofTwoViewsOnOneCacheTheCopyTellsWhich() throws Exception {
    Path other = folder.resolve("other.json");
    Files.writeString(other, json(with(local(), "view_origin", "[32, 0, 0]")));
    DescriptionException e =
        assertThrows(DescriptionException.class, () -> finder.find(blockFolder));
    assertTrue(e.getMessage().contains("other.json"), e.getMessage());
    assertTrue(e.getMessage().contains("description.json"), e.getMessage());

    Files.copy(other, blockFolder.resolve("other.json"));
    assertEquals(other, finder.find(block));
  }

  @Test
  void otherJsonFilesAndOtherDescriptionsAreInNobodysWay() throws Exception {
    Files.writeString(folder.resolve("notes.json"), "{\"a\": 1}");
    Files.writeString(folder.resolve("empty.json"), "");
    Files.writeString(
        folder.resolve("elsewhere.json"), json(with(local(), "dataset_root_dir", "\"other\"")));
    assertEquals(description, finder.find(block));
  }

  @Test
  void nearestDescriptionWins() throws Exception {
    Path near = folder.resolve("blocks/near.json");
    Files.writeString(near, json(with(local(), "dataset_root_dir", "\".\"")));
    assertEquals(near, finder.find(block));
  }

  @Test
  void aBadDescriptionNamedItselfIsLeftToTheReader() throws Exception {
    Files.writeString(description, "{");
    assertEquals(description, finder.find(description));
  }

  @Test
  void theOneBadDescriptionOfAFolderIsLeftToTheReader() throws Exception {
    Files.writeString(description, json(with(local(), "shape", "[1]")));
    assertEquals(description, finder.find(folder));
  }

  @Test
  void nothingFound(@TempDir Path empty) throws Exception {
    Path lone = Files.createFile(empty.resolve("block.h5"));
    DescriptionException e = assertThrows(DescriptionException.class, () -> finder.find(lone));
    assertTrue(e.getMessage().contains("no description is found"), e.getMessage());
    assertTrue(e.getMessage().contains("block.h5"), e.getMessage());
    assertThrows(DescriptionException.class, () -> finder.find(empty));
    assertThrows(DescriptionException.class, () -> finder.find(empty.resolve("missing")));
  }
}
