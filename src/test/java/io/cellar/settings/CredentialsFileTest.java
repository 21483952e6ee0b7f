package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.CredentialLine.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
  @TempDir private Path folder;
  private Path path;
  private CredentialsFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("config/credentials.properties");
    file = new CredentialsFile(path);
  }

  private void put(String host, Kind kind, String name, String secret) throws IOException {
    file.change(Map.of(host, Optional.of(new CredentialLine(kind, name, secret))));
  }

  @Test
  void whatIsPutInIsShownToTheHost() throws IOException {
    put("Data.Example.org", Kind.BASIC, "anna", "a:b = ü#!\\");
    put("other.org:8443", Kind.HEADER, "X-Api-Key", "s3cret");
    put("third.org", Kind.BEARER, "", "token");
    Credentials credentials = Credentials.load(path, Map.of());
    assertEquals(
        Credential.basic("anna", "a:b = ü#!\\"),
        credentials.of("data.example.org", 443).orElseThrow());
    assertEquals(
        new Credential("X-Api-Key", "s3cret"), credentials.of("other.org", 8443).orElseThrow());
    assertTrue(credentials.of("other.org", 443).isEmpty());
    assertEquals(Credential.bearer("token"), credentials.of("third.org", 1).orElseThrow());
  }

  @Test
  void entriesHaveNoSecrets() throws IOException {
    put("h.org", Kind.BASIC, "anna", "geheim");
    assertEquals(List.of(new CredentialsFile.Entry("h.org", Kind.BASIC, "anna")), file.entries());
    assertFalse(new CredentialLine(Kind.BASIC, "anna", "geheim").toString().contains("geheim"));
  }

  @Test
  void anEntryIsReplacedAndRemovedAndTheOthersStay() throws IOException {
    put("a.org", Kind.BEARER, "", "one");
    put("b.org", Kind.BEARER, "", "two");
    put("A.org", Kind.BEARER, "", "three");
    file.change(Map.of("b.org", Optional.empty()));
    assertEquals(1, file.entries().size());
    assertEquals(
        Credential.bearer("three"), Credentials.load(path, Map.of()).of("a.org", 1).orElseThrow());
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    put("a.org", Kind.BEARER, "", "one");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IOException.class, () -> put("b.org", Kind.BEARER, "", "two"));
  }

  @Test
  void aDamagedFileIsNotReplaced() throws IOException {
    put("a.org", Kind.BEARER, "", "one");
    Files.writeString(path, "a.org=nonsense geheim\n");
    IOException e = assertThrows(IOException.class, () -> put("b.org", Kind.BEARER, "", "two"));
    assertFalse(e.getMessage().contains("geheim"), e.getMessage());
    assertEquals("a.org=nonsense geheim\n", Files.readString(path));
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CredentialLine(Kind.BASIC, "a:b", "c"));
    assertThrows(IllegalArgumentException.class, () -> new CredentialLine(Kind.BASIC, "a", "c "));
    assertThrows(IllegalArgumentException.class, () -> new CredentialLine(Kind.BEARER, "", ""));
    assertThrows(
        IllegalArgumentException.class, () -> new CredentialLine(Kind.HEADER, "no name", "v"));
    for (String host : List.of("", "http://a.org", "a.org/path", "u@a.org", "a b", "a.org:99999")) {
      assertThrows(IllegalArgumentException.class, () -> CredentialLine.host(host), host);
    }
  }
}
