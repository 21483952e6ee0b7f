package io.cellar.engine;

/**
 * How long requests took, of late: from asking to the last byte.
 *
 * @param requests how many were looked at
 * @param median in seconds; 0 when there were none
 * @param p95 95th percentile in seconds, nearest rank; 0 when there were none
 */
public record Latency(int requests, double median, double p95) {
  /** No requests. */
  public static final Latency NONE = new Latency(0, 0, 0);
}
