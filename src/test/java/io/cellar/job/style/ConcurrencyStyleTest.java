package io.cellar.job.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A style as fields and as text, and what its fields mean. */
class ConcurrencyStyleTest {

  private static String refused(String field, Object value) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(field, value);
    return refused(fields);
  }

  private static String refused(Map<String, ?> fields) {
    String message =
        assertThrows(StyleException.class, () -> ConcurrencyStyle.of(fields)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void theTextListsEveryField() {
    assertEquals(
        "ConcurrencyStyle(numReadWorkers=0, numComputeWorkers=0, computeWorkerKind=CW_NONE,"
            + " computeWorkersRead=None, singleBlockComputeWorkers=False, haveSharedTemp=True,"
            + " readBufferInsertTimeout=10, readBufferPopTimeout=None,"
            + " computeBufferInsertTimeout=10, computeBufferPopTimeout=20,"
            + " computeBarrierTimeout=600)",
        ConcurrencyStyle.DEFAULT.toString());
    String other =
        ConcurrencyStyle.of(
                Map.of(
                    "numReadWorkers",
                    4,
                    "numComputeWorkers",
                    2,
                    "computeWorkerKind",
                    "CW_SUBPROC",
                    "computeWorkersRead",
                    true,
                    "readBufferPopTimeout",
                    new BigDecimal("0.250"),
                    "computeBarrierTimeout",
                    1e3))
            .toString();
    assertTrue(other.contains("computeWorkerKind=CW_SUBPROC, computeWorkersRead=True"), other);
    assertTrue(other.contains("readBufferPopTimeout=0.25, "), other);
    assertTrue(other.endsWith("computeBarrierTimeout=1000)"), other);
  }

  @Test
  void fieldsComeBackAsTheyWere() {
    assertEquals(ConcurrencyStyle.DEFAULT, ConcurrencyStyle.of(Map.of()));
    Map<String, Object> fields = new HashMap<>(ConcurrencyStyle.DEFAULT.fields());
    fields.put("numReadWorkers", BigInteger.valueOf(8));
    fields.put("numComputeWorkers", 3L);
    fields.put("computeWorkerKind", "CW_SUBPROC");
    fields.put("computeWorkersRead", false);
    fields.put("readBufferPopTimeout", 7);
    fields.put("computeBufferPopTimeout", null);
    fields.put("computeBarrierTimeout", 0.5);
    ConcurrencyStyle style = ConcurrencyStyle.of(fields);
    assertEquals(style, ConcurrencyStyle.of(style.fields()));
    assertEquals(Optional.of(Duration.ofSeconds(7)), style.readBufferPopTimeout());
    assertEquals(Optional.empty(), style.computeBufferPopTimeout());
    assertEquals(Optional.of(Duration.ofMillis(500)), style.computeBarrierTimeout());
    assertEquals(
        List.copyOf(ConcurrencyStyle.DEFAULT.fields().keySet()),
        List.copyOf(style.fields().keySet()));
  }

  @Test
  void aTimeOutIsOffOnlyIfItIsNull() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("readBufferInsertTimeout", null);
    ConcurrencyStyle style = ConcurrencyStyle.of(fields);
    assertEquals(Optional.empty(), style.readBufferInsertTimeout());
    assertTrue(style.toString().contains("readBufferInsertTimeout=None"));
    for (Object none : List.of(0, -1, new BigDecimal("-0.5"), 1e-12)) {
      String message = refused("computeBarrierTimeout", none);
      assertTrue(message.startsWith("there is no time to wait: computeBarrierTimeout="), message);
      assertTrue(message.contains(": expected seconds above 0"), message);
      assertTrue(message.endsWith("write null to wait without end"), message);
    }
    assertTrue(refused("readBufferPopTimeout", 2_000_000_000L).startsWith("the time is too long"));
    for (Object endless : List.of(new BigDecimal("1e999999999"), BigInteger.TEN.pow(90))) {
      assertTrue(refused("readBufferPopTimeout", endless).startsWith("far too long"));
    }
    assertTrue(refused("readBufferPopTimeout", "10").startsWith("no time: "));
    assertTrue(refused("readBufferPopTimeout", Double.NaN).startsWith("no time: "));
  }

  @Test
  void whatRiosLeavesUncheckedIsChecked() {
    assertEquals(
        "there cannot be fewer than none: numReadWorkers=-1: expected 0 or more;"
            + " leave out numReadWorkers for its default",
        refused("numReadWorkers", -1));
    assertTrue(refused("numComputeWorkers", -3).contains("numComputeWorkers=-3"));
    assertEquals(
        "more than 256 at a time are not offered: numReadWorkers=257: expected 0 to 256; ask for"
            + " fewer; more computers can help with 'cellar work'",
        refused("numReadWorkers", 257));
    assertEquals(256, ConcurrencyStyle.of(Map.of("numReadWorkers", 256)).numReadWorkers());
    Map<String, Object> many = Map.of("computeWorkerKind", "CW_SUBPROC", "numComputeWorkers", 5000);
    assertTrue(refused(many).startsWith("more than 256 at a time are not offered: numCompute"));
    assertEquals(
        "there is no such kind of worker: computeWorkerKind=\"CW_THREAD\": expected one of"
            + " CW_NONE, CW_THREADS, CW_SUBPROC; did you mean CW_THREADS?",
        refused("computeWorkerKind", "CW_THREAD"));
    assertTrue(refused("computeWorkerKind", "threads").endsWith("did you mean CW_THREADS?"));
    assertTrue(refused("computeWorkerKind", "Dask").endsWith("choose one of these"));
  }

  @Test
  void aMessageHasItsReasonFirstThenWhereThenWhatToDo() {
    assertEquals(
        "nobody reads: numReadWorkers=0 with computeWorkersRead=false: expected at least 1 with"
            + " numComputeWorkers=2; say how many downloads with numReadWorkers, or leave out"
            + " computeWorkersRead",
        refused(
            Map.of(
                "numComputeWorkers",
                2,
                "computeWorkerKind",
                "CW_SUBPROC",
                "computeWorkersRead",
                false)));
    ConcurrencyStyle many =
        ConcurrencyStyle.of(Map.of("numComputeWorkers", 9, "computeWorkerKind", "CW_THREADS"));
    assertEquals(
        "9 threads are more than the 8 processors of this computer: numComputeWorkers=9 with"
            + " computeWorkerKind=CW_THREADS: expected at most 8; ask for fewer, or choose"
            + " CW_SUBPROC",
        assertThrows(StyleException.class, () -> many.requireProcessors(8)).getMessage());
    assertEquals(many, many.requireProcessors(9));
  }

  @Test
  void kindsThatAreNotStartedAreRefusedInWords() {
    Map<String, String> remedies =
        Map.of(
            "CW_SLURM", "sbatch",
            "CW_PBS", "qsub",
            "CW_AWSBATCH", "in a container there",
            "CW_ECS", "in a container there");
    remedies.forEach(
        (kind, remedy) -> {
          String message = refused(Map.of("numComputeWorkers", 1, "computeWorkerKind", kind));
          assertTrue(message.startsWith("workers are not started "), message);
          assertTrue(message.contains("computeWorkerKind=" + kind), message);
          assertTrue(message.contains("cellar work JOBDIR"), message);
          assertTrue(message.endsWith(remedy), message);
        });
    assertTrue(refused("haveSharedTemp", false).contains("haveSharedTemp=false: expected true"));
  }

  @Test
  void typesAreStrict() {
    assertTrue(refused("numReadWorkers", 4.0).startsWith("no integer: numReadWorkers=4.0: "));
    assertTrue(refused("numReadWorkers", "4").startsWith("no integer: numReadWorkers=\"4\": "));
    assertTrue(refused("numReadWorkers", null).startsWith("no integer: numReadWorkers=null: "));
    assertTrue(refused("numReadWorkers", 1L << 40).startsWith("too large: "));
    assertTrue(refused("computeWorkerKind", 1).startsWith("no text: "));
    assertTrue(refused("haveSharedTemp", "true").startsWith("neither true nor false: "));
    assertTrue(refused("singleBlockComputeWorkers", null).startsWith("neither true nor false"));
    assertTrue(refused("computeWorkersRead", 1).startsWith("neither true nor false: "));
    assertTrue(refused("numReadWorkers", List.of(1)).contains("numReadWorkers=…: "));
    assertTrue(
        refused("num_read_workers", 4)
            .startsWith("there is no such field: \"num_read_workers\": expected one of"));
    assertTrue(refused("numReadWorker", 4).endsWith("did you mean numReadWorkers?"));
    assertTrue(refused("a\nb", 4).startsWith("there is no such field: \"a\\u000ab\""));
  }

  @Test
  void whoDownloads() {
    ConcurrencyStyle subproc =
        ConcurrencyStyle.of(Map.of("numComputeWorkers", 3, "computeWorkerKind", "CW_SUBPROC"));
    assertFalse(subproc.workersRead());
    assertTrue(subproc.downloadsForWorkers());
    assertEquals(3, subproc.children(2));
    ConcurrencyStyle alone =
        ConcurrencyStyle.of(
            Map.of(
                "numComputeWorkers",
                3,
                "computeWorkerKind",
                "CW_SUBPROC",
                "computeWorkersRead",
                true));
    assertTrue(alone.workersRead());
    assertFalse(alone.downloadsForWorkers());
    ConcurrencyStyle threads =
        ConcurrencyStyle.of(Map.of("numComputeWorkers", 3, "computeWorkerKind", "CW_THREADS"));
    assertFalse(threads.downloadsForWorkers(), "it has no other processes");
    assertEquals(0, threads.children(2));
    assertTrue(WorkerKind.SLURM.readsByDefault());
  }

  @Test
  void whatTheEngineIsGiven() {
    EngineSettings usual = EngineSettings.defaults().withDecodePermits(5);
    ConcurrencyStyle threads =
        ConcurrencyStyle.of(
            Map.of("numReadWorkers", 6, "numComputeWorkers", 3, "computeWorkerKind", "CW_THREADS"));
    assertEquals(6, threads.settings(usual, 8).parallel());
    assertEquals(3, threads.settings(usual, 8).decodePermits());
    assertEquals(2, threads.settings(usual, 2).decodePermits(), "a smaller computer");
    assertEquals(0, ConcurrencyStyle.DEFAULT.settings(usual, 8).parallel());
    assertEquals(5, ConcurrencyStyle.DEFAULT.settings(usual, 8).decodePermits());
  }

  @Test
  void tasksOfASingleBlock() {
    ConcurrencyStyle single =
        ConcurrencyStyle.of(
            Map.of("singleBlockComputeWorkers", true, "computeWorkerKind", "CW_SUBPROC"));
    assertEquals(1, single.blocksPerShard(1000));
    assertEquals(8, single.children(8), "as many as there are processors");
    assertEquals(1000, ConcurrencyStyle.DEFAULT.blocksPerShard(1000));
  }
}
