package io.cellar.settings;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Which build of the program this is. The Maven build writes it into the manifest of the program's
 * jar: {@code Implementation-Version} is the version of {@code pom.xml}, {@code Build} and {@code
 * Build-Date} are of the commit that was checked out. Classes that run from a folder have none.
 *
 * @param version such as {@code 0.1.0}; empty when the program does not run from its jar
 * @param commit the short name of the commit, with {@code -modified} behind it when files differed
 *     from it; empty when it was not built in a git repository
 * @param date of the commit, as {@code 2026-11-29} in UTC; empty like the commit
 */
public record Build(Optional<String> version, Optional<String> commit, Optional<String> date) {
  /** Run from compiled classes. */
  public static final Build UNPACKAGED =
      new Build(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String COMMIT = "[0-9a-f]{7,40}(-modified)?";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /**
   * The build that is running; reads the head of the program's jar. Where that lies is asked of the
   * class loader: classes out of an archive of recorded runs name the jar that was recorded.
   */
  public static Build current() {
    return jar(Build.class.getResource("Build.class")).map(Build::of).orElse(UNPACKAGED);
  }

  /** The jar that a resource is in; empty when it is in none, or in one that is no file. */
  static Optional<File> jar(URL resource) {
    String place = resource == null ? "" : resource.toString();
    int end = place.lastIndexOf("!/");
    if (!place.startsWith("jar:file:") || end < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new File(URI.create(place.substring("jar:".length(), end))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // on another computer
    }
  }

  /** What a jar says of itself; of one that cannot be read, nothing is known. */
  static Build of(File jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      return manifest == null ? UNPACKAGED : of(manifest.getMainAttributes());
    } catch (IOException e) {
      return UNPACKAGED; // replaced while the program runs
    }
  }

  /** What the manifest of a jar says; values that the build has not filled in are left out. */
  static Build of(Attributes attributes) {
    String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    if (version == null || version.isBlank()) {
      return UNPACKAGED;
    }
    return new Build(
        Optional.of(version),
        value(attributes, "Build", COMMIT),
        value(attributes, "Build-Date", DATE));
  }

  private static Optional<String> value(Attributes attributes, String name, String pattern) {
    String value = attributes.getValue(name);
    return value != null && value.matches(pattern) ? Optional.of(value) : Optional.empty();
  }

  /** The version, or that there is none. */
  public String versionText() {
    return version.orElse("not packaged");
  }

  /** What it was made from: the commit and its date, or that this is not known and why. */
  public String origin() {
    if (version.isEmpty()) {
      return "from compiled classes";
    }
    if (commit.isEmpty()) {
      return "from a source archive";
    }
    return date.isEmpty() ? commit.get() : commit.get() + " of " + date.get();
  }
}
