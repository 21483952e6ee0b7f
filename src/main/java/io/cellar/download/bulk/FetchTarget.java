package io.cellar.download.bulk;

import io.cellar.store.BlockReader;
import io.cellar.volume.Roi;

/**
 * A region of one fileset.
 *
 * @param fileset number of the fileset in the engine
 * @param level 0 for the finest
 * @param stored the region in stored coordinates
 */
public record FetchTarget(int fileset, BlockReader reader, int level, Roi stored) {}
