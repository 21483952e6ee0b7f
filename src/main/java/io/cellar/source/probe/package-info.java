/**
 * From what a user types to what is there: {@link io.cellar.source.probe.VolumeLocation} takes a
 * location apart, {@link io.cellar.source.probe.Probe} asks the formats what the place holds.
 * {@link io.cellar.source.probe.CellarLink} is what a web page may link to: an address that is
 * opened after its user has agreed.
 */
package io.cellar.source.probe;
