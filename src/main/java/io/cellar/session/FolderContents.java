package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionName;
import io.cellar.description.DescriptionReader;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.session.SeveralImagesException.Choice;
import io.cellar.source.local.Hdf5Location;
import io.cellar.source.local.NotAVolume;
import io.cellar.source.probe.Probe;
import io.cellar.source.probe.VolumeLocation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a folder holds that is no image by itself. Touches the disk. */
final class FolderContents {
  private static final Pattern BLOCKS = Pattern.compile("[txyzc]_[0-9]{8,}");
  private static final List<String> IMAGES =
      List.of(".h5", ".hdf5", ".hdf", ".ilp", ".mat", ".nc", ".xml", ".json", ".cellar");
  private static final int MOST_FILES = 1000;
  private static final int MOST_NAMED = 5;

  private FolderContents() {}

  /** True for a folder with blocks of a cache in it. */
  static boolean isCache(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .anyMatch(name -> name.equals(".cellar") || BLOCKS.matcher(name).matches());
    }
  }

  /**
   * The folders in it that hold an image, and the files that are one.
   *
   * @param location of the folder
   * @param found the folders
   */
  static SeveralImagesException several(
      Path folder, VolumeLocation location, SeveralImagesException found) throws IOException {
    List<Choice> choices = new ArrayList<>();
    for (Choice below : found.choices()) {
      choices.add(choice(folder, location, below.path(), below.label()));
    }
    if (location.format().isEmpty()) {
      choices.addAll(images(folder, location));
    }
    String shown = Redaction.address(location.text());
    return new SeveralImagesException(shown, found.what(), choices, found.only().isPresent());
  }

  /** The only file in it that is an image, if there is one. */
  static Optional<SeveralImagesException> only(Path folder, VolumeLocation location)
      throws IOException {
    List<Choice> images = images(folder, location);
    String shown = Redaction.address(location.text());
    return images.size() == 1
        ? Optional.of(new SeveralImagesException(shown, Probe.FOLDER, images, true))
        : Optional.empty();
  }

  private static List<Choice> images(Path folder, VolumeLocation location) throws IOException {
    List<Choice> images = new ArrayList<>();
    for (String name : files(folder)) {
      Path file = folder.resolve(name);
      if (Hdf5Location.find(file.toString()).isPresent()) {
        images.add(choice(folder, location, name, "a file"));
      } else if (DescriptionName.isOne(name) && isDescription(file)) {
        images.add(choice(folder, location, name, "a description"));
      }
    }
    return images;
  }

  private static boolean isDescription(Path file) {
    DescriptionReader reader = new DescriptionReader();
    try {
      return reader.reference(file).isPresent() || reader.read(file).volume() != null;
    } catch (DescriptionException _) {
      return false; // some other text
    }
  }

  private static Choice choice(Path folder, VolumeLocation location, String name, String label) {
    return new Choice(location.in(folder.resolve(name).toString(), "").text(), name, label);
  }

  private static TreeSet<String> files(Path folder) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path child : children) {
        if (files.size() == MOST_FILES) {
          break;
        }
        String name = child.getFileName().toString();
        if (!name.startsWith(".")) {
          files.add(name);
        }
      }
    }
    return files;
  }

  /** Why the folder is no image, and what is to be done, in one line. */
  static String words(Path folder) throws IOException {
    TreeSet<String> files = files(folder);
    List<String> likely = files.stream().filter(FolderContents::mayBeImage).toList();
    if (!likely.isEmpty()) {
      String named = String.join(", ", likely.subList(0, Math.min(MOST_NAMED, likely.size())));
      return PrintableText.of(
          "no image is this folder by itself, open one of the files in it: "
              + named
              + (likely.size() > MOST_NAMED ? " and others" : ""));
    }
    return files.isEmpty()
        ? "no image is in this folder, nor right below it"
        : "no image is in this folder. "
            + NotAVolume.message(folder.resolve(files.first()))
                .replace(folder.resolve(files.first()).toString(), files.first());
  }

  private static boolean mayBeImage(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return IMAGES.stream().anyMatch(name::endsWith);
  }
}
