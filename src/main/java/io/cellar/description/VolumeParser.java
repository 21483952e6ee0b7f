package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.LocalFileset;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the JSON of a whole file into a description: the kinds, their parts, and what binds them.
 */
final class VolumeParser {
  private final Source source;
  private final SchemaCheck schemas;
  private final Path file;
  private final Path base;

  VolumeParser(Source source, Path file, Path base) {
    this.source = source;
    this.schemas = new SchemaCheck(source);
    this.file = file;
    this.base = base;
  }

  /** The description, or all its problems. */
  DescriptionFile parse(Json.Obj root) throws DescriptionException {
    Optional<Schema> schema = schemas.kindOf(root);
    if (schema.isEmpty()) {
      throw source.failure();
    }
    Fields fields = new Fields(source, "", root);
    schemas.checkRepeated(root, schema.get());
    schemas.check(fields, schema.get());
    Optional<DescriptionFile> description =
        switch (schema.get()) {
          case COMPOSITE -> composite(fields);
          case LOCAL -> local(fields);
          case REMOTE -> remoteAlone(fields);
        };
    if (description.isEmpty() || source.hasProblems()) {
      throw source.failure();
    }
    return description.get();
  }

  private Optional<DescriptionFile> remoteAlone(Fields fields) {
    new RemoteParser(fields).parse();
    fields.problem(
        Schema.NAME_KEY,
        "describes a server only: put this object as \"remote_description\" into a "
            + Schema.COMPOSITE.schemaName()
            + ", beside a \"local_description\" that says where blocks are kept");
    return Optional.empty();
  }

  private Optional<DescriptionFile> local(Fields fields) {
    Optional<LocalFileset> local = new LocalParser(fields, base).parse();
    Voxels voxels = Voxels.parse(List.of(fields), local.map(LocalFileset::axes));
    return local.map(
        l ->
            description(
                DescriptionFile.Kind.LOCAL_ONLY,
                l,
                Optional.empty(),
                voxels,
                fields.normalForm(Schema.LOCAL)));
  }

  private Optional<DescriptionFile> composite(Fields fields) {
    fields.require("remote_description", "an object that describes the server's volume");
    fields.require("local_description", "an object that describes the cache on disk");
    Optional<Fields> remoteFields = fields.child("remote_description");
    Optional<Fields> localFields = fields.child("local_description");
    remoteFields.ifPresent(f -> schemas.check(f, Schema.REMOTE));
    localFields.ifPresent(f -> schemas.check(f, Schema.LOCAL));
    Optional<RemoteVolume> remote = remoteFields.flatMap(f -> new RemoteParser(f).parse());
    Optional<LocalFileset> local = localFields.flatMap(f -> new LocalParser(f, base).parse());
    if (remoteFields.isEmpty() || localFields.isEmpty()) {
      return Optional.empty();
    }
    List<Fields> voxelFields = List.of(fields, localFields.get(), remoteFields.get());
    Optional<Axes> axes = local.map(LocalFileset::axes).or(() -> remote.map(RemoteVolume::axes));
    Voxels voxels = Voxels.parse(voxelFields, axes);
    if (remote.isEmpty() || local.isEmpty()) {
      return Optional.empty();
    }
    new Agreement(remoteFields.get(), localFields.get()).check(remote.get(), local.get());
    fields.remember("remote_description", remoteFields.get().normalForm(Schema.REMOTE));
    fields.remember("local_description", localFields.get().normalForm(Schema.LOCAL));
    return Optional.of(
        description(
            DescriptionFile.Kind.REMOTE_CACHE,
            local.get(),
            remote,
            voxels,
            fields.normalForm(Schema.COMPOSITE)));
  }

  private DescriptionFile description(
      DescriptionFile.Kind kind,
      LocalFileset local,
      Optional<RemoteVolume> remote,
      Voxels voxels,
      Map<String, Object> normalForm) {
    String remoteName = remote.map(RemoteVolume::name).orElse("");
    String name =
        !local.name().isBlank()
            ? local.name()
            : !remoteName.isBlank() ? remoteName : String.valueOf(file.getFileName());
    return new DescriptionFile(
        file,
        kind,
        new VolumeDescription(name, local, remote, voxels.size(), voxels.unit()),
        CacheRoot.outside(local.root(), base).stream().toList(),
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
