package io.cellar.engine.stage;

/**
 * How much of something bounded is in use, at one moment.
 *
 * @param name what is bounded, in words for the status panel
 * @param inUse may exceed the limit for a moment after the limit fell
 * @param limit most that may be in use
 * @param unit such as {@code requests}, {@code bytes}, {@code blocks}
 */
public record CapacityUse(String name, long inUse, long limit, String unit) {}
