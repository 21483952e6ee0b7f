package io.cellar.volume;

import java.util.Optional;

/**
 * Where blocks come from (schema {@code RESTful-volume-description}).
 *
 * @param name free text, may be empty
 * @param axes storage order of the served arrays
 * @param dtype what the file says the server sends; a hint only
 * @param bounds exclusive upper corner in remote coordinates
 * @param originOffset remote coordinate of the stored origin; may be negative
 * @param url template with {@code {a_start}} and {@code {a_stop}} for every axis letter a, in
 *     remote coordinates
 * @param dataset path of the dataset in the served file, with a leading slash
 */
public record RemoteVolume(
    String name,
    Axes axes,
    Optional<DType> dtype,
    long[] bounds,
    long[] originOffset,
    PythonFormat url,
    String dataset)
    implements Origin {

  public RemoteVolume {
    bounds = bounds.clone();
    originOffset = originOffset.clone();
  }

  /** The template without the names of its variables replaced. */
  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public String format() {
    return "block server (HDF5)";
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public long[] bounds() {
    return bounds.clone();
  }

  @Override
  public long[] originOffset() {
    return originOffset.clone();
  }
}
