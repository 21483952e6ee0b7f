/**
 * What comes from strangers, before anyone trusts it: files in caches and folders ({@link
 * io.cellar.input.RegularFile}; {@link io.cellar.input.FileTrouble} says why one failed), texts of
 * servers and descriptions ({@link io.cellar.input.PrintableText}), addresses that may hold secrets
 * ({@link io.cellar.input.Redaction}), JSON ({@link io.cellar.input.JsonValue}). And the one way to
 * replace a small file of ours, {@link io.cellar.input.AtomicFile}.
 *
 * <p>Every room may use this one; it uses none. Whoever opens a file that the program has not just
 * made itself opens it through {@code RegularFile}; whoever shows or logs a text that came over the
 * network or out of a file passes it through {@code PrintableText}, an address through {@code
 * Redaction}. All of it is stateless and thread-safe; {@code RegularFile} touches the disk and is
 * never called on the JavaFX thread.
 */
package io.cellar.input;
