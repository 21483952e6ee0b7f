package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.Origin;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a JSON object into a volume of one level: the kinds, their parts, and what binds them. */
final class VolumeParser {
  private final SchemaCheck schemas;
  private final Path file;
  private final Path base;

  /**
   * @param file what the volume is called when it has no name
   * @param base folder that a relative cache root starts from
   */
  VolumeParser(SchemaCheck schemas, Path file, Path base) {
    this.schemas = schemas;
    this.file = file;
    this.base = base;
  }

  /**
   * A volume of one level.
   *
   * @param normalForm the object as it is written back
   */
  record Parsed(
      DescriptionFile.Kind kind, VolumeDescription volume, Map<String, Object> normalForm) {}

  /** The volume; empty when it has problems, all of which have been noted. */
  Optional<Parsed> parse(Fields fields, Schema schema) {
    schemas.checkRepeated(fields, schema);
    schemas.check(fields, schema);
    return switch (schema) {
      case COMPOSITE -> composite(fields);
      case LOCAL -> local(fields);
      case REMOTE -> remoteAlone(fields);
      case LEVELS, IMAGE -> throw new IllegalArgumentException("several levels are not one volume");
    };
  }

  /** The same for a level of a larger description, which must not have levels itself. */
  Optional<Parsed> parseLevel(Fields fields, Schema schema) {
    if (schema == Schema.LEVELS || schema == Schema.IMAGE) {
      fields.problem(
          Schema.NAME_KEY,
          "expected the description of one level, %s or %s"
              .formatted(Schema.COMPOSITE.schemaName(), Schema.LOCAL.schemaName()));
      return Optional.empty();
    }
    return parse(fields, schema);
  }

  private Optional<Parsed> remoteAlone(Fields fields) {
    new RemoteParser(fields).parse();
    fields.problem(
        Schema.NAME_KEY,
        "describes a server only: put this object as \"remote_description\" into a "
            + Schema.COMPOSITE.schemaName()
            + ", beside a \"local_description\" that says where blocks are kept");
    return Optional.empty();
  }

  private Optional<Parsed> local(Fields fields) {
    Optional<LocalParser.Parsed> local = new LocalParser(fields, base).parse();
    Voxels voxels = Voxels.parse(List.of(fields), local.map(l -> l.geometry().axes()));
    return local.map(
        l ->
            parsed(
                DescriptionFile.Kind.LOCAL_ONLY,
                l,
                Optional.empty(),
                voxels,
                fields.normalForm(Schema.LOCAL)));
  }

  private Optional<Parsed> composite(Fields fields) {
    fields.require("remote_description", "an object that describes the server's volume");
    fields.require("local_description", "an object that describes the cache on disk");
    Optional<Fields> remoteFields = fields.child("remote_description");
    Optional<Fields> localFields = fields.child("local_description");
    remoteFields.ifPresent(f -> schemas.check(f, Schema.REMOTE));
    localFields.ifPresent(f -> schemas.check(f, Schema.LOCAL));
    Optional<RemoteVolume> remote = remoteFields.flatMap(f -> new RemoteParser(f).parse());
    Optional<LocalParser.Parsed> local = localFields.flatMap(f -> new LocalParser(f, base).parse());
    if (remoteFields.isEmpty() || localFields.isEmpty()) {
      return Optional.empty();
    }
    List<Fields> voxelFields = List.of(fields, localFields.get(), remoteFields.get());
    Optional<Axes> axes =
        local.map(l -> l.geometry().axes()).or(() -> remote.map(RemoteVolume::axes));
    Voxels voxels = Voxels.parse(voxelFields, axes);
    if (remote.isEmpty() || local.isEmpty()) {
      return Optional.empty();
    }
    new CrossCheck(remoteFields.get(), localFields.get()).check(remote.get(), local.get());
    fields.remember("remote_description", remoteFields.get().normalForm(Schema.REMOTE));
    fields.remember("local_description", localFields.get().normalForm(Schema.LOCAL));
    return Optional.of(
        parsed(
            DescriptionFile.Kind.REMOTE_CACHE,
            local.get(),
            remote,
            voxels,
            fields.normalForm(Schema.COMPOSITE)));
  }

  private Parsed parsed(
      DescriptionFile.Kind kind,
      LocalParser.Parsed local,
      Optional<RemoteVolume> remote,
      Voxels voxels,
      Map<String, Object> normalForm) {
    String remoteName = remote.map(RemoteVolume::name).orElse("");
    String name =
        !local.cache().name().isBlank()
            ? local.cache().name()
            : !remoteName.isBlank() ? remoteName : String.valueOf(file.getFileName());
    return new Parsed(
        kind,
        new VolumeDescription(
            name,
            local.geometry(),
            local.cache(),
            remote.map(Origin.class::cast),
            local.drange(),
            voxels.size(),
            voxels.unit()),
        normalForm);
  }
}
