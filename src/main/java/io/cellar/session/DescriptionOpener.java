package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.DescriptionFinder;
import io.cellar.description.DescriptionName;
import io.cellar.description.DescriptionReader;
import io.cellar.description.ImageReference;
import io.cellar.description.Problem;
import io.cellar.input.Location;
import io.cellar.input.Redaction;
import io.cellar.input.RegularFile;
import io.cellar.source.AllowedHosts;
import io.cellar.source.SourceException;
import io.cellar.source.keys.FolderKeys;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.local.Hdf5Location;
import io.cellar.source.local.NotAVolume;
import io.cellar.source.probe.Probe;
import io.cellar.source.probe.VolumeLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From what a user names (a file, a folder, an address) to a description whose cache can be used.
 */
final class DescriptionOpener {
  private static final Logger LOG = LoggerFactory.getLogger(DescriptionOpener.class);

  private final DescriptionReader reader = new DescriptionReader();
  private final DescriptionFinder finder = new DescriptionFinder();
  private final Servers servers;
  private final ImageOpener images;
  private volatile Path volumesFolder;

  /**
   * An opener.
   *
   * @param servers every one
   * @param images opens what is no description
   * @param volumesFolder where caches lie whose description has no usable folder of its own
   */
  DescriptionOpener(Servers servers, ImageOpener images, Path volumesFolder) {
    this.servers = servers;
    this.images = images;
    this.volumesFolder = volumesFolder;
  }

  /** Another folder for caches of descriptions that are opened from now on. */
  void keepIn(Path folder) {
    volumesFolder = folder;
  }

  /** Every server. */
  Servers servers() {
    return servers;
  }

  /** The folder for caches. */
  Path volumesFolder() {
    return volumesFolder;
  }

  /**
   * Finds what is at a location, and reads it.
   *
   * @param cacheOnly true when no server may be asked: of an address, the copy is read that was
   *     kept the last time
   * @param hosts the servers that may be asked
   * @throws DescriptionException also when there is none at the location, or it is no location
   * @throws HostNotAgreedException before a server is asked that may not be
   */
  DescriptionFile read(String text, boolean cacheOnly, AllowedHosts hosts)
      throws DescriptionException, IOException, InterruptedException {
    try {
      VolumeLocation location = VolumeLocation.parse(text);
      if (!location.isAddress()) {
        return onDisk(location, text, cacheOnly);
      }
      Servers some = servers.within(hosts);
      some.require(location);
      return atAddress(location, Redaction.address(text), cacheOnly, some, true);
    } catch (IllegalArgumentException e) {
      throw failure(Redaction.address(text), e.getMessage());
    }
  }

  /**
   * A description by the name of one; else an image, and a description where there is none.
   *
   * @param from may be asked, also for what a description there points at
   * @param mayPoint whether it may point at something
   */
  private DescriptionFile atAddress(
      VolumeLocation location, String typed, boolean cacheOnly, Servers from, boolean mayPoint)
      throws DescriptionException, IOException, InterruptedException {
    boolean said = location.format().isPresent() || !location.path().isEmpty();
    boolean web = Location.isAddress(location.place());
    String nothing = "";
    if (said || !web || !DescriptionName.isOne(location.place().replaceAll("[?#].*", ""))) {
      try {
        ImageOpener.Opened opened =
            images.open(typed, location, from.store(location.place()), volumesFolder, cacheOnly);
        if (opened.file().isEmpty() && location.whole().isPresent()) {
          VolumeLocation whole = location.whole().get();
          KeyStore place = from.store(whole.place());
          opened = images.open(typed, whole, place, volumesFolder, cacheOnly);
        }
        if (opened.file().isPresent()) {
          return opened.file().get();
        }
        nothing = opened.looks();
      } catch (DescriptionException e) {
        return described(location, typed, said || !web || cacheOnly, from, mayPoint, e);
      } catch (SourceException.Refused e) {
        throw from.told(e, location);
      } catch (SourceException e) {
        throw SourceWords.named(e, typed);
      }
    }
    if (said || !web) {
      if (cacheOnly) {
        throw notKept();
      }
      throw failure(typed, "no image is there (" + nothing + ")");
    }
    Location.Address address = Location.Address.parse(location.place());
    return cacheOnly
        ? ofAddress(address, DescriptionCopies.read(volumesFolder, address))
        : fetched(address, typed, nothing, from, mayPoint);
  }

