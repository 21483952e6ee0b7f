/**
 * Fetching whole regions from the window.
 *
 * <p>{@link io.cellar.ui.prefetch.Prefetching} is what the window talks to: it opens the dialog,
 * begins fetches through the volume's {@link io.cellar.ui.Prefetches}, and keeps the rows under the
 * panes. In the dialog a {@link io.cellar.ui.prefetch.RegionEditor} tells which region is meant, an
 * {@link io.cellar.ui.prefetch.OptionsEditor} how it is fetched, and an {@link
 * io.cellar.ui.prefetch.Estimator} asks on another thread what it would mean. Whatever counts or
 * words something (regions, estimates, progress) is free of the toolkit.
 *
 * <p>Progress is looked at by the window's pulse; nothing is pushed.
 */
package io.cellar.ui.prefetch;
