package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several starts, each in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InstanceProcessesTest {
  @TempDir private Path folder;
  private final List<InstanceChild> children = new ArrayList<>();

  @AfterEach
  void end() {
    children.forEach(InstanceChild::close);
  }

  private InstanceChild child(String... arguments) throws IOException {
    InstanceChild child = new InstanceChild(folder.resolve("home"), folder, List.of(arguments));
    children.add(child);
    return child;
  }

  @Test
  void ofEightAtOnceExactlyOneIsTheFirst() throws Exception {
    for (int i = 0; i < 8; i++) {
      child(i + ".h5");
    }
    for (InstanceChild child : children) {
      child.ready();
    }
    for (InstanceChild child : children) {
      child.tell("go");
    }
    InstanceChild first = null;
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 8; i++) {
      String line = children.get(i).line();
      if (line.equals("first")) {
        assertEquals(null, first, "two are the first");
        first = children.get(i);
      } else {
        assertEquals("handed over", line);
        expected.add("open [" + folder.toRealPath().resolve(i + ".h5") + "]");
      }
    }
    TreeSet<String> opened = new TreeSet<>();
    for (int i = 0; i < 7; i++) {
      opened.add(first.line());
    }
    assertEquals(expected, opened);
    assertEquals(List.of(), first.end());
    try (Stream<Path> left = Files.list(folder.resolve("home/state/run"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void thereAreNeverTwoFirstsHoweverOftenTheyComeAndGo() throws Exception {
    Path mark = folder.resolve("mark");
    for (int i = 0; i < 4; i++) {
      child("--often", mark.toString());
    }
    for (InstanceChild child : children) {
      child.ready();
    }
    for (InstanceChild child : children) {
      child.tell("go").tell("300");
    }
    int firsts = 0;
    for (InstanceChild child : children) {
      String line = child.line();
      assertTrue(line != null && line.matches("first \\d+"), line);
      firsts += Integer.parseInt(line.substring(6));
    }
    assertTrue(firsts > 0);
  }

  @Test
  void aKilledOneLeavesItsPlace() throws Exception {
    InstanceChild killed = child().ready().tell("go");
    assertEquals("first", killed.line());
    killed.kill();
    try (Stream<Path> left = Files.list(folder.resolve("home/state/run"))) {
      assertEquals(3, left.count(), "socket, lock, and that of what is kept");
    }
    InstanceChild next = child().ready().tell("go");
    assertEquals("first", next.line());
    assertEquals("handed over", child("/a").ready().tell("go").line());
    assertEquals("open [/a]", next.line());
  }

  @Test
  void oneThatHangsIsNotWaitedForForEver() throws Exception {
    InstanceChild hung = child().ready().tell("go");
    assertEquals("first", hung.line());
    hung.signal("STOP");
    InstanceChild next = child("/a").ready().tell("go");
    assertEquals(
        "alone: the running program (process " + hung.pid() + ") does not answer within 5 seconds",
        next.line());
    next.end();
    hung.signal("CONT");
    assertEquals("handed over", child("/b").ready().tell("go").line());
    assertEquals("open [/b]", hung.line(), "/a was opened by the one that asked");
  }

  @Test
  void whatIsNoLocationIsRefusedInWords() throws Exception {
    InstanceChild first = child().ready().tell("go");
    assertEquals("first", first.line());
    assertEquals(
        "refused: neither an absolute path nor an address that can be opened: ftp://a/b",
        child("ftp://a/b").ready().tell("go").line());
    assertEquals(List.of(), first.end());
  }
}
