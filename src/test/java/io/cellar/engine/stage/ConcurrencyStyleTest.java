package io.cellar.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConcurrencyStyleTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private static ConcurrencyStyle style(
      int read, int compute, WorkerKind kind, boolean selfReading, boolean singleBlock) {
    return new ConcurrencyStyle(
        read,
        compute,
        kind,
        selfReading,
        singleBlock,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Duration.ofMillis(1500)),
        Optional.of(Duration.ofSeconds(600)));
  }

  private static void refused(String words, org.junit.jupiter.api.function.Executable style) {
    String message = assertThrows(IllegalArgumentException.class, style).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void firstBrokenRuleIsNamed() {
    WorkerKind none = WorkerKind.CW_NONE;
    WorkerKind threads = WorkerKind.CW_THREADS;
    refused("numComputeWorkers must be 0, not 2", () -> style(3, 2, threads, true, true));
    refused("numReadWorkers must be 0, not 3", () -> style(3, 0, threads, true, true));
    refused("computeWorkersRead needs", () -> style(0, 0, threads, true, true));
    refused("singleBlockComputeWorkers needs", () -> style(0, 0, threads, false, true));
    refused("computeWorkerKind other than CW_NONE", () -> style(0, 1, none, false, false));
    refused("at least 1", () -> style(1, 0, threads, false, false));
    refused("numReadWorkers of at least 1", () -> style(0, 1, threads, false, false));
    refused("CW_AWSBATCH", () -> style(0, 0, WorkerKind.CW_AWSBATCH, true, true));
    refused(
        (CORES + 1) + " CW_THREADS compute workers are more than the " + CORES + " cores",
        () -> style(1, CORES + 1, threads, false, false));
    refused("negative", () -> style(-1, 0, none, false, false));
  }

  @Test
  void singleBlockWorkersMayHaveAKind() {
    style(0, 0, WorkerKind.CW_SLURM, true, true);
  }

  @Test
  void textListsEveryParameter() {
    assertEquals(
        "ConcurrencyStyle(numReadWorkers=2, numComputeWorkers=1, computeWorkerKind=CW_THREADS,"
            + " computeWorkersRead=false, singleBlockComputeWorkers=false, haveSharedTemp=true,"
            + " readBufferInsertTimeout=none, readBufferPopTimeout=none,"
            + " computeBufferInsertTimeout=none, computeBufferPopTimeout=1.500,"
            + " computeBarrierTimeout=600)",
        style(2, 1, WorkerKind.CW_THREADS, false, false).toString());
  }

  @Test
  void defaultsAreTheOriginals() {
    ConcurrencyStyle style = ConcurrencyStyle.defaults();
    assertEquals(Optional.of(Duration.ofSeconds(10)), style.readBufferInsertTimeout());
    assertEquals(Optional.of(Duration.ofSeconds(20)), style.computeBufferPopTimeout());
    assertEquals(Optional.empty(), style.withoutBufferTimeouts().computeBufferPopTimeout());
  }
}
