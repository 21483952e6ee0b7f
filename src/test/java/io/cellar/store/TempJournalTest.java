package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempJournalTest {
  @TempDir Path root;
  private BlockPaths paths;
  private TempJournal journal;
  private TempNames names;

  @BeforeEach
  void make() {
    paths = Sample.synthetic(root).paths();
    DiskOps disk = new RealDisk();
    names = new TempNames();
    journal =
        new TempJournal(paths, new SafeFolders(root, disk), disk, names, InstantSource.system());
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(TempJournal.folder(paths))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(TempJournal.folder(paths))) {
      return files.toList();
    }
  }

  @Test
  void isMadeAtTheFirstNoteAndGoneWhenNothingIsOpen() throws Exception {
    assertEquals(0, files().size());
    Path a = root.resolve("a");
    journal.opening(a);
    String text = Files.readString(files().getFirst());
    assertTrue(text.startsWith("Owning process args:\n"), text);
    String mark = "temporary files: " + names.mark() + "\n";
    assertTrue(text.endsWith(mark + "\n+ .cellar\n+ a\n"), text);
    journal.done(a);
    journal.close();
    journal.close();
    assertEquals(0, files().size());
  }

  @Test
  void isKeptWhenSomethingIsLeft() throws Exception {
    journal.opening(root.resolve("a"));
    journal.opening(root.resolve("b"));
    journal.done(root.resolve("a"));
    journal.close();
    assertEquals(1, files().size());
  }

  @Test
  void doesNotGrowWithoutEndAndNeverForgetsWhatIsOpen() throws Exception {
    Path stays = root.resolve("stays");
    journal.opening(stays);
    for (int i = 0; i < 20_000; i++) {
      Path passing = root.resolve("block-" + i);
      journal.opening(passing);
      journal.done(passing);
    }
    assertEquals(1, files().size());
    assertTrue(Files.size(files().getFirst()) < 100_000);
    assertTrue(Files.readAllLines(files().getFirst()).contains("+ stays"));
  }

  @Test
  void saysWhenItCannotBeWritten() throws Exception {
    Files.writeString(root.resolve(".cellar"), "a file");
    assertThrows(IOException.class, () -> journal.opening(root.resolve("a")));
    journal.done(root.resolve("a"));
    journal.close();
  }
}