  /** A server that answers whatever it is asked with a description has no metadata there either. */
  private DescriptionFile described(
      VolumeLocation location,
      String typed,
      boolean image,
      Servers from,
      boolean mayPoint,
      DescriptionException wrong)
      throws DescriptionException, IOException, InterruptedException {
    if (!image && !(wrong instanceof SeveralImagesException)) {
      try {
        return fetched(Location.Address.parse(location.place()), typed, "", from, mayPoint);
      } catch (DescriptionException | SourceException e) {
        LOG.debug("no description at {} either", typed, e);
      }
    }
    throw wrong;
  }

  private static IOException notKept() {
    return new IOException(
        "in the mode \u201cCache only\u201d nothing is asked of a server, and this image was not"
            + " opened before: choose \u201cOnline\u201d, then open it again");
  }

  private DescriptionFile onDisk(VolumeLocation location, String typed, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    Optional<Hdf5Location> hdf5 =
        Hdf5Location.find(LocalPlace.plain(location.place()))
            .filter(found -> !DescriptionFinder.isBlockFile(found.file()))
            .filter(found -> !DescriptionName.isDocument(found.file()));
    if (hdf5.isPresent()) {
      return hdf5(hdf5.get(), cacheOnly);
    }
    LocalPlace place = LocalPlace.of(location.place());
    Path path = place.path();
    if (DescriptionName.isDocument(path)) {
      CellarDocument.require(path);
    }
    if (VolumeLocation.isMetadata(String.valueOf(path.getFileName())) && !Files.isDirectory(path)) {
      path = path.toAbsolutePath().getParent();
    }
    if (Files.isDirectory(path)) {
      return folder(path, location.in(path.toString(), place.inner()), typed, cacheOnly);
    }
    if (!looksLikeText(path) && !DescriptionFinder.isBlockFile(path)) {
      throw failure(Redaction.address(typed), NotAVolume.message(path));
    }
    Path description = finder.find(path);
    Optional<ImageReference> reference = reader.reference(description);
    return reference.isPresent()
        ? referred(reference.get(), description, cacheOnly, servers)
        : reader.read(description);
  }

  /** True for what may be a description; anything else is named to whoever opens it. */
  private static boolean looksLikeText(Path file) throws IOException {
    if (DescriptionName.isOne(file.toString()) || !Files.isRegularFile(file)) {
      return true;
    }
    byte[] head = RegularFile.read(file, 200);
    String start = new String(head, StandardCharsets.ISO_8859_1).strip();
    return start.isEmpty() || start.startsWith("{");
  }

  private DescriptionFile hdf5(Hdf5Location location, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    String shown = Redaction.address(location.file().toString());
    return switch (Hdf5Opener.open(location, shown)) {
      case Hdf5Opener.Opened.Image(DescriptionFile file) -> file;
      case Hdf5Opener.Opened.Elsewhere(Path place, String path) ->
          folder(
              place,
              VolumeLocation.parse(place.toString()).at(path),
              place + ":" + path,
              cacheOnly);
    };
  }

