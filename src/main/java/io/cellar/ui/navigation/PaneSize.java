package io.cellar.ui.navigation;

/**
 * A plane and the size of the pane that shows it.
 *
 * @param width device pixels
 * @param height device pixels
 */
public record PaneSize(Plane plane, int width, int height) {}
