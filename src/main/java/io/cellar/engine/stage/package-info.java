/**
 * What the pipeline between network and disk is made of: buffers with visible bounds, timers of the
 * stages, the style of concurrency, and the record of a worker's error.
 */
package io.cellar.engine.stage;
