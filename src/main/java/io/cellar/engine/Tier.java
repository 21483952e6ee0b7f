package io.cellar.engine;

/** How urgently a block is wanted, most urgent first. */
public enum Tier {
  /** On a screen now, or somebody's call is blocked on it. */
  VISIBLE,
  /** Soon to be on a screen. */
  NEARBY,
  /** Part of a region that is fetched as a whole. */
  BULK;

  /** How many tiers there are. */
  static final int COUNT = values().length;
}
