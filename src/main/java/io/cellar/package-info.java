/**
 * Cellar: browses and caches image volumes that are far too big to copy.
 *
 * <p>Data flows one way: {@code description}, {@code source}, {@code download}, {@code store} on
 * disk and {@code cell} in memory, {@code slice}, {@code ui}. A consumer imports its producer,
 * never the reverse. {@code app} puts the parts together, {@code cli} is the command line, and
 * {@link io.cellar.Main} is the only class that knows both.
 */
package io.cellar;
