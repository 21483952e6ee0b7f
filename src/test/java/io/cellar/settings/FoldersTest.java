package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
  private static final Path HOME = Path.of("/home/me").toAbsolutePath();
  private static final Path ELSEWHERE = Path.of("/elsewhere").toAbsolutePath();

  @Test
  void linuxWithoutVariables() {
    Folders folders = Folders.of(Map.of(), "Linux", HOME);
    assertEquals(HOME.resolve(".config/cellar"), folders.config());
    assertEquals(HOME.resolve(".local/share/cellar"), folders.data());
    assertEquals(HOME.resolve(".cache/cellar"), folders.cache());
    assertEquals(HOME.resolve(".local/state/cellar/cellar.log"), folders.logFile());
    assertEquals(HOME.resolve(".cache/cellar/volumes"), folders.volumes());
    assertEquals(HOME.resolve(".config/cellar/settings.properties"), folders.settingsFile());
  }

  @Test
  void linuxVariables() {
    Folders folders =
        Folders.of(
            Map.of(
                "XDG_CONFIG_HOME",
                ELSEWHERE.toString(),
                "XDG_DATA_HOME",
                "",
                "XDG_CACHE_HOME",
                "not/absolute",
                "XDG_STATE_HOME",
                ELSEWHERE.resolve("state").toString()),
            "Linux",
            HOME);
    assertEquals(ELSEWHERE.resolve("cellar"), folders.config());
    assertEquals(HOME.resolve(".local/share/cellar"), folders.data());
    assertEquals(HOME.resolve(".cache/cellar"), folders.cache(), "relative paths do not count");
    assertEquals(ELSEWHERE.resolve("state/cellar/cellar.log"), folders.logFile());
  }

  @Test
  void macOs() {
    Folders folders = Folders.of(Map.of("XDG_CONFIG_HOME", "/x"), "Mac OS X", HOME);
    assertEquals(HOME.resolve("Library/Application Support/Cellar"), folders.config());
    assertEquals(HOME.resolve("Library/Caches/Cellar"), folders.cache());
    assertEquals(HOME.resolve("Library/Logs/Cellar/cellar.log"), folders.logFile());
  }

  @Test
  void windows() {
    Path local = ELSEWHERE.resolve("local");
    Folders folders =
        Folders.of(
            Map.of("APPDATA", ELSEWHERE.toString(), "LOCALAPPDATA", local.toString()),
            "Windows 11",
            HOME);
    assertEquals(ELSEWHERE.resolve("Cellar"), folders.config());
    assertEquals(local.resolve("Cellar/Cache"), folders.cache());
    assertEquals(local.resolve("Cellar/Logs/cellar.log"), folders.logFile());
  }

  @Test
  void ownHomeReplacesAllEverywhere() {
    for (String os : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      Folders folders =
          Folders.of(
              Map.of("CELLAR_HOME", ELSEWHERE + "/a/../b", "XDG_CACHE_HOME", "/x"), os, HOME);
      assertEquals(ELSEWHERE.resolve("b/config"), folders.config());
      assertEquals(ELSEWHERE.resolve("b/data"), folders.data());
      assertEquals(ELSEWHERE.resolve("b/cache"), folders.cache());
      assertEquals(ELSEWHERE.resolve("b/state/cellar.log"), folders.logFile());
    }
  }
}
