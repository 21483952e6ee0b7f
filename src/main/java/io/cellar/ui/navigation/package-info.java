/**
 * Where the window looks, as immutable values without any toolkit.
 *
 * <p>{@link io.cellar.ui.navigation.ViewState} holds a position (the crosshair) and a centre for
 * every axis, and one zoom. {@link io.cellar.ui.navigation.PanePlan} says which planes a volume is
 * shown in. Since the centre of an axis is shared by all planes that show it, panes stay aligned:
 * the picture below and the picture beside move with the one that is dragged. All coordinates are
 * view coordinates, all lengths on screen are device pixels.
 */
package io.cellar.ui.navigation;
