package io.cellar.ui;

/**
 * What of a volume is kept, at one moment.
 *
 * @param cells blocks in memory
 * @param cellBytes bytes of those
 * @param cellCapacity most bytes of blocks in memory
 * @param blocksOnDisk blocks of the cache folder that are known to be available; files of the
 *     user's own do not count
 * @param bytesOnDisk bytes of those, or -1 while not known
 * @param diskFree bytes that are free where the cache lies, or -1 when not known
 */
public record CacheFigures(
    long cells,
    long cellBytes,
    long cellCapacity,
    long blocksOnDisk,
    long bytesOnDisk,
    long diskFree) {}
