/**
 * Slices on screen. A {@link io.cellar.ui.pane.SlicePane} puts a picture (an image over a pixel
 * buffer) under an overlay (a canvas with crosshair, scale bar and labels) and turns mouse and
 * wheel into changes of the {@link io.cellar.ui.pane.Navigator}; {@link io.cellar.ui.pane.PaneGrid}
 * lays panes out, two by two or one alone.
 *
 * <p>When the view moves, the picture that is there is moved and scaled at once; the painter of the
 * pane makes the new one on its own thread, and the pulse swaps it in.
 */
package io.cellar.ui.pane;
