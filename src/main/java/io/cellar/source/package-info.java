/**
 * Remote bytes: where missing blocks come from.
 *
 * <p>A {@link io.cellar.source.BlockSource} knows one protocol. {@link
 * io.cellar.source.BlockSource#fetch} waits on the network and is called on a virtual thread;
 * interrupting that thread ends the transfer on the wire. {@link
 * io.cellar.source.BlockSource#decode} only computes. Between the two the engine takes a decode
 * permit. Neither retries: what to do about a {@link io.cellar.source.SourceException} is the
 * engine's business.
 *
 * <p>No server is trusted: the size of a body is bounded before it is read, a transfer that stalls
 * is ended by a watchdog, redirects are followed by hand and never carry credentials to another
 * host, and nothing is handed on that was not verified against the shape and dtype that were asked
 * for.
 */
package io.cellar.source;
