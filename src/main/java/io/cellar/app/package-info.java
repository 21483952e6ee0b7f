/**
 * The composition root: makes the parts of the program and puts them together, in the order in
 * which they are started, and closes them in the reverse one.
 *
 * <p>{@link io.cellar.app.Volumes} is what a process has once: settings, folders, the HTTP client,
 * the engine, the memory for cells. {@link io.cellar.app.VolumeSession} wires one open level of a
 * volume: its store, its source, its number in the engine; {@link io.cellar.app.LevelSessions} are
 * all levels of one. The command line and the window both open volumes through them. {@code
 * CellarApp} is the window's JavaFX application.
 *
 * <p>Closing order: views and readers (they cancel what they asked for), the engine (it drains its
 * accepted writes), the stores (they save their coverage), the HTTP client.
 */
package io.cellar.app;
