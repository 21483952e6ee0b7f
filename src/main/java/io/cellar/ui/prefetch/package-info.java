/**
 * Fetching whole regions from the window, as jobs.
 *
 * <p>{@link io.cellar.ui.prefetch.Prefetching} is what the window talks to: it opens the dialog,
 * has jobs made by {@link io.cellar.ui.Jobs}, and keeps the rows under the panes. In the dialog a
 * {@link io.cellar.ui.prefetch.RegionEditor} tells which region is meant, a {@link
 * io.cellar.ui.prefetch.PartsEditor} of which volumes and levels, an {@link
 * io.cellar.ui.prefetch.OptionsEditor} how it is fetched and by whom, and an {@link
 * io.cellar.ui.prefetch.Estimator} asks on another thread what it would mean. Whatever counts or
 * words something (regions, estimates, progress) is free of the toolkit.
 *
 * <p>Jobs are looked at by the window's pulse; nothing is pushed. They belong to the user, not to a
 * volume on show: rows stay when another one is opened.
 */
package io.cellar.ui.prefetch;
