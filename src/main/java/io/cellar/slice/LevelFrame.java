package io.cellar.slice;

/**
 * What a frame shows of one level.
 *
 * @param level the level
 * @param geometry where the view cuts through the blocks
 * @param visible the blocks it touches
 * @param limit how much it may ask for
 * @param over true when it would need more than that
 */
record LevelFrame(
    RenderLevel level,
    SliceGeometry geometry,
    VisibleBlocks visible,
    FetchLimit limit,
    boolean over) {}
