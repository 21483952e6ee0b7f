package io.cellar.job.work;

import io.cellar.job.FetchTarget;

/**
 * A box of blocks of one level, which a worker takes as a whole.
 *
 * @param number place in the job, from 0
 * @param volume place of its volume in the job, from 0
 * @param target the box; its region is in stored coordinates
 */
public record Shard(long number, int volume, FetchTarget target) {}
