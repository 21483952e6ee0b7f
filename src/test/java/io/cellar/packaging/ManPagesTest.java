package io.cellar.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual pages that are made of the help. */
class ManPagesTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeThem() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "packaging/ManPages.java",
            folder.toString());
    builder.environment().put("SOURCE_DATE_EPOCH", "1800000000");
    assertEquals(0, builder.inheritIO().start().waitFor());
  }

  @Test
  void eachCommandHasAPageAndNoHiddenOne() throws IOException {
    Set<String> names;
    try (Stream<Path> pages = Files.list(folder)) {
      names = pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
    }
    assertTrue(
        names.containsAll(
            Set.of("cellar.1", "cellar-window.1", "cellar-fetch.1", "cellar-jobs-add.1")),
        names.toString());
    assertTrue(names.stream().noneMatch(name -> name.contains("train")), names.toString());
  }

  @Test
  void aPageSaysWhatHelpSays() throws IOException {
    String page = Files.readString(folder.resolve("cellar-read.1"));
    assertTrue(page.startsWith(".TH \"CELLAR\\-READ\" 1 \"2027-01-15\" \"cellar "), page);
    assertTrue(
        page.contains("cellar\\-read \\- Reads a box of voxels, downloading what is missing\n"),
        page);
    assertTrue(
        page.contains(
            """
            .TP
            \\fB\\-\\-level\\fR=\\fIN\\fR
            Level of a multi\\-level volume, 0 the finest (default 0).
            """),
        page);
  }

  @Test
  void theProgramHasEachOfItsWaysToBeCalled() throws IOException {
    String page = Files.readString(folder.resolve("cellar.1"));
    assertTrue(
        page.contains(
            """
            .SH SYNOPSIS
            .HP
            \\fBcellar\\fR LOCATION... [OPTIONS]
            .HP
            \\fBcellar\\fR COMMAND [ARGUMENTS]
            .HP
            \\fBcellar\\fR [\\-hV]
            .SH DESCRIPTION
            """),
        page);
  }

  @Test
  void hiddenOptionsStayHidden() throws IOException {
    String page = Files.readString(folder.resolve("cellar-work.1"));
    assertTrue(!page.contains("parent") && !page.contains("background"), page);
  }

  /** A line of text that begins with a point would be a request, and be left out. */
  @Test
  void whatBeginsWithAPointIsARequestOfThePages() throws IOException {
    try (Stream<Path> pages = Files.list(folder)) {
      for (Path page : pages.toList()) {
        for (String line : Files.readAllLines(page)) {
          assertTrue(
              !line.startsWith("'")
                  && (!line.startsWith(".") || line.matches("\\.(TH|SH|HP|TP|nh|ad l|sp)( .*)?")),
              page.getFileName() + ": " + line);
        }
      }
    }
  }
}
