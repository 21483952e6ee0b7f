package io.cellar.ui.picture;

/**
 * What kind of picture is wanted.
 *
 * @param scope what it is of
 * @param factor pixels along an edge for each pixel of the screen: 1, 2 or 4
 * @param overlays true with crosshair, scale bar and labels as they are on screen
 */
record PictureChoice(PictureScope scope, int factor, boolean overlays) {}