  private DescriptionFile folder(
      Path folder, VolumeLocation location, String typed, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    for (String name : List.of(ImageFolder.DESCRIPTION, ImageFolder.DOCUMENT)) {
      Path kept = folder.resolve(name);
      if (location.path().isEmpty() && Files.isRegularFile(kept)) {
        Optional<ImageReference> reference = reader.reference(kept);
        if (reference.isPresent()) {
          return referred(reference.get(), kept, cacheOnly, servers);
        }
      }
    }
    ImageOpener.Opened image;
    try {
      image =
          images.open(Redaction.address(typed), location, new FolderKeys(folder), folder, false);
    } catch (SeveralImagesException e) {
      throw Probe.FOLDER.equals(e.what()) ? FolderContents.several(folder, location, e) : e;
    }
    if (image.file().isPresent()) {
      return image.file().get();
    }
    if (location.format().isPresent() || !location.path().isEmpty()) {
      throw failure(Redaction.address(typed), "no image is there (" + image.looks() + ")");
    }
    Optional<Path> description = finder.ofFolder(folder);
    if (description.isPresent()) {
      return reader.read(description.get());
    }
    if (!image.isNothing()) {
      throw failure(Redaction.address(typed), "no image is there (" + image.looks() + ")");
    }
    if (FolderContents.isCache(folder)) {
      throw DescriptionFinder.none(folder);
    }
    Optional<SeveralImagesException> only = FolderContents.only(folder, location);
    throw only.isPresent()
        ? only.get()
        : failure(Redaction.address(typed), FolderContents.words(folder));
  }

  /** What a description points at; only what is fetched, since it may come from a stranger. */
  private DescriptionFile referred(ImageReference image, Path file, boolean cacheOnly, Servers from)
      throws DescriptionException, IOException, InterruptedException {
    VolumeLocation location = VolumeLocation.parse(image.url()).at(image.path());
    if (!location.isAddress()) {
      throw failure(
          file.toString(),
          "\"url\" names something on this computer, expected an address: open it directly");
    }
    from.require(location);
    DescriptionFile found =
        atAddress(
            location.said(image.format(), image.dimensionSeparator()),
            Redaction.address(image.url()),
            cacheOnly,
            from,
            false);
    return image.name().map(found::named).orElse(found);
  }

  private DescriptionFile fetched(
      Location.Address address, String typed, String nothing, Servers from, boolean mayPoint)
      throws DescriptionException, IOException, InterruptedException {
    String text;
    try {
      text = from.text(address);
    } catch (SourceException e) {
      throw explained(Reasons.without(e.getMessage(), address.shown()), e, typed, nothing);
    }
    if (!nothing.isEmpty() && !text.stripLeading().startsWith("{")) {
      throw failure(typed, "neither an image nor a description is there (" + nothing + ")");
    }
    Optional<ImageReference> reference = reader.reference(text, address.fileName());
    if (reference.isPresent() && !mayPoint) {
      throw failure(typed, "a description that points at another one, expected an image");
    }
    if (reference.isPresent()) {
      return referred(reference.get(), address.fileName(), false, from);
    }
    DescriptionFile description = ofAddress(address, text);
    DescriptionCopies.keep(volumesFolder, address, text);
    return description;
  }

  /** A description by address keeps its blocks in a folder of the user's cache. */
  private DescriptionFile ofAddress(Location.Address address, String text)
      throws DescriptionException {
    DescriptionFile description = reader.parse(text, address.fileName(), volumesFolder);
    return description.withRoot(description.privateRoot(volumesFolder));
  }

  /**
   * The reason first, then the address. That nothing fit to be read is there is a wrong
   * description; that the server cannot be asked is not.
   */
  private static IOException explained(
      String reason, SourceException e, String address, String nothing)
      throws DescriptionException {
    return switch (e) {
      case SourceException.Absent _ ->
          throw failure(
              address,
              nothing.isEmpty()
                  ? "no description is there, " + reason
                  : "neither an image nor a description is there (" + nothing + "), " + reason);
      case SourceException.Refused r when r.notAllowed().isPresent() ->
          new HostNotAgreedException(r.notAllowed().get(), false);
      case SourceException.Refused _, SourceException.Invalid _ -> throw failure(address, reason);
      default -> SourceWords.named(e, reason, address);
    };
  }

  private static DescriptionException failure(String location, String reason) {
    return new DescriptionException(List.of(problem(location, reason)));
  }

  private static Problem problem(String location, String reason) {
    return new Problem(location, "", 0, 0, reason);
  }

  /**
   * The same description, its cache moved to the user's cache folder when its own, or that of one
   * of its levels, can neither be found nor made.
   */
  DescriptionFile withUsableRoot(DescriptionFile file) {
    return file.levels().levels().stream().allMatch(UsableRoot::has)
        ? file
        : file.withRoot(file.privateRoot(volumesFolder));
  }
}
