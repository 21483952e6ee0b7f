/**
 * Small helpers for JavaFX: the {@link io.cellar.ui.fx.Pulse} that brings results of other threads
 * onto the JavaFX thread once per frame, the {@link io.cellar.ui.fx.Colours}, icons, and pictures
 * of the window.
 */
package io.cellar.ui.fx;
