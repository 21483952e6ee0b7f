/**
 * The workers of jobs: one class for all of them, whether it runs in the window, behind {@code
 * cellar fetch} or as {@code cellar work} in a process of its own.
 *
 * <p>A {@link io.cellar.job.work.Worker} takes shards from the job's folder ({@link
 * io.cellar.job.folder}), has a {@link io.cellar.job.work.ShardTask} do what is to be done with
 * each, and says every few seconds that it lives. Which blocks a shard has follows from the job's
 * description alone ({@link io.cellar.job.work.ShardPlan}), so that nothing has to be written down
 * for any of a hundred million blocks.
 *
 * <p>How much is done at once, and by whom, is a job's {@link
 * io.cellar.job.style.ConcurrencyStyle}. A {@link io.cellar.job.work.JobRunner} does a job as it
 * says: in this process, or by child processes ({@link io.cellar.job.work.WorkerProcess}), which
 * download for themselves or are offered, shard by shard, what this process has downloaded. It sets
 * workers on a job that go on by themselves, too. What workers hand back besides the fate of blocks
 * ({@link io.cellar.job.folder.JobResults}) is merged into the report.
 */
package io.cellar.job.work;
