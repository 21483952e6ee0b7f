package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFoldersTest {
  @TempDir Path temp;
  private Path root;
  private Path outside;
  private CountedDisk disk;
  private SafeFolders folders;

  @BeforeEach
  void make() throws Exception {
    root = temp.resolve("cache");
    outside = Files.createDirectories(temp.resolve("outside"));
    disk = new CountedDisk();
    folders = new SafeFolders(root, disk);
  }

  /** Puts a link to a folder outside in the place of one of the cache. */
  private void swap(Path folder) throws IOException {
    Files.move(folder, temp.resolve("aside"));
    Files.createSymbolicLink(folder, outside);
  }

  private void nothingIsOutside() throws IOException {
    try (var all = Files.list(outside)) {
      assertEquals(0, all.count());
    }
  }

  @Test
  void tellsWhatItHasMade() throws Exception {
    assertTrue(folders.make(root.resolve("z/y/x")));
    assertFalse(folders.make(root.resolve("z/y/x")));
    assertFalse(folders.make(root));
    disk.calls.clear();
    assertTrue(folders.make(root.resolve("z/y/x2")));
    assertEquals(List.of("mkdir " + root.resolve("z/y/x2")), disk.calls);
  }

  @Test
  void cacheThatWasDeletedIsMadeAgain() throws Exception {
    folders.make(root.resolve("z/y/x"));
    Files.move(root, temp.resolve("away"));
    assertTrue(folders.make(root.resolve("z/y/x2")));
    assertTrue(Files.isDirectory(root.resolve("z/y/x2")));
  }

  @Test
  void folderThatWasSwappedForALinkIsNoticedWhenFoldersAreLookedAtAgain() throws Exception {
    folders.make(root.resolve("z/y/x"));
    swap(root.resolve("z"));
    folders.forget();
    assertThrows(AccessDeniedException.class, () -> folders.make(root.resolve("z/y/x2")));
    assertFalse(folders.isInside(root.resolve("z/y/x")));
    nothingIsOutside();
  }

  @Test
  void leafThatIsALinkOutOfTheCacheIsRefusedAtOnce() throws Exception {
    folders.make(root.resolve("z/y"));
    Files.createSymbolicLink(root.resolve("z/y/x"), outside);
    assertThrows(AccessDeniedException.class, () -> folders.make(root.resolve("z/y/x")));
    Files.createSymbolicLink(root.resolve("z/y/dangling"), outside.resolve("nothing"));
    assertThrows(AccessDeniedException.class, () -> folders.make(root.resolve("z/y/dangling")));
    Files.writeString(root.resolve("z/y/file"), "");
    assertThrows(NotDirectoryException.class, () -> folders.make(root.resolve("z/y/file")));
    assertThrows(AccessDeniedException.class, () -> folders.make(temp.resolve("beside")));
    nothingIsOutside();
  }

  @Test
  void linkInsideTheCacheIsFollowed() throws Exception {
    folders.make(root.resolve("z/y"));
    Files.createSymbolicLink(root.resolve("other"), root.resolve("z"));
    assertTrue(folders.make(root.resolve("other/x")));
    assertTrue(Files.isDirectory(root.resolve("z/x")));
  }

  @Test
  void anyFailureInTheCacheHasFoldersLookedAtAgain() throws Exception {
    boolean[] fails = new boolean[1];
    DiskHooks.Hook hook =
        call -> {
          if (fails[0] && call == DiskHooks.Call.WRITE) {
            throw new IOException("Input/output error");
          }
        };
    try (FilesetStore store = DiskHooks.open(Sample.synthetic(root), StoreOptions.cache(), hook)) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      byte[] bytes = Sample.hdf5(store, 1);
      fails[0] = true;
      assertThrows(StoreException.class, () -> store.publish(1, bytes, Sample.FROM));
      fails[0] = false;
      swap(root.resolve("z_00000000"));
      assertThrows(StoreException.NotWritable.class, () -> store.publish(1, bytes, Sample.FROM));
      assertThrows(StoreException.NotWritable.class, () -> store.tryLock(2));
      nothingIsOutside();
    }
  }
}
