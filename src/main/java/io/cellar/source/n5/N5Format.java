package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.Found.Several;
import io.cellar.source.chunked.VolumeFormat;
import io.cellar.source.keys.Metadata;
import java.util.Optional;

/**
 * N5 (saalfeldlab/n5, README), with the dialects that say which arrays are resolutions of one
 * image: COSEM's {@code multiscales}, {@code downsamplingFactors} or {@code scales} of a group,
 * numbered levels {@code s0}, {@code s1} …, BigDataViewer's setups and time points, n5-viewer's
 * channels. A folder without {@code attributes.json} is a group too if it has a level {@code s0} or
 * lies in a container.
 */
public final class N5Format implements VolumeFormat {

  @Override
  public String name() {
    return "N5";
  }

  @Override
  public Optional<Found> find(Metadata metadata)
      throws FormatException, SourceException, InterruptedException {
    return find(new N5Folder(metadata));
  }

  private static Optional<Found> find(N5Folder folder)
      throws FormatException, SourceException, InterruptedException {
    Optional<Attributes> own = folder.attributes();
    Ancestors above = new Ancestors(folder, own);
    if (own.isPresent()) {
      own.get().checkVersion();
      if (own.get().isArray()) {
        return Optional.of(new Found.Image(N5Pyramid.ofArray(folder, own.get(), above)));
      }
    }
    LevelPlan.Dialect dialect = LevelPlan.of(own).dialect();
    if (dialect == LevelPlan.Dialect.TRANSFORMS || folder.at("s0").isArray()) {
      return Optional.of(new Found.Image(N5Pyramid.ofGroup(folder, own, above)));
    }
    if (own.isEmpty() && !above.haveRoot()) {
      return Optional.empty();
    }
    N5Choices parts = new N5Choices(folder);
    boolean factors = dialect == LevelPlan.Dialect.FACTORS;
    Optional<Several> several = factors ? parts.timePoints() : parts.channels();
    if (several.isEmpty() && factors) {
      return Optional.of(new Found.Image(N5Pyramid.ofGroup(folder, own, above)));
    }
    if (several.isEmpty()) {
      several = parts.setups();
    }
    if (several.isEmpty()) {
      several = ArrayWalk.below(folder);
    }
    return Optional.of(chosen(folder, several));
  }

  /** The only one, or all to choose from. */
  private static Found chosen(N5Folder folder, Optional<Several> several)
      throws FormatException, SourceException, InterruptedException {
    if (several.isEmpty()) {
      throw new FormatException(
          "this N5 group does not say which arrays it has, and they cannot be listed: "
              + folder.address()
              + ": expected the path of an array or of a group with an array s0 behind it");
    }
    if (several.get().choices().isEmpty()) {
      throw new FormatException("no array in this N5 group: " + folder.address());
    }
    if (several.get().choices().size() > 1) {
      return several.get();
    }
    String path = several.get().choices().getFirst().path();
    return find(folder.at(path))
        .orElseThrow(() -> new FormatException("no array at " + path + ": " + folder.address()));
  }
}
