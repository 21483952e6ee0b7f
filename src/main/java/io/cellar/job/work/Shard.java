package io.cellar.job.work;

import io.cellar.job.FetchTarget;
import io.cellar.job.folder.Offer;
import java.util.Optional;

/**
 * A box of blocks of one level, which a worker takes as a whole.
 *
 * @param number place in the job, from 0
 * @param volume place of its volume in the job, from 0
 * @param target the box; its region is in stored coordinates
 * @param offer what it was offered with, if it was downloaded for its worker
 */
public record Shard(long number, int volume, FetchTarget target, Optional<Offer> offer) {

  Shard with(Optional<Offer> other) {
    return new Shard(number, volume, target, other);
  }
}
