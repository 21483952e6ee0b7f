package io.cellar.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;

/**
 * How often a server misbehaves, and how. Which request is hit depends on the seed, on the path and
 * on how often the path was asked for before, not on the order in which requests come. Immutable.
 */
public final class FaultPlan {
  /** Always answers well. */
  public static final FaultPlan NONE = new FaultPlan(List.of(), Duration.ZERO, 0);

  private final List<Share> shares;
  private final Duration outage;
  private final int seed;

  private record Share(String kind, double share, Fault fault) {}

  /** A fault that a request is to be answered with. */
  record Chosen(String kind, Fault fault) {}

  private FaultPlan(List<Share> shares, Duration outage, int seed) {
    this.shares = List.copyOf(shares);
    this.outage = outage;
    this.seed = seed;
  }

  /**
   * Reads {@code kind=share} texts, such as {@code drop=0.2}: the share is the part of all requests
   * from 0 to 1. {@code outage=10} means ten seconds of 503 from the first request on.
   *
   * @param seed the same seed hits the same requests
   * @throws IllegalArgumentException naming the text, if the kind is not known, the share is not a
   *     number from 0 to 1, or the shares exceed 1 together
   */
  public static FaultPlan parse(List<String> texts, int seed) {
    Faults known = new Faults();
    List<Share> shares = new ArrayList<>();
    Duration outage = Duration.ZERO;
    double sum = 0;
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      double number = number(text, parts);
      if (parts[0].strip().equals("outage")) {
        outage = Duration.ofMillis(Math.round(number * 1000));
        continue;
      }
      String kind = parts[0].strip();
      Fault fault =
          known
              .named(kind)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "fault \"" + kind + "\" is not known; there are outage, " + kinds()));
      sum += number;
      if (number > 1 || sum > 1 + 1e-9) {
        throw new IllegalArgumentException(
            "fault \"" + text + "\": the shares of all faults must not exceed 1 together");
      }
      shares.add(new Share(kind, number, fault));
    }
    return new FaultPlan(shares, outage, seed);
  }

  /** Every request is answered by one kind of fault. */
  public static FaultPlan always(String kind) {
    return parse(List.of(kind + "=1"), 0);
  }

  /** The kinds that can be named. */
  public static SortedSet<String> kinds() {
    return new Faults().kinds();
  }

  private static double number(String text, String[] parts) {
    try {
      double number = Double.parseDouble(parts.length < 2 ? "" : parts[1].strip());
      if (number >= 0 && number < 1e9) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "fault \"" + text + "\" is not kind=share, such as drop=0.2");
  }

  /** How long the server is away after the first request; zero for not at all. */
  Duration outage() {
    return outage;
  }

  /**
   * The fault for a request, if any.
   *
   * @param earlier how often the path was asked for before
   */
  Optional<Chosen> choose(String path, int earlier) {
    if (shares.isEmpty()) {
      return Optional.empty();
    }
    double drawn =
        new SplittableRandom(seed ^ ((long) path.hashCode() << 20) + earlier).nextDouble();
    for (Share share : shares) {
      drawn -= share.share();
      if (drawn < 0) {
        return Optional.of(new Chosen(share.kind(), share.fault()));
      }
    }
    return Optional.empty();
  }
}
