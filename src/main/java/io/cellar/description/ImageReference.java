package io.cellar.description;

import java.util.Optional;

/**
 * A description that only says where an image is (schema {@code chunked-volume-description}): all
 * else is found there, or told here instead.
 *
 * @param url address of the image, as it may be typed
 * @param path from there to what is meant; empty text for the address itself
 * @param format what it is said to be, such as {@code n5}; empty: to be found out
 * @param name what to call it, if not what the image says
 * @param dimensionSeparator between the indices of a chunk of Zarr v2, where the image does not say
 */
public record ImageReference(
    String url,
    String path,
    Optional<String> format,
    Optional<String> name,
    Optional<String> dimensionSeparator) {

  /** Reads one; empty if the object is another kind of description. */
  static Optional<ImageReference> parse(SourceText source, Json.Obj object)
      throws DescriptionException {
    Fields fields = new Fields(source, "", object);
    boolean image =
        fields.get(Schema.NAME_KEY).stream()
            .anyMatch(
                json -> json instanceof Json.Text t && t.value().equals(Schema.IMAGE.schemaName()));
    if (!image) {
      return Optional.empty();
    }
    SchemaCheck schemas = new SchemaCheck(source);
    schemas.checkRepeated(fields, Schema.IMAGE);
    schemas.check(fields, Schema.IMAGE);
    fields.require("url", "the address of an image, such as \"https://example.org/image.zarr\"");
    Optional<String> url = fields.text("url").filter(text -> !text.isBlank());
    Optional<String> path = fields.text("path");
    Optional<String> format = fields.text("format");
    Optional<String> name = fields.text("name").filter(text -> !text.isBlank());
    Optional<String> separator = fields.text("dimension_separator");
    if (separator.isPresent() && !separator.get().equals(".") && !separator.get().equals("/")) {
      fields.problem("dimension_separator", "expected \".\" or \"/\"");
    }
    if (!source.problems().isEmpty()) {
      throw source.failure();
    }
    return Optional.of(
        new ImageReference(url.orElse(""), path.orElse(""), format, name, separator));
  }
}
