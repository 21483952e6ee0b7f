package io.cellar.faults;

import io.cellar.engine.EngineStats;
import io.cellar.hdf5.Fixtures;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.job.FetchProgress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Answers that are not the block, sent in good order or not: rows 10, 11 and 12. */
final class BodyRows {
  private BodyRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            10,
            "Content-Length too large, too small, negative, two, 10^20",
            (score, scale) -> lengths(Wire.BOXES, score, scale)),
        new FaultRow(
            11,
            "200 with a page or JSON; empty; 204; 206 unasked",
            (score, scale) -> pages(Wire.BOXES, score, scale)),
        new FaultRow(
            12, "HDF5 of another shape, dtype, byte order, path or rank", BodyRows::otherFiles));
  }

  static void lengths(Wire wire, Score score, Scale scale) throws Exception {
    for (String kind :
        List.of(
            "length-large",
            "length-small",
            "length-negative",
            "length-twice",
            "length-absurd",
            "length-huge")) {
      refuse(wire, kind, scale.of(100, 4), score);
    }
  }

  static void pages(Wire wire, Score score, Scale scale) throws Exception {
    for (String kind : List.of("html", "json", "empty", "204", "206")) {
      String reason = refuse(wire, kind, scale.of(100, 4), score);
      score.remark("%s: \"%s\"", kind, reason);
    }
  }

  private static void otherFiles(Score score, Scale scale) throws Exception {
    int each = scale.of(20, 4);
    for (String kind : List.of("wrong-shape", "wrong-dtype", "wrong-dataset", "extra-dimension")) {
      refuse(Wire.BOXES, kind, each, score);
    }
    otherByteOrder(each, score);
    int refused = 0;
    try (Scratch scratch = new Scratch()) {
      for (Fixture fixture : Fixtures.make("refused", scratch.folder())) {
        score.injected(1);
        refused += isRefused(fixture) ? 1 : 0;
        score.require(isRefused(fixture), fixture + " was accepted");
      }
    }
    score.remark("%d kinds of files made by h5py refused", refused);
  }

  private static boolean isRefused(Fixture fixture) throws IOException {
    try {
      Hdf5Reader.read(fixture.bytes(), fixture.dataset(), fixture.expectation());
      return false;
    } catch (Hdf5Exception e) {
      return true;
    }
  }

  /** Big-endian files are right, and are read right. */
  private static void otherByteOrder(int count, Score score) throws Exception {
    try (FaultRig rig = new FaultRig(count);
        Client client = rig.client(ClientOptions.usual())) {
      rig.misbehave(score, "wrong-order=1");
      client.fetchUntilWhole(score, FaultRig.PATIENCE);
      score.injected(rig.injected());
      score.deliver(rig.oracle().look(rig.root()));
      score.remark("%d big-endian files read right", count);
    }
  }

  /**
   * Every answer after the first is bad: nothing of it may be stored, and a reason must be given.
   *
   * @return the reason
   */
  private static String refuse(Wire wire, String kind, int count, Score score) throws Exception {
    try (FaultRig rig = new FaultRig(wire, count + 1);
        Client client = rig.client(ClientOptions.usual())) {
      score.require(client.see(0, score, FaultRig.PATIENCE).isPresent(), "the first block");
      Client.await(score, "the first block on disk", () -> client.store().isAvailable(0));
      rig.misbehave(score, kind + "=1");
      // Who sends no whole answer is waited for as long as somebody who is away.
      FetchProgress p = client.fetchAllSoon(score, FaultRig.PATIENCE);
      score.injected(rig.injected());
      score.require(rig.injected() > 0, kind + " was never injected");
      score.require(p.failed() > 0, "nothing failed with " + kind);
      score.never("answers accepted", p.fetched());
      Oracle.Found found = rig.oracle().look(rig.root());
      score.deliver(found);
      score.require(found.files() == 1, found.files() + " files stored of " + kind);
      List<EngineStats.Failure> failures = client.engine().stats().failures();
      for (EngineStats.Failure failure : failures) {
        String cause = failure.cause().toLowerCase(Locale.ROOT);
        boolean told = !cause.contains("exception") && !cause.contains("null");
        score.never("reasons that are none", told ? 0 : 1);
      }
      return failures.isEmpty() ? "" : said(failures.getFirst().cause());
    }
  }

  /** What follows the address. */
  private static String said(String cause) {
    return cause.substring(cause.indexOf(".h5: ") + 5);
  }
}
