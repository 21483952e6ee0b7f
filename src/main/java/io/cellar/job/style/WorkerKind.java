package io.cellar.job.style;

import io.cellar.input.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the workers of a job run. Written {@code CW_NONE}, {@code CW_THREADS} and so on. Those that
 * Cellar does not start are names all the same, so that they can be refused in words; none is ever
 * taken for another.
 */
public enum WorkerKind {
  /** In the process that was told to do the job, with what the engine finds out by itself. */
  NONE(""),
  /** The same, with a given number of blocks decoded at once. */
  THREADS(""),
  /** {@code cellar work} as child processes on this computer. */
  SUBPROC(""),
  SLURM("workers are not started through Slurm yet"),
  PBS("workers are not started through PBS yet"),
  AWSBATCH("workers are not started at AWS Batch"),
  ECS("workers are not started at Amazon ECS");

  private static final String PREFIX = "CW_";

  private final String refusal;

  WorkerKind(String refusal) {
    this.refusal = refusal;
  }

  /** How it is written. */
  public String text() {
    return PREFIX + name();
  }

  /** Why Cellar starts no workers of this kind; empty if it does. */
  Optional<String> refusal() {
    return Optional.of(refusal).filter(words -> !words.isEmpty());
  }

  /** What to do instead, where it is refused. */
  String instead() {
    return switch (this) {
      case AWSBATCH, ECS -> "run 'cellar work JOBDIR' in a container there";
      case SLURM -> "start 'cellar work JOBDIR' on its nodes yourself, such as with sbatch";
      case PBS -> "start 'cellar work JOBDIR' on its nodes yourself, such as with qsub";
      case NONE, THREADS, SUBPROC -> "choose one of " + texts(startable());
    };
  }

  /** Whether its workers download for themselves where a style does not say so. */
  boolean readsByDefault() {
    return switch (this) {
      case NONE, THREADS, SUBPROC -> false;
      case SLURM, PBS, AWSBATCH, ECS -> true;
    };
  }

  /** Whether its workers are processes of their own. */
  public boolean isSeparate() {
    return this != NONE && this != THREADS;
  }

  /**
   * The kind of a name, which must be written exactly so.
   *
   * @throws StyleException if there is none
   */
  static WorkerKind of(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private static StyleException unknown(String text) {
    List<String> known = Arrays.stream(values()).map(WorkerKind::text).toList();
    String word = text.startsWith(PREFIX) ? text : PREFIX + text;
    return new StyleException(
        "there is no such kind of worker",
        ConcurrencyStyle.KIND,
        StyleException.shown(text),
        "one of " + texts(startable()),
        Nearest.of(StyleException.cut(word), known)
            .map(meant -> "did you mean " + meant + "?")
            .orElse("choose one of these"));
  }

  private static List<WorkerKind> startable() {
    return Arrays.stream(values()).filter(kind -> kind.refusal().isEmpty()).toList();
  }

  /** Such as {@code CW_NONE, CW_THREADS, CW_SUBPROC}. */
  static String texts(List<WorkerKind> kinds) {
    return String.join(", ", kinds.stream().map(WorkerKind::text).toList());
  }
}
