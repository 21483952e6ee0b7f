/**
 * The main window: {@link io.cellar.ui.window.MainWindow} puts menu, toolbar, panes, side panel and
 * status line together; {@link io.cellar.ui.window.VolumeView} is all that belongs to the volume on
 * show; {@link io.cellar.ui.window.Commands} is what menu, toolbar and keys can do, and {@link
 * io.cellar.ui.window.KeyBindings} says with which keys.
 */
package io.cellar.ui.window;
