package io.cellar.engine;

import io.cellar.engine.EngineStats.CapacityUse;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A named number of places, and the line of blocks that wait for one: the most urgent first.
 * Guarded by the {@link EngineLock}.
 *
 * <p>Nothing in the line is ever searched for. A block that leaves, or whose priority rises, leaves
 * its old place behind; one that is no longer valid is thrown away when it reaches the head. A
 * block whose priority has fallen is found out at the head too, and sent back. Asking at the head
 * is also where stale requests die.
 */
final class Station {
  /** Places in the line that are not valid any more may outnumber the valid ones by so many. */
  private static final int SLACK = 1024;

  /** A place in the line. */
  private record Place(InFlightBlock block, int number, Priority priority, long arrival)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPriority = priority.compareTo(other.priority);
      return byPriority != 0 ? byPriority : Long.compare(arrival, other.arrival);
    }

    boolean valid() {
      return block.place == number;
    }
  }

  private final String name;
  private final String unit;
  private final IntSupplier places;
  private final Predicate<InFlightBlock> stillWanted;
  private final Map<Tier, PriorityQueue<Place>> line = new EnumMap<>(Tier.class);

  /** How many wait, by {@link Tier#ordinal}. */
  private final int[] waiting = new int[Tier.COUNT];

  private final Set<InFlightBlock> inside = new LinkedHashSet<>();
  private long arrivals;

  /**
   * Nobody is in it at first.
   *
   * @param name in words for the status panel
   * @param unit such as {@code blocks}
   * @param places how many there are now, at least 1
   * @param stillWanted asked of a block that has come to the head: says false after it has taken
   *     the block out of the line, because nobody wants it any more
   */
  Station(String name, String unit, IntSupplier places, Predicate<InFlightBlock> stillWanted) {
    this.name = name;
    this.unit = unit;
    this.places = places;
    this.stillWanted = stillWanted;
    for (Tier tier : Tier.values()) {
      line.put(tier, new PriorityQueue<>());
    }
  }

  /** Lets a block join the line, or gives one that waits the rank of its present priority. */
  void join(InFlightBlock block) {
    if (block.line != null) {
      block.line.leave(block);
    }
    Priority priority = block.priority();
    block.line = this;
    block.waitingAs = priority.tier();
    waiting[priority.tier().ordinal()]++;
    PriorityQueue<Place> queue = line.get(priority.tier());
    queue.add(new Place(block, block.place, priority, arrivals++));
    if (queue.size() > 2 * waiting(priority.tier()) + SLACK) {
      queue.removeIf(place -> !place.valid());
    }
  }

  /** Takes a block out of the line. */
  void leave(InFlightBlock block) {
    if (block.line == this) {
      waiting[block.waitingAs.ordinal()]--;
      block.line = null;
      block.waitingAs = null;
      block.place++;
    }
  }

  /** Gives a free place to whoever is first in the line; empty when there is no place or nobody. */
  Optional<InFlightBlock> admit() {
    return admit(tier -> true, block -> true);
  }

  /**
   * The same under conditions.
   *
   * @param mayCome whether one of a tier may have a place now; else the next tier is looked at
   * @param fits whether the first of the tier may come; else nobody does, so that it is not
   *     overtaken for ever
   */
  Optional<InFlightBlock> admit(Predicate<Tier> mayCome, Predicate<InFlightBlock> fits) {
    if (inside.size() >= places()) {
      return Optional.empty();
    }
    for (Map.Entry<Tier, PriorityQueue<Place>> each : line.entrySet()) {
      Tier tier = each.getKey();
      if (waiting(tier) == 0 || !mayCome.test(tier)) {
        continue;
      }
      Optional<InFlightBlock> head = head(each.getValue());
      if (head.isPresent()) {
        InFlightBlock block = head.get();
        if (!fits.test(block)) {
          return Optional.empty();
        }
        leave(block);
        inside.add(block);
        return head;
      }
    }
    return Optional.empty();
  }

  private Optional<InFlightBlock> head(PriorityQueue<Place> queue) {
    while (!queue.isEmpty()) {
      Place place = queue.peek();
      if (!place.valid()) {
        queue.poll();
      } else if (!stillWanted.test(place.block)) {
        queue.remove(place);
      } else if (place.block.priority().compareTo(place.priority) > 0) {
        queue.poll();
        join(place.block);
      } else {
        return Optional.of(place.block);
      }
    }
    return Optional.empty();
  }

  /** Gives a block's place back; false when it had none. */
  boolean give(InFlightBlock block) {
    return inside.remove(block);
  }

  /** Blocks that have a place, the first admitted first. */
  Set<InFlightBlock> inside() {
    return inside;
  }

  int places() {
    return places.getAsInt();
  }

  /** True when there may be somebody to admit. */
  boolean hasPlaceAndLine() {
    if (inside.size() >= places()) {
      return false;
    }
    for (int each : waiting) {
      if (each > 0) {
        return true;
      }
    }
    return false;
  }

  /** How many wait in a tier, stale ones included. */
  int waiting(Tier tier) {
    return waiting[tier.ordinal()];
  }

  /** As it is now. */
  CapacityUse use() {
    return new CapacityUse(name, inside.size(), places(), unit, IntStream.of(waiting).sum());
  }
}
