/**
 * The command line: one class per command, forms shared by all of them beside it.
 *
 * <p>Results go to standard output, progress and messages to standard error; {@code --json} turns
 * the result into one JSON object. Every command opens volumes through {@code session}, ends with
 * one of the {@link io.cellar.cli.ExitCode}s, and says in one sentence what went wrong and what can
 * be done about it. {@link io.cellar.cli.CellarCommand} is the root; {@link io.cellar.cli.Failures}
 * turns exceptions into sentences and exit codes.
 */
package io.cellar.cli;
