package io.cellar.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A lock file as it was found.
 *
 * @param index number of the block in the grid
 * @param file the lock file
 * @param owner such as {@code pid 4711 on host lab3 (cellar)}, or what the file says in its own
 *     words
 * @param age since it was last refreshed, by the file system's own clock, or by this machine's
 *     where that must do
 * @param stale whether its owner is known or judged to be gone
 */
public record LockInfo(long index, Path file, String owner, Duration age, boolean stale) {}
