package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesetSweepTest {
  private static final String FOLDER = "z_00000000/y_00000000/x_00000000/";

  @TempDir Path root;
  private Path journals;

  @BeforeEach
  void makeFolders() throws Exception {
    journals = Files.createDirectories(root.resolve(".cellar/journal"));
    Files.createDirectories(root.resolve(FOLDER));
  }

  private FilesetStore open() {
    return Sample.open(Sample.synthetic(root), StoreOptions.cache());
  }

  private Path journal(String host, long pid, String lines) throws Exception {
    String head =
        "Owning process args:\njava\npid: %d\nhost: %s\nstarted: x\nprocess started: 2026-01-01T00:00:00Z\n\n"
            .formatted(pid, host);
    return Files.writeString(journals.resolve(host + "-" + pid + "-1.log"), head + lines);
  }

  private Path leftover(String name) throws Exception {
    return Files.writeString(root.resolve(FOLDER + name), "half");
  }

  /** A number above the largest that Linux gives (2^22). */
  private static final long NOBODY = 99_999_999;

  @Test
  void leftoversOfTheDeadAreRemovedBeforeTheFirstWrite() throws Exception {
    Path part = leftover(".block.h5.12-1.part");
    Path finished = leftover(".block.h5.12-2.part");
    Path journal =
        journal(
            ProcessIdentity.self().host(),
            NOBODY,
            "+ %s\n+ %s\n- %s\n+ not/there/.x.1-1.part\nnonsense\n+ "
                .formatted(
                    root.relativize(part), root.relativize(finished), root.relativize(finished)));
    try (FilesetStore store = open()) {
      assertTrue(Files.exists(part), "opening touches nothing");
      store.tryLock(0).orElseThrow().close();
    }
    assertFalse(Files.exists(part));
    assertTrue(Files.exists(finished), "it was said to be gone: not ours to judge");
    assertFalse(Files.exists(journal));
  }

  @Test
  void onlyTemporaryFilesInsideTheRootAreRemoved() throws Exception {
    Path outside = Files.createDirectories(root.resolve("../outside-" + root.getFileName()));
    Path victim = Files.writeString(outside.resolve(".a.1-1.part"), "");
    Path block = leftover("block-([0, 0, 0], [8, 8, 8]).h5");
    Path link = Files.createSymbolicLink(root.resolve("z_00000008"), outside.toRealPath());
    journal(
        ProcessIdentity.self().host(),
        NOBODY,
        "+ ../%s/.a.1-1.part\n+ %s\n+ %s\n+ %s/.a.1-1.part\n+ .\n+ %%00\n"
            .formatted(
                outside.getFileName(),
                victim.toRealPath(),
                root.relativize(block),
                root.relativize(link)));
    try (FilesetStore store = open()) {
      assertEquals(0, store.sweep());
    } finally {
      assertTrue(Files.deleteIfExists(victim));
      Files.delete(outside);
    }
    assertTrue(Files.exists(block));
  }

  @Test
  void hugeJournalsAndManyOfThemTakeNoTime() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < 1_000_000; n++) {
      lines.append("+ z_").append(n).append("/.b.1-1.part\n");
    }
    Path part = leftover(".block.h5.12-1.part");
    String host = ProcessIdentity.self().host();
    journal(host, NOBODY, "+ " + root.relativize(part) + "\n" + lines);
    journal(host, NOBODY + 1, "+ " + "a".repeat(1 << 20) + "\n" + "\n".repeat(1 << 20));
    for (int n = 0; n < 3000; n++) {
      journal(host, NOBODY + 2 + n, "");
    }
    Files.writeString(journals.resolve("one-line.log"), "x".repeat(1 << 23));
    try (FilesetStore store = open()) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            int rounds = 0;
            while (left() > 1 && rounds++ < 10) {
              store.sweep();
            }
          });
    }
    assertFalse(Files.exists(part));
    assertEquals(1, left(), "the one of nobody is too young");
  }

  private long left() throws Exception {
    try (var all = Files.list(journals)) {
      return all.count();
    }
  }

  @Test
  void onlyFilesAreRemoved() throws Exception {
    Path folder = Files.createDirectories(root.resolve(FOLDER + ".folder.1-1.part"));
    Path link = Files.createSymbolicLink(root.resolve(FOLDER + ".link.1-1.part"), root);
    journal(
        ProcessIdentity.self().host(),
        NOBODY,
        "+ %s\n+ %s\n".formatted(root.relativize(folder), root.relativize(link)));
    try (FilesetStore store = open()) {
      assertEquals(0, store.sweep());
    }
    assertTrue(Files.isDirectory(folder));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void livingProcessesKeepTheirFiles() throws Exception {
    Path part = leftover(".block.h5.12-1.part");
    try (FilesetStore store = open();
        BlockLock _ = store.tryLock(0).orElseThrow()) { // has a journal of its own, in use
      Files.writeString(
          journals.resolve("living.log"),
          LockText.ofSelf(Instant.now()) + "\n+ " + root.relativize(part) + "\n");
      assertEquals(0, store.sweep());
      assertTrue(Files.exists(part));
    }
  }

  @Test
  void otherHostsAreJudgedByTheAgeOfTheJournal() throws Exception {
    Path part = leftover(".block.h5.12-1.part");
    Path journal = journal("elsewhere", 1, "+ " + root.relativize(part) + "\n");
    try (FilesetStore store = open()) {
      assertEquals(0, store.sweep());
      Files.setLastModifiedTime(
          journal, FileTime.from(Instant.now().minus(Duration.ofMinutes(70))));
      assertEquals(1, store.sweep());
      assertFalse(Files.exists(part));
    }
  }

  @Test
  void locksOfTheDeadAreRemovedButNotThoseOfTheirHeirs() throws Exception {
    String host = ProcessIdentity.self().host();
    String dead = "Owning process args:\njava\npid: %d\nhost: %s\nprocess started: %s\n";
    Path mine = root.resolve(FOLDER + "a.h5.lock");
    Path heirs = root.resolve(FOLDER + "b.h5.lock");
    Files.writeString(mine, dead.formatted(NOBODY, host, "2026-01-01T00:00:00Z"));
    Files.writeString(heirs, dead.formatted(NOBODY - 1, host, "2026-01-01T00:00:00Z"));
    journal(host, NOBODY, "+ " + root.relativize(mine) + "\n+ " + root.relativize(heirs) + "\n");
    try (FilesetStore store = open()) {
      assertEquals(1, store.sweep());
    }
    assertFalse(Files.exists(mine));
    assertTrue(Files.exists(heirs));
  }

  @Test
  void namesWithLineEndsAreNotTakenForTwo() {
    Path odd = Path.of("a%b\nc", "d");
    assertEquals("a%25b%0Ac/d", TempJournal.escape(odd));
    assertEquals("a%b\nc/d", TempJournal.unescape(TempJournal.escape(odd)));
  }

  @Test
  void whatADeadProcessLeftInAFolderThatItNotedIsRemovedAndNothingElse() throws Exception {
    String host = ProcessIdentity.self().host();
    String head = "Owning process args:\njava\npid: %d\nhost: %s\nprocess started: x\n";
    String dead = head.formatted(NOBODY, host);
    String mark = NOBODY + "-123456789";
    Path own = Files.writeString(journals.resolve("gone.process"), dead);
    Path lock = Files.createLink(root.resolve(FOLDER + "a.h5.lock"), own);
    Path part = leftover(".a.h5." + mark + "7.part");
    Path status = leftover(".STATUS.txt." + mark + "8.part");
    Path save = Files.writeString(root.resolve(".cellar/.coverage.bin." + mark + "1.part"), "");
    Path others = leftover(".a.h5." + NOBODY + "-9876543217.part");
    Path heirs = Files.writeString(root.resolve(FOLDER + "b.h5.lock"), head.formatted(1, host));
    Path block = leftover("a.h5");
    Path elsewhere = Files.createDirectories(root.resolve("z_00000000/y_00000000/x_00000008"));
    Path unnoted = Files.writeString(elsewhere.resolve(".a.h5." + mark + "9.part"), "half");
    String lines = "+ .cellar\n+ .cellar/journal/gone.process\n+ " + FOLDER + "\n";
    Files.writeString(
        journals.resolve("gone.log"), dead + TempJournal.MARK + mark + "\n\n" + lines);
    try (FilesetStore store = open()) {
      assertEquals(5, store.sweep());
    }
    for (Path gone : List.of(own, lock, part, status, save, journals.resolve("gone.log"))) {
      assertFalse(Files.exists(gone), gone.toString());
    }
    for (Path kept : List.of(others, heirs, block, unnoted)) {
      assertTrue(Files.exists(kept), kept.toString());
    }
  }

  @Test
  void markThatIsNoneRemovesNoTemporaryFile() throws Exception {
    Path part = leftover(".a.h5.1-1.part");
    for (String mark : List.of("", "1", "1-", ".", "1-12345678", "x-123456789")) {
      journal(
          ProcessIdentity.self().host(),
          NOBODY,
          "+ " + FOLDER + "\n"); // its head has no mark before the blank line
      Files.writeString(
          journals.resolve("marked.log"),
          "Owning process args:\njava\npid: %d\nhost: %s\n%s%s\n\n+ %s\n"
              .formatted(NOBODY, ProcessIdentity.self().host(), TempJournal.MARK, mark, FOLDER));
      try (FilesetStore store = open()) {
        assertEquals(0, store.sweep());
      }
    }
    assertTrue(Files.exists(part));
  }
}
