package io.cellar.engine;

import io.cellar.source.LocalTrouble;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a disk takes no more, and when it does again. A full disk is one at once; other
 * failures are a matter of their block until several come in a row.
 *
 * <p>While a disk refuses, bulk work for it waits, and what is visible goes on from memory. The
 * block that did not fit is kept and tried again every few seconds: when it fits, all goes on by
 * itself.
 */
final class DiskGuard {
  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
  private static final int FAILURES_IN_A_ROW = 3;

  private final EngineParts tools;
  private final Consumer<PublishWorkers.Job> retryLater;
  private final BiConsumer<OpenFileset, List<InFlightBlock>> resumed;

  /**
   * A guard.
   *
   * @param probe told of a block to be written as a probe; not while deciding
   * @param resumed told, while deciding, which flights had waited for a disk that works again
   */
  DiskGuard(
      EngineParts tools,
      Consumer<PublishWorkers.Job> probe,
      BiConsumer<OpenFileset, List<InFlightBlock>> resumed) {
    this.tools = tools;
    this.retryLater = probe;
    this.resumed = resumed;
  }

  /** Why nothing is written into a fileset now; empty when all is well. */
  Optional<Throwable> problem(OpenFileset fileset) {
    return tools.desk().decide(() -> fileset.diskProblem());
  }

  /** A block was written. */
  void wrote(PublishWorkers.Job job) {
    tools
        .desk()
        .decide(
            () -> {
              OpenFileset fileset = job.fileset();
              fileset.failedWrites = 0;
              if (fileset.diskProblem().isPresent()) {
                fileset.diskProblem(Optional.empty());
                LOG.info("{} can be written again", fileset.name());
                resumed.accept(fileset, List.copyOf(fileset.parked()));
              }
            });
  }

  /**
   * A block could not be written.
   *
   * @return true when that means that the disk takes nothing more
   */
  boolean failed(PublishWorkers.Job job, Throwable cause) {
    return tools
        .desk()
        .decide(
            () -> {
              OpenFileset fileset = job.fileset();
              if (LocalTrouble.in(cause).isPresent()) {
                return false; // Not the disk's fault.
              }
              fileset.failedWrites++;
              boolean first = fileset.diskProblem().isEmpty();
              boolean refuses =
                  cause instanceof StoreException.DiskFull
                      || fileset.failedWrites >= FAILURES_IN_A_ROW;
              if (!refuses) {
                return false;
              }
              if (first) {
                LOG.warn("{} takes no more blocks: {}", fileset.name(), Messages.words(cause));
                fileset.diskProblem(Optional.of(cause));
              }
              if (first || job.probe()) {
                tools.time().after(tools.settings().spaceProbe(), () -> probe(job));
              }
              return first;
            });
  }

  /** True for a probe into a fileset that is being closed, which does not wait for probes. */
  boolean isLeft(PublishWorkers.Job job) {
    return job.probe() && tools.desk().decide(() -> job.fileset().released());
  }

  private void probe(PublishWorkers.Job job) {
    boolean pointless =
        tools
            .desk()
            .decide(() -> job.fileset().released() || job.fileset().diskProblem().isEmpty());
    if (!pointless) {
      Threads.virtual("cellar-space-probe", () -> retryLater.accept(job.asProbe())).start();
    }
  }
}
