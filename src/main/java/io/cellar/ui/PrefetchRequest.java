package io.cellar.ui;

import io.cellar.download.bulk.FetchOptions;
import io.cellar.volume.Roi;

/**
 * A region that is to be fetched.
 *
 * @param name by which it is called in the log
 * @param view the region in view coordinates, not empty, inside the view
 * @param options in which order, how fast, what again
 */
public record PrefetchRequest(String name, Roi view, FetchOptions options) {}
