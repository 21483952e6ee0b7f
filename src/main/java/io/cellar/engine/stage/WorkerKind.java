package io.cellar.engine.stage;

/** Where the workers of a computation run. */
public enum WorkerKind {
  /** In the calling thread. */
  CW_NONE,
  /** In threads of this process. */
  CW_THREADS,
  /** In processes on this machine. */
  CW_SUBPROC,
  /** In a Slurm cluster. */
  CW_SLURM,
  /** In a PBS cluster. */
  CW_PBS,
  /** In AWS Batch. */
  CW_AWSBATCH,
  /** In AWS ECS. */
  CW_ECS
}
