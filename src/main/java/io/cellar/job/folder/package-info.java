/**
 * A job on disk: a folder in the cache that it fetches into, and the user's own list of such
 * folders. Several workers, on this computer or on others that see the same disk, agree through it
 * by names alone; none of them needs to know of the others, and any of them may die at any moment.
 *
 * <ul>
 *   <li>{@link io.cellar.job.folder.JobSpec}: what is to be done ({@code job.json}).
 *   <li>{@link io.cellar.job.folder.ShardFiles}: runs of blocks, and who works on which.
 *   <li>{@link io.cellar.job.folder.Offer}: what is known of a shard that was downloaded for
 *       workers that download nothing.
 *   <li>{@link io.cellar.job.folder.JobResults}: what workers hand back besides.
 *   <li>{@link io.cellar.job.folder.WorkerFiles}: who works at all, and whether it still lives.
 *   <li>{@link io.cellar.job.folder.FailureFiles}: blocks that could not be had.
 *   <li>{@link io.cellar.job.folder.JobState}: all of it at one moment, for rows and reports.
 *   <li>{@link io.cellar.job.folder.JobList}: which jobs are the user's own; no other is touched.
 * </ul>
 */
package io.cellar.job.folder;
