/**
 * Work on whole regions: what a fetch would bring, in which order, and the fetch itself.
 *
 * <p>A {@link io.cellar.job.RegionFetch} is one requester among others in front of the engine: it
 * keeps a window of bulk requests outstanding and counts what becomes of them. What the coverage
 * holds to be available is looked at on disk beforehand, many blocks at a time ({@code
 * PresentBlocks}), and goes to the engine only where that turns out to be wrong. Nothing here keeps
 * an object for each block of a region, so that a region of many million blocks starts at once.
 *
 * <p>Whoever needs the blocks waits in {@link io.cellar.job.RegionFetch#submit}: it returns when
 * all are on disk, and fails when all that can be had are, saying how many could not and why the
 * first could not.
 *
 * <p>A job is a region that outlives its process: {@link io.cellar.job.folder} is what of it lies
 * on disk, {@link io.cellar.job.work} who works on it, {@link io.cellar.job.style} how much is done
 * at once.
 */
package io.cellar.job;
