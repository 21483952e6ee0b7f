package io.cellar.source.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file a typed text names, and what in it. */
class Hdf5LocationTest {
  @TempDir Path folder;

  private static Optional<Hdf5Location> at(Path file, String inside) {
    return Optional.of(new Hdf5Location(file, Optional.of(inside).filter(path -> !path.isEmpty())));
  }

  @Test
  void aFileAndAPathBehindAColonOrASlash() {
    Path file = LocalSamples.FOLDER.resolve("several.h5");
    assertEquals(at(file, ""), Hdf5Location.find(file.toString()));
    assertEquals(at(file, ""), Hdf5Location.find(" " + file + " "));
    assertEquals(at(file, ""), Hdf5Location.find(file + ":"));
    assertEquals(at(file, ""), Hdf5Location.find(file + "/"));
    assertEquals(at(file, "group/labels"), Hdf5Location.find(file + ":group/labels"));
    assertEquals(at(file, "group/labels"), Hdf5Location.find(file + ":/group/labels/"));
    assertEquals(at(file, "group/labels"), Hdf5Location.find(file + "/group/labels"));
    assertEquals(at(file, "group/labels"), Hdf5Location.find(file + "\\group\\labels"));
    Path xml = LocalSamples.BDV.resolve("volume.xml");
    assertEquals(at(xml, "t00000/s01"), Hdf5Location.find(xml + ":t00000/s01"));
  }

  @Test
  void theContentCountsBeforeTheName() throws Exception {
    Path other = folder.resolve("volume.data");
    Files.copy(LocalSamples.FOLDER.resolve("stack.mat"), other);
    assertEquals(at(other, "stack"), Hdf5Location.find(other + ":stack"));
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertEquals(Optional.empty(), Hdf5Location.find(text.toString()));
    Path xml = Files.writeString(folder.resolve("other.xml"), "<html/>");
    assertEquals(Optional.empty(), Hdf5Location.find(xml.toString()));
    Path broken = Files.writeString(folder.resolve("broken.h5"), "hello");
    assertEquals(at(broken, "a"), Hdf5Location.find(broken + ":a"));
  }

  @Test
  void foldersAndWhatIsNotThereAreNone() throws Exception {
    Path folderOfThatName = Files.createDirectory(folder.resolve("folder.h5"));
    for (String text :
        new String[] {
          "",
          ":",
          "/",
          folderOfThatName.toString(),
          folderOfThatName + ":a",
          folder + "/no.h5:a",
          "http://localhost/a.h5",
          "\0.h5",
          "a/".repeat(20_000)
        }) {
      assertEquals(Optional.empty(), Hdf5Location.find(text));
    }
  }
}
