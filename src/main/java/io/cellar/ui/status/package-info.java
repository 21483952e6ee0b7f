/**
 * What the engine is doing, in figures: the line at the foot of the window, the statistics panel,
 * and the list of failed blocks. {@link io.cellar.ui.status.StatusText} turns snapshots into words
 * without any toolkit.
 */
package io.cellar.ui.status;
