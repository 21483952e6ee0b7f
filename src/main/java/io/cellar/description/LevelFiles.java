package io.cellar.description;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of levels that are not written in place, and keeps what is wrong with them. */
final class LevelFiles {

  /** How the text of a file is had. */
  @FunctionalInterface
  interface Texts {
    String read(Path file) throws DescriptionException;
  }

  private final Optional<Texts> texts;
  private final List<Problem> problems = new ArrayList<>();
  private int more;

  /**
   * @param texts empty for a description that came without a folder, whose levels must be in place
   */
  LevelFiles(Optional<Texts> texts) {
    this.texts = texts;
  }

  /** True when levels may have files of their own. */
  boolean allowed() {
    return texts.isPresent();
  }

  /** The level that a file describes; empty when it has problems. */
  Optional<VolumeParser.Parsed> read(Path file) {
    try {
      SourceText source = new SourceText(file.toString(), texts.orElseThrow().read(file));
      Fields fields = new Fields(source, "", JsonText.readObject(source));
      SchemaCheck schemas = new SchemaCheck(source);
      Optional<VolumeParser.Parsed> parsed =
          schemas
              .kindOf(fields)
              .flatMap(
                  schema ->
                      new VolumeParser(schemas, file, file.getParent()).parseLevel(fields, schema));
      problems.addAll(source.problems());
      more += source.more();
      return parsed;
    } catch (DescriptionException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** How many problems there are besides {@link #problems}. */
  int more() {
    return more;
  }

  /** What is wrong with the files that were read, file by file. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
