package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.ImageReference;
import io.cellar.description.Problem;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.probe.Probe;
import io.cellar.source.probe.VolumeLocation;
import io.cellar.volume.MultiLevelVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens images in formats of chunks: one at an address gets a folder in the user's cache, one in a
 * folder of the user's own is read where it lies. Thread-safe; asks disk and network.
 */
final class ImageOpener {
  private static final Logger LOG = LoggerFactory.getLogger(ImageOpener.class);

  private final Probe probe;

  ImageOpener(Probe probe) {
    this.probe = probe;
  }

  /**
   * What came of it.
   *
   * @param file empty when no format's metadata is there
   * @param looks what was looked for then, and what came, for a message
   * @param isNothing true when not even a file of the name was there
   */
  record Opened(Optional<DescriptionFile> file, String looks, boolean isNothing) {

    static Opened none(Metadata asked) {
      return new Opened(Optional.empty(), Probe.asked(asked), Probe.isNothing(asked));
    }

    static Opened of(DescriptionFile file) {
      return new Opened(Optional.of(file), "", false);
    }
  }

  /**
   * What is at a place.
   *
   * @param shown the location for messages
   * @param location as it was typed
   * @param place the store that it names
   * @param base of an address, the folder for caches; of a local store, its folder
   * @param cacheOnly true when no server may be asked: what was kept the last time is read
   * @throws DescriptionException if there is something that cannot be opened
   * @throws SeveralImagesException if it has to be said which of several is meant
   */
  Opened open(String shown, VolumeLocation location, KeyStore place, Path base, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    KeyStore meant = location.folder().isEmpty() ? place : place.at(location.folder());
    return meant.isLocal()
        ? local(shown, location, meant, base)
        : remote(shown, location, meant, base, cacheOnly);
  }

  private Opened local(String shown, VolumeLocation location, KeyStore meant, Path folder)
      throws DescriptionException, IOException, InterruptedException {
    Metadata metadata = new Metadata(meant);
    return found(shown, location, metadata)
        .map(image -> Opened.of(original(shown, image, folder)))
        .orElseGet(() -> Opened.none(metadata));
  }

  private Opened remote(
      String shown, VolumeLocation location, KeyStore meant, Path volumes, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    String address = meant.address("");
    ImageFolder folder =
        new ImageFolder(
            volumes,
            location.multiscale().isPresent()
                ? address + "#" + location.multiscale().getAsInt()
                : address);
    KeptMetadata metadata = folder.metadata();
    if (cacheOnly && !metadata.isThere()) {
      return new Opened(Optional.empty(), "", true);
    }
    KeptMetadata.Recorder recorder = metadata.recorder(meant);
    Metadata asked = new Metadata(cacheOnly ? metadata.replay(meant) : recorder);
    Optional<FoundImage> image;
    List<String> notes = new ArrayList<>();
    boolean online = !cacheOnly;
    try {
      image = found(shown, location, asked);
    } catch (SourceException e) {
      if (cacheOnly || !isAway(e) || !metadata.isThere()) {
        throw e;
      }
      notes.add("opened as it was the last time, for the server cannot be asked: " + e.brief());
      online = false;
      image = found(shown, location, new Metadata(metadata.replay(meant)));
    }
    if (image.isEmpty()) {
      return Opened.none(asked);
    }
    ImageFolder.Kept kept = folder.open(image.get());
    kept.left()
        .ifPresent(
            left ->
                notes.add(
                    "the image at this address is another one than before: what was kept stays in "
                        + left));
    MultiLevelVolume volume = noted(ImageVolume.of(image.get(), kept), notes);
    ImageReference reference =
        new ImageReference(
            address,
            location.multiscale().isPresent()
                ? "multiscales[" + location.multiscale().getAsInt() + "]"
                : "",
            location.format().map(VolumeLocation.Format::word),
            Optional.empty(),
            location.separator());
    if (online) {
      recorder.found(asked.looks(), List.of(location.format(), location.separator()));
      keep(kept, volume, reference, recorder);
    }
    DescriptionFile file =
        file(
            kept.folder().resolve(ImageFolder.DESCRIPTION),
            DescriptionFile.Kind.CHUNKED,
            volume,
            reference,
            folder.hash());
    return Opened.of(file);
  }

  private static boolean isAway(SourceException e) {
    return e instanceof SourceException.Unreachable
        || e instanceof SourceException.TimedOut
        || e instanceof SourceException.Unavailable;
  }

  private static MultiLevelVolume noted(MultiLevelVolume volume, List<String> first) {
    List<String> notes = new ArrayList<>(first);
    notes.addAll(volume.notes());
    return new MultiLevelVolume(volume.name(), volume.levels(), notes);
  }

  /** That it cannot be kept is no reason not to look at it now. */
  private static void keep(
      ImageFolder.Kept kept,
      MultiLevelVolume volume,
      ImageReference reference,
      KeptMetadata.Recorder recorder) {
    try {
      kept.describe(volume, reference);
      recorder.keep(kept.folder().resolve("metadata"));
    } catch (IOException e) {
      LOG.warn("no description was kept in {}: {}", kept.folder(), Reasons.of(e));
    }
  }

  private Optional<FoundImage> found(String shown, VolumeLocation location, Metadata metadata)
      throws DescriptionException, SourceException, InterruptedException {
    try {
      return switch (probe.find(metadata, location).orElse(null)) {
        case Found.Image(FoundImage image) -> Optional.of(image);
        case Found.Several several -> throw new SeveralImagesException(shown, location, several);
        case null -> Optional.empty();
      };
    } catch (FormatException e) {
      throw new DescriptionException(
          List.of(new Problem(shown, "", 0, 0, Reasons.without(e.getMessage(), shown))));
    }
  }

  private static DescriptionFile original(String shown, FoundImage image, Path folder) {
    ImageReference reference =
        new ImageReference(shown, "", Optional.empty(), Optional.empty(), Optional.empty());
    Path root = folder.toAbsolutePath().normalize();
    return file(
        root,
        DescriptionFile.Kind.ORIGINAL,
        ImageVolume.of(image, level -> root),
        reference,
        "0".repeat(64));
  }

  private static DescriptionFile file(
      Path file,
      DescriptionFile.Kind kind,
      MultiLevelVolume volume,
      ImageReference reference,
      String hash) {
    return new DescriptionFile(
        file,
        kind,
        volume,
        List.of(),
        List.of(),
        io.cellar.description.DescriptionText.image(reference, volume),
        hash);
  }
}
