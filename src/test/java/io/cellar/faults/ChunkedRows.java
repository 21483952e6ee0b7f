package io.cellar.faults;

import java.util.List;

/** The rows of the network once more, with a client that asks for chunks: 35 to 41. */
final class ChunkedRows {
  private ChunkedRows() {}

  static List<FaultRow> rows() {
    return List.of(
        row(35, 5, "20 % of connections closed before headers", NetworkRows::dropped),
        row(36, 6, "10 % of bodies truncated, in four ways", NetworkRows::truncated),
        row(37, 7, "503 and 429 with Retry-After in six forms", RetryAfterRows::retryAfter),
        row(38, 8, "503 for a while in the middle of a fetch", NetworkRows::outage),
        row(39, 9, "silence: at once, in headers, in the body", SilenceRows::hang),
        row(40, 10, "wrong Content-Length", BodyRows::lengths),
        row(41, 11, "200 with a page or JSON; empty; 204; 206 unasked", BodyRows::pages));
  }

  private interface Scenario {
    void play(Wire wire, Score score, Scale scale) throws Exception;
  }

  private static FaultRow row(int number, int like, String fault, Scenario scenario) {
    return new FaultRow(
        number,
        "chunks, as row " + like + ": " + fault,
        (score, scale) -> scenario.play(Wire.CHUNKS, score, scale));
  }
}
