/**
 * The fault plan: what can go wrong between a server and the cache is brought about on purpose, and
 * what came of it is counted. {@link io.cellar.faults.FaultPlanTest} plays all rows ({@code mvn
 * -Pfaults verify}, {@code -Dfaults=full} for full sizes, {@code -Dfaults.rows=5,9} for some) and
 * writes {@code target/faults.md}; {@link io.cellar.faults.QuickFaultsTest} plays a handful with
 * each build.
 *
 * <p>A {@link io.cellar.faults.FaultRow} is a fault and a scenario; a scenario notes in its {@link
 * io.cellar.faults.Score} how often the fault was really injected, as the server or the disk tells,
 * and what the {@link io.cellar.faults.Oracle} finds afterwards: the voxels of the served volume
 * are a function of their coordinates, so every file under a final name can be checked without
 * Cellar's own reader.
 */
package io.cellar.faults;
