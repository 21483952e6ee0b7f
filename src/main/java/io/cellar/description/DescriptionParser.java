package io.cellar.description;

import io.cellar.volume.MultiLevelVolume;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the JSON of a whole file into a description, or into all its problems. */
final class DescriptionParser {
  private final SourceText source;
  private final SchemaCheck schemas;
  private final Path file;
  private final Path base;
  private final LevelFiles levelFiles;

  /**
   * @param base folder of the description: where relative cache roots start from
   * @param levelFiles reads the levels that have files of their own
   */
  DescriptionParser(SourceText source, Path file, Path base, LevelFiles levelFiles) {
    this.source = source;
    this.schemas = new SchemaCheck(source);
    this.file = file;
    this.base = base;
    this.levelFiles = levelFiles;
  }

  /** The description, or all its problems, those of levels' own files too. */
  DescriptionFile parse(Json.Obj root) throws DescriptionException {
    Fields fields = new Fields(source, "", root);
    Optional<Schema> schema = schemas.kindOf(fields);
    Optional<DescriptionFile> description =
        schema.flatMap(
            s ->
                switch (s) {
                  case LEVELS -> levels(fields);
                  case IMAGE -> reference(fields);
                  default -> single(fields, s);
                });
    List<Problem> problems = new ArrayList<>(source.problems());
    problems.addAll(levelFiles.problems());
    if (!problems.isEmpty()) {
      throw new DescriptionException(problems, source.more() + levelFiles.more());
    }
    return description.orElseThrow(
        () -> new IllegalStateException("nothing was read of " + file + " and nothing is wrong"));
  }

  /** One of these is read by {@link DescriptionReader#reference}, and may stand nowhere else. */
  private static Optional<DescriptionFile> reference(Fields fields) {
    fields.problem(Schema.NAME_KEY, "an image of chunks cannot be a part of another description");
    return Optional.empty();
  }

  private Optional<DescriptionFile> single(Fields fields, Schema schema) {
    return new VolumeParser(schemas, file, base)
        .parse(fields, schema)
        .map(
            parsed ->
                description(
                    parsed.kind(),
                    MultiLevelVolume.of(parsed.volume()),
                    List.of(),
                    parsed.normalForm()));
  }

  private Optional<DescriptionFile> levels(Fields fields) {
    schemas.checkRepeated(fields, Schema.LEVELS);
    schemas.check(fields, Schema.LEVELS);
    List<LevelsParser.Level> levels =
        new LevelsParser(schemas, file, base, levelFiles).parse(fields);
    Optional<MultiLevelVolume> volume = new LevelRules(fields, file).check(levels);
    fields.remember("levels", levels.stream().map(LevelsParser.Level::normalForm).toList());
    List<Path> files = levels.stream().flatMap(level -> level.file().stream()).toList();
    return volume.map(
        v ->
            description(
                DescriptionFile.Kind.MULTI_LEVEL, v, files, fields.normalForm(Schema.LEVELS)));
  }

  private DescriptionFile description(
      DescriptionFile.Kind kind,
      MultiLevelVolume volume,
      List<Path> files,
      Map<String, Object> normalForm) {
    return new DescriptionFile(
        file,
        kind,
        volume,
        files,
        DescriptionFile.outside(base, files, volume),
        PythonText.json(normalForm),
        sha256(source.text()));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
