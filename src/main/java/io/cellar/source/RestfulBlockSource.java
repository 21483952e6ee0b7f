package io.cellar.source;

import io.cellar.hdf5.Expectation;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.VerifiedLayouts;
import io.cellar.input.Location;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks as HDF5 files behind a URL template (schema {@code RESTful-volume-description}): one GET a
 * block, the ranges in remote coordinates, which are stored coordinates plus the origin offset.
 */
public final class RestfulBlockSource implements BlockSource {
  private static final long MARGIN = 1 << 20;
  private static final int LONGEST_TAG = 200;

  private final RemoteVolume remote;
  private final DType dtype;
  private final VerifiedLayouts layouts;
  private final HttpFetcher http;
  private final Map<String, String> headers;
  private final String host;

  /**
   * @throws IllegalArgumentException if there is none, or its template makes no usable address
   */
  public RestfulBlockSource(VolumeDescription description, HttpFetcher http) {
    this(description, http, Map.of());
  }

  /**
   * The same, with headers of the user's.
   *
   * @param headers sent to the template's own host only
   */
  public RestfulBlockSource(
      VolumeDescription description, HttpFetcher http, Map<String, String> headers) {
    this.remote =
        description
            .origin()
            .filter(RemoteVolume.class::isInstance)
            .map(RemoteVolume.class::cast)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "volume \"" + description.name() + "\" has no remote part"));
    this.dtype = description.dtype();
    this.layouts = new VerifiedLayouts(remote.dataset());
    this.http = http;
    this.headers = Map.copyOf(headers);
    this.host =
        Addresses.origin(Location.Address.parse(url(description.geometry().grid().roi(0))).uri());
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public String address(Roi stored) {
    return Redaction.address(url(stored));
  }

  @Override
  public RawBlock fetch(Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    HttpQuery query = new HttpQuery(uri(stored), limit(stored), headers);
    HttpAnswer answer = http.get(query, progress);
    if (!ForeignBody.isHdf5(answer.body())) {
      throw new SourceException.Invalid(
          answer.address()
              + ": an HDF5 file was expected, but this came: "
              + ForeignBody.describe(answer.contentType(), answer.body()),
          null);
    }
    return new RawBlock(
        answer.body(),
        true,
        PrintableText.of(answer.address()),
        answer.etag().map(tag -> PrintableText.of(tag, LONGEST_TAG)),
        answer.firstByteNanos());
  }

  @Override
  public Block decode(Roi stored, RawBlock raw) throws SourceException {
    try {
      return layouts.read(raw.body(), expected(stored));
    } catch (Hdf5Exception e) {
      throw failure(raw, e);
    }
  }

  @Override
  public void verify(Roi stored, RawBlock raw) throws SourceException {
    try {
      layouts.verify(raw.body(), raw.body().length, expected(stored));
    } catch (Hdf5Exception e) {
      throw failure(raw, e);
    }
  }

  private Expectation expected(Roi stored) {
    return Expectation.exactly(stored.shape(), dtype);
  }

  private static SourceException failure(RawBlock raw, Hdf5Exception e) {
    return e.problem() == Hdf5Exception.Problem.TRUNCATED
        ? SourceException.Unreachable.brokeOff(
            raw.url() + ": the answer broke off (" + e.getMessage() + ")", e)
        : new SourceException.Invalid(raw.url() + ": " + e.getMessage(), e);
  }

  private URI uri(Roi stored) throws SourceException {
    String url = url(stored);
    try {
      return Location.Address.parse(url).uri();
    } catch (IllegalArgumentException e) {
      throw new SourceException.Refused(Redaction.address(url) + ": " + e.getMessage(), null);
    }
  }

  private String url(Roi stored) {
    Roi box = stored.plus(remote.originOffset());
    Map<String, Long> values = new HashMap<>();
    for (int d = 0; d < box.rank(); d++) {
      char axis = remote.axes().get(d).letter();
      values.put(axis + "_start", box.start(d));
      values.put(axis + "_stop", box.stop(d));
    }
    return remote.url().format(values);
  }

  /** Twice the voxels' own bytes, for files that a codec made longer, and room for the rest. */
  private long limit(Roi stored) {
    long raw = Math.multiplyExact(stored.voxels(), (long) dtype.bytes());
    return Math.addExact(Math.multiplyExact(2, raw), MARGIN);
  }
}
