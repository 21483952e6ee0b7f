package io.cellar.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notes of a version, out of a changelog. */
class ReleaseNotesTest {
  @TempDir private static Path compiled;

  /** Once: else the source would be compiled by each run. */
  @BeforeAll
  static void compile() {
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", compiled.toString(), "packaging/ReleaseNotes.java"));
  }

  private static final String CHANGELOG =
      """
      # Changelog

      All notable changes.

      ## 0.2.0-rc1, not yet released

      - **Fast**: `a < b` & [more](docs/more.md), see
        *Try now*.

      ## 0.1.0, 2026-12-01

      - First, with a line that is longer than the eighty characters that a changelog of Debian has.
      """;

  private static final String WITH_SUMMARY =
      """
      ## 0.2.0, 2027-02-03

      Shows **more** & faster: two lines
      for `users`.

      - First.
      - Second.

      ## 0.1.0, 2026-12-01

      - Before.
      """;

  private record Run(int code, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void markdownIsTheTextOfTheVersionAlone() throws Exception {
    changelog(CHANGELOG);
    assertEquals(
        new Run(
            0,
            """
            - **Fast**: `a < b` & [more](docs/more.md), see
              *Try now*.
            """,
            ""),
        run("0.2.0-rc1", "markdown"));
  }

  @Test
  void appstreamHasTheVersionAndThoseBeforeIt() throws Exception {
    changelog(CHANGELOG);
    assertEquals(
        new Run(
            0,
            """
              <releases>
                <release version="0.2.0~rc1" date="2027-01-15" type="development">
                  <description>
                    <ul>
                      <li>Fast: <code>a &lt; b</code> &amp; more, see Try now.</li>
                    </ul>
                  </description>
                </release>
                <release version="0.1.0" date="2026-12-01" type="stable">
                  <description>
                    <ul>
                      <li>First, with a line that is longer than the eighty characters that a changelog of Debian has.</li>
                    </ul>
                  </description>
                </release>
              </releases>
            """,
            ""),
        run("0.2.0-rc1", "appstream"));
  }

  @Test
  void appstreamHasOnlyWhatIsSaidToUsersWhereThereIsAny() throws Exception {
    changelog(WITH_SUMMARY);
    assertEquals(
        new Run(
            0,
            """
              <releases>
                <release version="0.2.0" date="2027-02-03" type="stable">
                  <description>
                    <p>Shows more &amp; faster: two lines for <code>users</code>.</p>
                  </description>
                </release>
                <release version="0.1.0" date="2026-12-01" type="stable">
                  <description>
                    <ul>
                      <li>Before.</li>
                    </ul>
                  </description>
                </release>
              </releases>
            """,
            ""),
        run("0.2.0", "appstream"));
  }

  @Test
  void otherFormsHaveWhatIsSaidToUsersBeforeAllNotes() throws Exception {
    changelog(WITH_SUMMARY);
    assertEquals(
        new Run(
            0,
            """
            Shows **more** & faster: two lines
            for `users`.

            - First.
            - Second.
            """,
            ""),
        run("0.2.0", "markdown"));
    assertEquals(
        """
        cellar (0.2.0) unstable; urgency=medium

          * Shows more & faster: two lines for users.
          * First.
          * Second.

         -- Someone <someone@example.org>  Wed, 03 Feb 2027 00:00:00 +0000
        """,
        run("0.2.0", "debian").out().replaceFirst("(?s)\n\ncellar .*", "\n"));
  }

  @Test
  void debianHasItsOwnForm() throws Exception {
    changelog(CHANGELOG);
    assertEquals(
        new Run(
            0,
            """
            cellar (0.1.0) unstable; urgency=medium

              * First, with a line that is longer than the eighty characters that a
                changelog of Debian has.

             -- Someone <someone@example.org>  Tue, 01 Dec 2026 00:00:00 +0000
            """,
            ""),
        run("0.1.0", "debian"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '## 0.1.0, 2026-12-01\\n\\n- x' | 0.3.0 debian   | CHANGELOG.md has no version 0.3.0; it has 0.1.0
          '## 0.1.0, 2026-12-01\\n\\n- x' | 0.1.0 html     | no form html: expected markdown, appstream or debian
          '## 0.1.0, 2026-12-01\\n\\n- x' | 0.1.0          | 'expected two words: VERSION markdown|appstream|debian'
          '## 0.1.0, 2026-13-01\\n\\n- x' | 0.1.0 markdown | CHANGELOG.md, line 1: no date, nor "not yet released": 2026-13-01
          '## 0.1.0\\n\\n- x' | 0.1.0 markdown | CHANGELOG.md, line 1: expected "## VERSION, YYYY-MM-DD" or "## VERSION, not yet released", found: ## 0.1.0
          '## 0.1.0, 2026-12-01\\n* x' | 0.1.0 markdown | CHANGELOG.md, line 2: expected an item that begins with "- ", found: * x
          '## 0.1.0, 2026-12-01\\nx\\n\\ny' | 0.1.0 markdown | CHANGELOG.md, line 4: expected an item that begins with "- ", found: y
          '## 0.1.0, 2026-12-01\\nx' | 0.1.0 markdown | CHANGELOG.md has no notes of 0.1.0: expected items that begin with "- "
          '## 0.1.0, 2026-12-01' | 0.1.0 markdown | CHANGELOG.md has no notes of 0.1.0: expected items that begin with "- "
          '# Changelog' | 0.1.0 markdown | CHANGELOG.md has no line such as "## 0.1.0, 2026-12-01"
          """)
  void whatIsWrongIsToldInOneLine(String changelog, String words, String message) throws Exception {
    changelog(changelog.replace("\\n", "\n"));
    assertEquals(new Run(1, "", "ReleaseNotes: " + message + "\n"), run(words.split(" ")));
  }

  @Test
  void aMissingFileIsToldInOneLine() throws Exception {
    Run run = run("0.1.0", "markdown");
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("ReleaseNotes: cannot read "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void theChangelogOfThisRepositoryIsRead() throws Exception {
    Files.copy(Path.of("CHANGELOG.md"), folder.resolve("CHANGELOG.md"));
    assertEquals(0, run("0.1.0", "appstream").code());
  }

  private void changelog(String text) throws IOException {
    Files.writeString(folder.resolve("CHANGELOG.md"), text);
  }

  private Run run(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", compiled.toString(), "ReleaseNotes"));
    command.addAll(Arrays.asList(words));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("SOURCE_DATE_EPOCH", "1800000000");
    builder.environment().put("DEBFULLNAME", "Someone");
    builder.environment().put("DEBEMAIL", "someone@example.org");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    int code = builder.start().waitFor();
    return new Run(code, Files.readString(out), Files.readString(err));
  }
}
