/**
 * How much of what is looked at is cached: {@link io.cellar.ui.coverage.Tally} counts the blocks of
 * a box, {@link io.cellar.ui.coverage.StripSamples} does so for every position along an axis (both
 * toolkit-free and bounded in work), {@link io.cellar.ui.coverage.CoverageWatch} keeps the figures
 * of one volume up to date off the JavaFX thread, and {@link io.cellar.ui.coverage.CoverageSlider}
 * is a slider whose track shows them; {@link io.cellar.ui.coverage.PaneFoot} puts it under a pane.
 */
package io.cellar.ui.coverage;
