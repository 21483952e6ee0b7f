package io.cellar.settings;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the user agreed to. Folders that descriptions may use although they lie outside the
 * description's own: such a consent holds for one description and one folder; when the file names
 * another folder, it is asked again. And servers that may be asked for what links led to.
 *
 * @param given all consents to folders
 * @param links consents to servers
 */
public record Consents(Set<Consent> given, LinkConsents links) {

  /**
   * One consent; absolute, normalised paths.
   *
   * @param description the description file
   * @param folder where it may keep blocks
   */
  public record Consent(Path description, Path folder) implements Comparable<Consent> {

    public Consent {
      description = description.toAbsolutePath().normalize();
      folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public int compareTo(Consent other) {
      int byDescription = description.compareTo(other.description);
      return byDescription != 0 ? byDescription : folder.compareTo(other.folder);
    }
  }

  public static final Consents NONE = new Consents(Set.of(), LinkConsents.NONE);

  public Consents {
    given = Set.copyOf(given);
  }

  /** True when the description may use the folder. */
  public boolean allow(Path description, Path folder) {
    return given.contains(new Consent(description, folder));
  }

  /** These and one more. */
  public Consents with(Path description, Path folder) {
    Set<Consent> more = new TreeSet<>(given);
    more.add(new Consent(description, folder));
    return new Consents(more, links);
  }

  /** The same with other consents to servers. */
  public Consents withLinks(LinkConsents changed) {
    return new Consents(given, changed);
  }

  /** These without those of one description. */
  public Consents without(Path description) {
    Path file = description.toAbsolutePath().normalize();
    return new Consents(
        given.stream()
            .filter(c -> !c.description().equals(file))
            .collect(Collectors.toUnmodifiableSet()),
        links);
  }
}
