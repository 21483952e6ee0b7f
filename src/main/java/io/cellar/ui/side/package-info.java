/**
 * The panel beside the panes: position sliders, contrast, and information on the volume. What can
 * be computed without a toolkit ({@link io.cellar.ui.side.ContrastScale}, {@link
 * io.cellar.ui.side.InfoRows}) is kept apart from the controls.
 */
package io.cellar.ui.side;
