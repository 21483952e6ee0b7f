package io.cellar.job.work;

import io.cellar.job.FetchTarget;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardEnd;
import java.util.Optional;

/**
 * A box of blocks of one level, which a worker takes as a whole.
 *
 * @param number place in the job, from 0
 * @param volume place of its volume in the job, from 0
 * @param target the box; its region is in stored coordinates
 * @param offer what it was offered with, if it was downloaded for its worker
 * @param earlier what earlier attempts at it have come to
 */
public record Shard(
    long number, int volume, FetchTarget target, Optional<Offer> offer, ShardEnd earlier) {

  /** A shard that nobody has worked on. */
  Shard(long number, int volume, FetchTarget target, Optional<Offer> offer) {
    this(number, volume, target, offer, ShardEnd.NONE);
  }

  Shard with(Optional<Offer> offered, ShardEnd before) {
    return new Shard(number, volume, target, offered, before);
  }

  /** How many blocks it has. */
  long blocks() {
    return target.reader().grid().countIn(target.stored());
  }
}
