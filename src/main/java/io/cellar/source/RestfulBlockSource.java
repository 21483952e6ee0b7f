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

  /** Names of the template's fields, start and stop of each stored axis. */
  private final String[] fields;

  private final long[] remoteOrigin;

  /** True when what is put into the template's fields makes an address without further ado. */
  private final boolean isLegal;

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
    this.fields = fields(remote);
    this.remoteOrigin = remote.originOffset();
    String first = url(description.geometry().grid().roi(0));
    URI address = Location.Address.parse(first).uri();
    this.host = Addresses.origin(address);
    this.isLegal = address.toString().equals(first) && namesItsHost(remote.url().toString());
  }

  private static String[] fields(RemoteVolume remote) {
    String[] fields = new String[2 * remote.axes().rank()];
    for (int d = 0; d < fields.length / 2; d++) {
      char axis = remote.axes().get(d).letter();
      fields[2 * d] = axis + "_start";
      fields[2 * d + 1] = axis + "_stop";
    }
    return fields;
  }

  /** True when the host of all blocks is the same, and the fields hold nothing but numbers. */
  private static boolean namesItsHost(String template) {
    int field = template.indexOf('{');
    int slash = template.indexOf('/', template.indexOf("://") + 3);
    return slash >= 0 && (field < 0 || slash < field) && template.indexOf(':', slash) < 0;
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

  @Override
  public boolean isKnownGood(Roi stored, RawBlock raw) {
    return layouts.isKnown(raw.body(), raw.body().length, expected(stored));
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
      return isLegal ? URI.create(url) : Location.Address.parse(url).uri();
    } catch (IllegalArgumentException e) {
      throw new SourceException.Refused(Redaction.address(url) + ": " + e.getMessage(), null);
    }
  }

  private String url(Roi stored) {
    Roi box = stored.plus(remoteOrigin);
    Map<String, Long> values = HashMap.newHashMap(fields.length);
    for (int d = 0; d < box.rank(); d++) {
      values.put(fields[2 * d], box.start(d));
      values.put(fields[2 * d + 1], box.stop(d));
    }
    return remote.url().format(values);
  }

  /** Twice the voxels' own bytes, for files that a codec made longer, and room for the rest. */
  private long limit(Roi stored) {
    long raw = Math.multiplyExact(stored.voxels(), (long) dtype.bytes());
    return Math.addExact(Math.multiplyExact(2, raw), MARGIN);
  }
}
