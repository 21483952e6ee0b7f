package io.cellar.slice;

/**
 * What a frame shows.
 *
 * @param geometry where the view cuts through the blocks
 * @param visible the blocks it touches
 * @param limit how much it may ask for
 * @param over true when it would need more than that
 */
record Scene(SliceGeometry geometry, VisibleBlocks visible, FetchLimit limit, boolean over) {}
