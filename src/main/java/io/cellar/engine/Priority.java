package io.cellar.engine;

/**
 * Order of requests: tier, then coarse before fine, then distance. Smaller is sooner.
 *
 * @param tier how urgently
 * @param coarseness level number negated: coarser levels come first within a tier
 * @param distance to the pointer or the view's centre, or place in a bulk order; any unit
 */
public record Priority(Tier tier, int coarseness, double distance) implements Comparable<Priority> {

  public static Priority visible(int level, double distance) {
    return new Priority(Tier.VISIBLE, -level, distance);
  }

  public static Priority nearby(int level, double distance) {
    return new Priority(Tier.NEARBY, -level, distance);
  }

  public static Priority bulk(double order) {
    return new Priority(Tier.BULK, 0, order);
  }

  @Override
  public int compareTo(Priority other) {
    int byTier = tier.compareTo(other.tier);
    if (byTier != 0) {
      return byTier;
    }
    int byLevel = Integer.compare(coarseness, other.coarseness);
    return byLevel != 0 ? byLevel : Double.compare(distance, other.distance);
  }
}
