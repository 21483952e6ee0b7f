/**
 * What the user chose, and where things lie.
 *
 * <p>{@link io.cellar.settings.Settings} is a value with defaults; {@link
 * io.cellar.settings.SettingsFile} keeps it as sorted properties, written whole or not at all. A
 * damaged file never keeps the program from starting. {@link io.cellar.settings.Folders} are the
 * user's folders on each system, {@link io.cellar.settings.Build} is the build of the program.
 * {@link io.cellar.settings.Credentials} live apart, in a file for the owner's eyes only or in the
 * environment, and never appear in a text form.
 *
 * <p>{@link io.cellar.settings.Session} is what was on show and comes back at the next start;
 * {@link io.cellar.settings.BookmarkFiles} keep the {@link io.cellar.settings.Bookmark}s of each
 * volume. A file of theirs that is damaged is kept aside as {@code .broken}, never overwritten.
 *
 * <p>Values are immutable and for any thread; the files touch the disk.
 */
package io.cellar.settings;
