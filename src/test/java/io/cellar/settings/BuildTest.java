package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  private static Manifest manifest(String version, String commit, String date) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    main.putValue("Build", commit);
    main.putValue("Build-Date", date);
    return manifest;
  }

  private static Build of(String version, String commit, String date) {
    return Build.of(manifest(version, commit, date).getMainAttributes());
  }

  @Test
  void aJarTellsItsVersionAndTheCommitItWasBuiltFrom(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("a jar, its name with + and %20.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest("0.1.0", "43f436c3", "2026-11-29")).close();
    }
    Build build = Build.of(jar.toFile());
    assertEquals(
        new Build(Optional.of("0.1.0"), Optional.of("43f436c3"), Optional.of("2026-11-29")), build);
    assertEquals("0.1.0", build.versionText());
    assertEquals("43f436c3 of 2026-11-29", build.origin());
  }

  @Test
  void filesThatDifferFromTheCommitAreTold() {
    Build build = of("0.1.0", "43f436c3-modified", "2026-11-29");
    assertEquals("43f436c3-modified of 2026-11-29", build.origin());
    assertEquals("43f436c3", of("0.1.0", "43f436c3", "").origin());
  }

  @Test
  void aJarThatWasBuiltWithoutGitIsFromASourceArchive() {
    Build expected = new Build(Optional.of("0.1.0"), Optional.empty(), Optional.empty());
    assertEquals(expected, of("0.1.0", "", ""));
    assertEquals(expected, of("0.1.0", "${build.commit}", "${build.date}"));
    assertEquals(expected, of("0.1.0", "fatal: not a git repository", "fatal"));
    assertEquals("from a source archive", expected.origin());
  }

  @Test
  void classesInAFolderAndJarsThatSayNothingAreUnpackaged(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.jar"), "");
    assertEquals(Build.UNPACKAGED, Build.of(empty.toFile()));
    assertEquals(Build.UNPACKAGED, Build.of(folder.resolve("gone.jar").toFile()));
    assertEquals(Build.UNPACKAGED, Build.of(new Attributes()));
    assertEquals("not packaged", Build.UNPACKAGED.versionText());
    assertEquals("from compiled classes", Build.UNPACKAGED.origin());
  }

  @Test
  void theJarOfAResourceIsFoundWhateverItsName(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("a jar, its name with + and %20!.jar");
    URL inside = URI.create("jar:" + jar.toUri() + "!/io/cellar/A.class").toURL();
    assertEquals(Optional.of(jar.toFile()), Build.jar(inside));
    assertEquals(Optional.empty(), Build.jar(folder.resolve("A.class").toUri().toURL()));
    assertEquals(Optional.empty(), Build.jar(URI.create("jar:file://host/a.jar!/A").toURL()));
    assertEquals(Optional.empty(), Build.jar(null));
  }

  @Test
  void testsRunFromAFolder() {
    assertEquals(Build.UNPACKAGED, Build.current());
  }
}
