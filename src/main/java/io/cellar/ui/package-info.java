/**
 * The window.
 *
 * <p>This package holds what the window needs from the rest of the program, as small interfaces and
 * records that the composition root implements: {@link io.cellar.ui.OpenVolume} is a volume on
 * show, {@link io.cellar.ui.Jobs} are the regions that are fetched, {@link
 * io.cellar.ui.WindowActions} is what its menus can do. They use no toolkit and everything in them
 * returns at once. The packages below hold one part of the window each: {@code navigation} (where
 * it looks, toolkit-free), {@code words} (texts and figures, toolkit-free), {@code fx} (the pulse,
 * colours and other small helpers), {@code layer} (the volumes on show, one over the other), {@code
 * pane} (slices), {@code coverage} (how much of the view is cached), {@code overview}, {@code side}
 * (contrast, information, sliders), {@code bookmark}, {@code prefetch}, {@code picture} (saving
 * what is seen), {@code preferences}, {@code status}, {@code dialog}, and {@code window}, which
 * puts them together.
 *
 * <p>One rule keeps the window quick: nothing reads a file, waits for a lock or renders on the
 * JavaFX thread, and nothing calls it per block. {@link io.cellar.ui.fx.Pulse} copies snapshots
 * once per frame.
 */
package io.cellar.ui;
