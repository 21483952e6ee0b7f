/**
 * What the user chose, and where things lie.
 *
 * <p>{@link io.cellar.settings.Settings} is a value with defaults; {@link
 * io.cellar.settings.SettingsFile} keeps it as sorted properties, written whole or not at all. A
 * damaged file never keeps the program from starting. {@link io.cellar.settings.Folders} are the
 * user's folders on each system. {@link io.cellar.settings.Credentials} live apart, in a file for
 * the owner's eyes only or in the environment, and never appear in a text form.
 *
 * <p>Values are immutable and for any thread; the two files touch the disk.
 */
package io.cellar.settings;
