package io.cellar.engine;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Flights that wait for their turn, one queue for each tier. Guarded by the {@link EngineLock}.
 *
 * <p>Nothing is ever searched for. A flight that leaves, or whose priority rises, leaves its old
 * place behind; a place that is no longer valid is thrown away when it reaches the head. A flight
 * whose priority has fallen is found out at the head too, and sent back. Asking at the head is also
 * where stale requests die.
 */
final class WaitingLine {
  /** Places that are not valid any more may outnumber the valid ones by so many. */
  private static final int SLACK = 1024;

  private record Place(InFlightBlock flight, int number, Priority priority, long arrival) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::priority).thenComparingLong(Place::arrival);

    boolean valid() {
      return flight.place == number;
    }
  }

  private final Map<Tier, PriorityQueue<Place>> queues = new EnumMap<>(Tier.class);
  private final Map<Tier, Integer> waiting = new EnumMap<>(Tier.class);
  private final Predicate<InFlightBlock> stillWanted;
  private long arrivals;

  /**
   * A line.
   *
   * @param stillWanted asked of a flight that has come to the head: drops its stale claims; when
   *     none are left, ends the flight, taking it out of this line, and says false
   */
  WaitingLine(Predicate<InFlightBlock> stillWanted) {
    this.stillWanted = stillWanted;
    for (Tier tier : Tier.values()) {
      queues.put(tier, new PriorityQueue<>(Place.ORDER));
      waiting.put(tier, 0);
    }
  }

  /** Lets a flight join, or gives one that waits the place of its present priority. */
  void place(InFlightBlock flight) {
    if (flight.line != null) {
      flight.line.remove(flight);
    }
    Priority priority = flight.priority();
    flight.line = this;
    flight.waitingAs = priority.tier();
    waiting.merge(priority.tier(), 1, Integer::sum);
    PriorityQueue<Place> queue = queues.get(priority.tier());
    queue.add(new Place(flight, flight.place, priority, arrivals++));
    tidy(priority.tier());
  }

  /** Lets a flight leave. */
  void remove(InFlightBlock flight) {
    if (flight.line == this) {
      waiting.merge(flight.waitingAs, -1, Integer::sum);
      flight.line = null;
      flight.waitingAs = null;
      flight.place++;
    }
  }

  /** The flight of a tier whose turn it is; it stays in the line. */
  Optional<InFlightBlock> head(Tier tier) {
    PriorityQueue<Place> queue = queues.get(tier);
    while (!queue.isEmpty()) {
      Place place = queue.peek();
      if (!place.valid()) {
        queue.poll();
      } else if (!stillWanted.test(place.flight)) {
        queue.remove(place);
      } else if (place.flight.priority().compareTo(place.priority) > 0) {
        queue.poll();
        place(place.flight);
      } else {
        return Optional.of(place.flight);
      }
    }
    return Optional.empty();
  }

  /** How many wait in a tier, stale ones included. */
  int size(Tier tier) {
    return waiting.get(tier);
  }

  private void tidy(Tier tier) {
    PriorityQueue<Place> queue = queues.get(tier);
    if (queue.size() > 2 * waiting.get(tier) + SLACK) {
      queue.removeIf(place -> !place.valid());
    }
  }
}
