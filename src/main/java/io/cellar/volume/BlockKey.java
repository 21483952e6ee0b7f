package io.cellar.volume;

/**
 * Names one block in this process: which opened fileset (one level of one volume), and which block
 * of its {@link BlockGrid}. Ordered by fileset, then in scan order.
 *
 * @param fileset number of an opened fileset, unique while the process lives; the composition root
 *     hands them out
 * @param index number of the block in the fileset's grid, scan order
 */
public record BlockKey(int fileset, long index) implements Comparable<BlockKey> {

  // Keys of maps on the way of every block: what a record has by itself is slow until it is
  // compiled.

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockKey key && key.fileset == fileset && key.index == index;
  }

  @Override
  public int hashCode() {
    return 31 * fileset + Long.hashCode(index);
  }

  @Override
  public int compareTo(BlockKey other) {
    int byFileset = Integer.compare(fileset, other.fileset);
    return byFileset != 0 ? byFileset : Long.compare(index, other.index);
  }
}
