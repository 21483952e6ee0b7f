/**
 * From what a user types to what is there: {@link io.cellar.source.probe.VolumeLocation} takes a
 * location apart, {@link io.cellar.source.probe.Probe} asks the formats what the place holds.
 */
package io.cellar.source.probe;
