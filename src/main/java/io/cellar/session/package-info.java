/**
 * The headless door: opens what a user names (an image, a description, a cache: a file, a folder,
 * an address) and wires source, store, engine and memory of each level. Commands, jobs and the
 * window all come through it; no class here knows JavaFX. Any imglib2 code runs on a volume; what
 * is missing of it is fetched, and kept, while the code waits:
 *
 * <pre>{@code
 * try (Volumes volumes = Volumes.forCommand(0);
 *     VolumeSession finest = volumes.open(volumes.describe(file, false).levels().getFirst(), false);
 *     CachedCellImg<UnsignedByteType, ?> image = finest.image(new UnsignedByteType())) {
 *   for (UnsignedByteType voxel : Views.interval(image, Intervals.createMinSize(8, 0, 0, 64, 32, 16))) {
 *     sum += voxel.get();
 *   }
 * }
 * }</pre>
 *
 * <p>{@link io.cellar.session.Volumes} is what a process has once: the HTTP client, the engine, the
 * memory for cells. {@link io.cellar.session.VolumeSession} is one open level of a volume: its
 * store, its source, its number in the engine; {@link io.cellar.session.LevelSessions} are all
 * levels of one, which everybody in the process who opens the same volume shares, so that a block
 * is fetched once and seen by all. {@link io.cellar.session.Wiring} makes the parts from the
 * settings.
 *
 * <p>Closing order: views, readers and images (they cancel what they asked for), the sessions (they
 * finish accepted writes and save their coverage, when the last who shares them closes them), then
 * the {@code Volumes}, which tell whether all was written.
 */
package io.cellar.session;
