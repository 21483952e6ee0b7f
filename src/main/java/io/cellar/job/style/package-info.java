/**
 * How much of a job is done at once, by whom, and how long any of them may wait for another: rios'
 * {@link io.cellar.job.style.ConcurrencyStyle} with all its rules, read from a file that the user
 * names. What each field means here is said there; {@code io.cellar.job.work} does it.
 */
package io.cellar.job.style;
