package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The caches that other programs made, read through the command line, voxel by voxel. */
class SampleFilesetsTest {
  private static final Pattern ROI =
      Pattern.compile(
          "\"start\": \\[([^\\]]*)\\],\\s*\"stop\": \\[([^\\]]*)\\],"
              + "(?:\\s*\"shape\": \\[[^\\]]*\\],\\s*\"dtype\": \"[a-z0-9]+\",)?"
              + "\\s*\"(sha256_of_C_order_bytes|sha256|error)\": \"([^\"]*)\"");

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> everyRoiHasItsChecksum() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name :
        List.of(
            "plain-float32-yx",
            "numpy2-names",
            "plain-gzip-xyz",
            "plain-txyzc-uint16",
            "truncated-by-view",
            "restful")) {
      Path folder = CommandRun.resource("filesets").resolve(name);
      Matcher roi = ROI.matcher(Files.readString(folder.resolve("EXPECTED.json")));
      int found = 0;
      while (roi.find()) {
        String text = roiText(roi.group(1), roi.group(2));
        String kind = roi.group(3);
        String value = roi.group(4);
        tests.add(
            DynamicTest.dynamicTest(
                name + " " + text, () -> readsAs(folder, text, kind.equals("error"), value)));
        found++;
      }
      assertTrue(found > 0, "no rois in the expectations of " + name);
    }
    return tests.stream();
  }

  private static String roiText(String start, String stop) {
    String[] a = start.split(",");
    String[] b = stop.split(",");
    List<String> parts = new ArrayList<>();
    for (int d = 0; d < a.length; d++) {
      parts.add(a[d].strip() + ":" + b[d].strip());
    }
    return String.join(",", parts);
  }

  private void readsAs(Path folder, String roi, boolean missing, String sha256) throws IOException {
    Path copy = copy(folder);
    CommandRun run =
        CommandRun.of(
            "read", copy.resolve("description.json"), "--roi", roi, "--offline", "--sha256");
    if (missing) {
      assertEquals(3, run.code(), run.err());
      String start = sha256.replaceAll(".*\\[\\s*|\\]", "").replaceAll("\\s+", ", ");
      assertTrue(run.err().contains("[" + start + "]"), run.err() + " does not name " + start);
    } else {
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains(sha256), run.out());
    }
  }

  private Path copy(Path folder) throws IOException {
    Path target = temporary.resolve(folder.getFileName());
    if (Files.exists(target)) {
      return target;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path from : walk.toList()) {
        Path to = target.resolve(folder.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
    return target;
  }

  @Test
  void aTruncatedBlockIsNotReadableThroughTheFullView() throws IOException {
    Path folder = copy(CommandRun.resource("filesets/truncated-by-view"));
    CommandRun run =
        CommandRun.of("read", folder.resolve("description-full-view.json"), "--offline");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("[8, 0, 0]"), run.err());
  }

  @Test
  void aLeftoverLockDoesNotHideAnAvailableBlock() throws IOException {
    Path folder = copy(CommandRun.resource("filesets/restful-leftover-lock"));
    Path description = folder.resolve("description.json");
    CommandRun here = CommandRun.of("read", description, "--roi", "0:32,0:32,0:64", "--offline");
    assertEquals(0, here.code(), here.err());
    CommandRun locked = CommandRun.of("read", description, "--roi", "0,0,64", "--offline");
    assertEquals(3, locked.code(), locked.err());
    assertTrue(locked.err().contains("[0, 0, 64]"), locked.err());
  }

  @Test
  void infoListsTheAvailableBlocks() throws IOException {
    Path folder = copy(CommandRun.resource("filesets/plain-gzip-xyz"));
    CommandRun run = CommandRun.of("info", folder.resolve("description.json"), "--blocks");
    assertEquals(0, run.code(), run.err());
    assertEquals(11, run.out().lines().count(), run.out());
    assertTrue(run.out().startsWith("[0, 0, 0]"), run.out());
    CommandRun json = CommandRun.of("info", folder.resolve("description.json"), "--json");
    assertTrue(json.out().contains("\"total\": 12, \"available\": 11"), json.out());
  }
}
