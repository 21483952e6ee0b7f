/**
 * The main window: {@link io.cellar.ui.window.MainWindow} puts menu, toolbar, panes, side panel and
 * status line together; {@link io.cellar.ui.window.VolumeView} is all that belongs to the volume on
 * show; {@link io.cellar.ui.window.CommandTable} is all that it can be told to do, by which keys
 * and with which words; menu, toolbar and help page are made of it.
 */
package io.cellar.ui.window;
