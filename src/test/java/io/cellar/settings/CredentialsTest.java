package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.input.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("credentials.properties");
  }

  private Credentials load(String text, Map<String, String> environment) throws IOException {
    AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    return Credentials.load(file, environment);
  }

  @Test
  void threeKinds() throws IOException {
    Credentials credentials =
        load(
            """
            # comments are fine
            a.example.org = basic me:pass:word
            B.example.org = bearer abc.def
            c.example.org\\:8443 = header X-Api-Key: k e y
            """,
            Map.of());
    assertEquals(
        new Credential("Authorization", "Basic bWU6cGFzczp3b3Jk"),
        credentials.of("A.example.org", 443).orElseThrow());
    assertEquals(
        new Credential("Authorization", "Bearer abc.def"),
        credentials.of("b.example.org", 80).orElseThrow());
    assertEquals(
        new Credential("X-Api-Key", "k e y"), credentials.of("c.example.org", 8443).orElseThrow());
    assertEquals(Optional.empty(), credentials.of("c.example.org", 443));
    assertEquals(Optional.empty(), credentials.of("example.org", 443));
    assertEquals(Optional.empty(), credentials.of("evil-a.example.org", 443));
  }

  @Test
  void environmentWins() throws IOException {
    Map<String, String> environment =
        Map.of(Credentials.VARIABLE, "h = bearer fromEnvironment\nother = bearer x");
    Credentials credentials = load("h = bearer fromFile", environment);
    assertEquals("Bearer fromEnvironment", credentials.of("h", 80).orElseThrow().value());
    assertTrue(credentials.of("other", 80).isPresent());
  }

  @Test
  void withoutAFileTheEnvironmentAlone() throws IOException {
    assertEquals(Optional.empty(), Credentials.load(file, Map.of()).of("h", 80));
    Map<String, String> environment = Map.of(Credentials.VARIABLE, "h=bearer x");
    assertTrue(Credentials.load(file, environment).of("h", 80).isPresent());
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this system has no POSIX permissions");
    load("h = bearer hush", Map.of());
    for (String open : new String[] {"rw-r-----", "rw----r--", "rw-rw-rw-"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      IOException e = assertThrows(IOException.class, () -> Credentials.load(file, Map.of()), open);
      assertTrue(e.getMessage().contains("chmod 600"), e.getMessage());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertTrue(Credentials.load(file, Map.of()).of("h", 80).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h = hush",
        "h = bearer",
        "h = basic hush",
        "h = basic :hush",
        "h = header hush",
        "h = header X Y: hush",
        "h = header X:",
        "h = bearer hush\\r\\nX-Other: 1",
        "h = bearer h\u00fcsh",
        "h = token hush",
        "h = \\u12hush",
      })
  void badLinesNameTheHostAndNeverTheSecret(String line) {
    IOException e = assertThrows(IOException.class, () -> load(line, Map.of()));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("hush"), trace.toString());
    assertTrue(e.getMessage().contains("credentials.properties"), e.getMessage());
  }

  @Test
  void textsHideTheSecret() throws IOException {
    Credentials credentials = load("h = bearer hush", Map.of());
    assertFalse(credentials.toString().contains("hush"));
    assertTrue(credentials.toString().contains("h"));
    assertEquals("Authorization: (hidden)", credentials.of("h", 80).orElseThrow().toString());
  }
}
