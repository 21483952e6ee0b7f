/**
 * One program on the desktop: a second start hands its locations to the running one.
 *
 * <p>{@link io.cellar.app.instance.SingleInstance} is all that others see of it. The running
 * program holds a lock on a file and listens on a Unix domain socket beside it, in a folder of the
 * user's alone ({@link io.cellar.app.instance.InstanceFiles}). There is one for each set of folders
 * and each display.
 *
 * <p>A connection carries one {@link io.cellar.app.instance.Message}: UTF-8 lines of at most 64
 * KiB, first {@code cellar-open 1 COUNT}, then a location a line, then the end of the stream. The
 * answer is the line {@code ok} or {@code no REASON}. Both ends see that the other is the same
 * user's; nothing but locations can be said, and whatever does not keep to the form is refused in
 * words.
 */
package io.cellar.app.instance;
