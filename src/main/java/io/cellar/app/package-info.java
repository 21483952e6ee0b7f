/**
 * The composition root of the window: makes its parts and puts them together, in the order in which
 * they are started, and closes them in the reverse one. {@link io.cellar.app.WindowStart} starts
 * JavaFX and the window; volumes are opened through {@link io.cellar.session}.
 */
package io.cellar.app;
