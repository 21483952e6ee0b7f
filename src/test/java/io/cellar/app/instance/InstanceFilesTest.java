package io.cellar.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.app.instance.SingleInstance.Start;
import io.cellar.settings.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the socket lies, and where it must not. */
@DisabledOnOs(OS.WINDOWS)
class InstanceFilesTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void environment() {
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("CELLAR_HOME", folder.resolve("home").toString());
  }

  private InstanceFiles files(String osName) throws IOException {
    return InstanceFiles.of(folders(osName), environment, osName);
  }

  private Folders folders(String osName) {
    return Folders.of(environment, osName, Path.of(environment.get("HOME")));
  }

  /** What another start comes to. */
  private Start start() {
    return SingleInstance.start(folders("Linux"), environment, List.of("/a"));
  }

  private Path make(String name, String rights) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(rights));
    return made;
  }

  private void assertAlone(String... words) {
    Start.Alone alone = assertInstanceOf(Start.Alone.class, start());
    for (String word : words) {
      assertTrue(alone.reason().contains(word), alone.reason());
    }
  }

  @Test
  void theSessionsFolderIsTakenWhereItIsTheUsersAlone() throws Exception {
    Path runtime = make("runtime", "rwx------");
    environment.put("XDG_RUNTIME_DIR", runtime.toString());
    InstanceFiles files = files("Linux");
    assertEquals(runtime.resolve("cellar"), files.folder());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.folder())));
    try (SingleInstance _ = InstanceRig.first(start())) {
      assertTrue(Files.exists(files.socket()));
      assertEquals(new Start.HandedOver(), start());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "missing", "open", "link", "file", "no\0name"})
  void elseTheStateFolder(String name) throws Exception {
    make("open", "rwxr-x---");
    Files.createSymbolicLink(folder.resolve("link"), make("own", "rwx------"));
    Files.writeString(folder.resolve("file"), "");
    environment.put("XDG_RUNTIME_DIR", name.equals("runtime") ? name : folder + "/" + name);
    assertEquals(folder.resolve("home/state/run"), files("Linux").folder());
  }

  @Test
  void aLinkInThePlaceOfTheFolderIsNotFollowed() throws Exception {
    Path elsewhere = make("elsewhere", "rwx------");
    Files.createDirectories(folder.resolve("home/state"));
    Files.createSymbolicLink(folder.resolve("home/state/run"), elsewhere);
    assertAlone("a link stands where a folder of your own is expected", "home/state/run");
    try (var there = Files.list(elsewhere)) {
      assertEquals(0, there.count());
    }
  }

  @Test
  void aFileInItsPlaceIsTold() throws Exception {
    Files.createDirectories(folder.resolve("home/state"));
    Files.writeString(folder.resolve("home/state/run"), "");
    assertAlone("a file stands where a folder", "home/state/run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwx--x---", "rwxr-xr-x", "rwx-----x", "rwxrwxrwx"})
  void aFolderThatOthersMayUseIsNotUsed(String rights) throws Exception {
    make("home/state/run", rights);
    assertAlone("others may use this folder, expected chmod 700");
  }

  @Test
  void aFolderOfAnotherUserIsNotUsed() throws Exception {
    toNobody(make("home/state/run", "rwx------"));
    assertAlone("this belongs to another user", "home/state/run");
  }

  @Test
  void aSocketOfAnotherUserIsNotSpokenTo() throws Exception {
    try (SingleInstance _ = InstanceRig.first(start())) {
      toNobody(files("Linux").socket());
      assertAlone("this belongs to another user", ".socket");
    }
  }

  @Test
  void whatAnotherUserLeftIsNotReplaced() throws Exception {
    Path socket = Files.writeString(files("Linux").socket(), "");
    toNobody(socket);
    assertAlone("this belongs to another user", ".socket");
    assertTrue(Files.exists(socket));
    Files.delete(socket);
    toNobody(Files.writeString(files("Linux").lock(), ""));
    assertAlone("this belongs to another user", ".lock");
  }

  private static void toNobody(Path path) throws IOException {
    assumeTrue(
        OwnFolder.user().getName().equals("root"), "needs root to give a file to another user");
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "folder", "pipe"})
  void aLockIsAFile(String kind) throws Exception {
    Path lock = files("Linux").lock();
    switch (kind) {
      case "link" -> Files.createSymbolicLink(lock, folder.resolve("elsewhere"));
      case "folder" -> Files.createDirectory(lock);
      default -> assertEquals(0, new ProcessBuilder("mkfifo", lock.toString()).start().waitFor());
    }
    assertAlone("not a file", ".lock");
    assertTrue(Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.notExists(folder.resolve("elsewhere")));
  }

  @Test
  void aLinkInThePlaceOfTheSocketIsRemovedAndNotFollowed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "kept");
    Files.createSymbolicLink(files("Linux").socket(), precious);
    try (SingleInstance _ = InstanceRig.first(start())) {
      assertEquals(new Start.HandedOver(), start());
    }
    assertEquals("kept", Files.readString(precious));
  }

  @Test
  void ofTooLongAHomeItLiesInTheDefaultStateFolder() throws Exception {
    environment.put("CELLAR_HOME", folder.resolve("x".repeat(100)).toString());
    InstanceFiles files = files("Linux");
    assertEquals(folder.resolve("user/.local/state/cellar/run"), files.folder());
    try (SingleInstance _ = InstanceRig.first(start())) {
      assertEquals(new Start.HandedOver(), start());
      environment.put("CELLAR_HOME", folder.resolve("y".repeat(100)).toString());
      try (SingleInstance _ = InstanceRig.first(start())) {
        assertNotEquals(files, files("Linux"), "another home is another program");
      }
    }
  }

  @Test
  void theLongestPathIsBoundAndNoLongerOne() throws Exception {
    int name = "/state/run/0123456789abcdef.socket".length();
    int free = InstanceFiles.LONGEST - name - folder.toString().length() - 1;
    environment.put(
        "CELLAR_HOME", folder.resolve("\u00e9".repeat(free / 2) + "x".repeat(free % 2)).toString());
    assertEquals(folders("Linux").state().resolve("run"), files("Linux").folder());
    InstanceRig.first(start()).close();
    environment.put("CELLAR_HOME", environment.get("CELLAR_HOME") + "x");
    assertNotEquals(folders("Linux").state().resolve("run"), files("Linux").folder());
  }

  @Test
  void whereEveryPathIsTooLongItIsTold() {
    environment.put("CELLAR_HOME", folder.resolve("x".repeat(100)).toString());
    environment.put("HOME", folder.resolve("y".repeat(100)).toString());
    assertAlone("too long for a socket, expected at most 102 bytes");
  }

  @Test
  void whereNothingCanBeMadeItIsTold() throws Exception {
    Files.writeString(folder.resolve("home"), "a file");
    assertAlone("home");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, DISPLAY, :0, :0.0, true",
    "Linux, DISPLAY, :0, :1, false",
    "Linux, DISPLAY, :0, localhost:10.0, false",
    "Linux, WAYLAND_DISPLAY, wayland-0, wayland-1, false",
    "Mac OS X, DISPLAY, :0, :1, true",
    "Windows 11, DISPLAY, :0, :1, true"
  })
  void aDisplayHasItsOwn(String osName, String variable, String one, String other, boolean same)
      throws Exception {
    environment.put(variable, one);
    InstanceFiles first = files(osName);
    environment.put(variable, other);
    assertEquals(same, first.equals(files(osName)));
  }

  @Test
  void theNameIsTheSameBeforeTheHomeIsThereAndAfterAndThroughALink() throws Exception {
    InstanceFiles before = files("Linux");
    Files.createDirectories(folder.resolve("home/config"));
    Files.createDirectories(folder.resolve("home/cache"));
    assertEquals(before, files("Linux"));
    Files.createSymbolicLink(folder.resolve("way"), folder.resolve("home"));
    environment.put("CELLAR_HOME", folder.resolve("way").toString());
    assertEquals(before.name(), files("Linux").name());
  }
}
