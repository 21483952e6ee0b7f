/**
 * Slices on screen. A {@link io.cellar.ui.pane.SlicePane} puts a picture (an image over a pixel
 * buffer) under an overlay (a canvas with crosshair, scale bar and labels) and turns mouse and
 * wheel into changes of the {@link io.cellar.ui.pane.Navigator}; {@link io.cellar.ui.pane.PaneGrid}
 * lays panes out, two by two or one alone.
 *
 * <p>When the view moves, the picture that is there is moved and scaled at once; the painter of the
 * pane begins the new one at the event, on its own thread, and it is swapped in as soon as it is
 * there, between two frames. Its pixels are not copied: {@code PictureBuffers} makes an image of
 * them, and gives them back to the painter when no frame can show them any more.
 */
package io.cellar.ui.pane;
