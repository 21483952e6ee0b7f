package io.cellar.source.precomputed;

import io.cellar.input.JsonValue;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.VolumeFormat;
import io.cellar.source.keys.JsonTrouble;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Neuroglancer's precomputed volumes, by their {@code info} file. Read are chunks that are raw,
 * JPEG, PNG or compressed_segmentation, objects of their own or in shards. Meshes, skeletons and
 * annotations, which have such a file too, are refused by name.
 */
public final class PrecomputedFormat implements VolumeFormat {
  private static final String INFO = "info";
  private static final String VOLUME = "neuroglancer_multiscale_volume";
  private static final String OURS = "neuroglancer_";

  private final RedirectOpener redirects;

  /** Follows redirects within a host only. */
  public PrecomputedFormat() {
    this(RedirectOpener.NONE);
  }

  public PrecomputedFormat(RedirectOpener redirects) {
    this.redirects = redirects;
  }

  @Override
  public String name() {
    return PrecomputedImage.FORMAT;
  }

  @Override
  public Optional<Found> find(Metadata metadata)
      throws FormatException, SourceException, InterruptedException {
    Optional<InfoValue> info = read(metadata);
    if (info.isEmpty() || !isOurs(info.get())) {
      return Optional.empty();
    }
    InfoValue redirect = info.get().get("redirect");
    return Optional.of(
        redirect.isText()
            ? redirected(redirect, metadata.keys())
            : image(info.get(), metadata.keys()));
  }

  private Found redirected(InfoValue redirect, KeyStore from)
      throws FormatException, SourceException, InterruptedException {
    KeyStore keys = Redirect.follow(redirect, from, redirects);
    InfoValue info =
        read(new Metadata(keys))
            .orElseThrow(
                () ->
                    redirect.problem("there is no volume where it leads to, " + keys.address("")));
    if (info.get("redirect").isText()) {
      throw info.get("redirect").problem("a second redirect is not followed");
    }
    return image(info, keys);
  }

  private static Found image(InfoValue info, KeyStore keys) throws FormatException {
    InfoValue type = info.get("@type");
    if (!type.isAbsent() && !type.text().equals(VOLUME)) {
      throw type.problem(type.quoted() + " is no volume and is not read");
    }
    return new Found.Image(PrecomputedImage.of(InfoReader.read(info, !keys.isLocal()), keys));
  }

  /** Whether it is one of Neuroglancer's files at all, whatever it describes. */
  private static boolean isOurs(InfoValue info) {
    InfoValue type = info.get("@type");
    return type.isText() && type.node().text().startsWith(OURS)
        || info.node().get("scales").isList()
        || info.get("redirect").isText();
  }

  /** The file; empty when there is none, or something else that is no JSON. */
  private static Optional<InfoValue> read(Metadata metadata)
      throws FormatException, SourceException, InterruptedException {
    Optional<byte[]> body = metadata.read(INFO);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    String file = metadata.keys().address(INFO);
    try {
      return Optional.of(new InfoValue(file, "", JsonValue.parse(body.get())));
    } catch (JacksonException e) {
      if (new String(body.get(), StandardCharsets.UTF_8).contains("\"scales\"")) {
        throw new FormatException(JsonTrouble.words(file, e), e);
      }
      return Optional.empty();
    }
  }
}
