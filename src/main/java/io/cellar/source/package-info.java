/**
 * Where missing blocks come from.
 *
 * <p>A {@link io.cellar.source.BlockSource} knows one protocol. {@link
 * io.cellar.source.RestfulBlockSource} is HDF5 files behind a URL template; {@code
 * chunked.ChunkedSource} is any array of chunks. Below it stand, each knowing only those before it:
 *
 * <pre>
 *   keys         objects by key, at an address or in a folder; what an answer proves
 *   chunked      an array of chunks, whatever its format; chunks to blocks; levels to images
 *   zarr, n5, precomputed    metadata to such arrays, where the bytes of a chunk are, how they decode
 *   local        HDF5 files of the user's own, which need no source
 *   probe        what a user types, and which format is there
 * </pre>
 *
 * <p>{@link io.cellar.source.BlockSource#fetch} waits on the network and is called on a virtual
 * thread; interrupting that thread ends the transfer on the wire. {@link
 * io.cellar.source.BlockSource#decode} only computes. Between the two the engine takes a decode
 * permit. Neither retries: what to do about a {@link io.cellar.source.SourceException} is the
 * engine's business.
 *
 * <p>All HTTP goes through one {@link io.cellar.source.HttpFetcher} per process, a small interface
 * behind which the client can be swapped. {@link io.cellar.source.SocketHttpFetcher} is the JDK's:
 * for each hop of {@code Redirects} it runs one {@code Exchange}, in which the calling thread waits
 * in short steps, asks the {@code TransferClock} whether one of the {@link
 * io.cellar.source.Deadlines} has passed, and cancels the transfer then; {@code BodyCollector}
 * bounds the body. {@code Statuses} and {@code ClientFailures} turn what went wrong into the sealed
 * kinds.
 *
 * <p>{@link io.cellar.source.HttpFetcher#get} fetches a file: all of it with status 200, or it
 * failed. {@link io.cellar.source.HttpFetcher#ask} asks for an object, a part of one or its length,
 * and hands on whatever the server answered, for {@code source.keys} to judge; there {@code
 * BodyRule} decides from the head how much of a body is read, and {@code ContentEncoding} undoes
 * gzip.
 *
 * <p>No server is trusted: the size of a body is bounded before it is read, a transfer that stalls
 * is ended, redirects are followed by hand and never carry headers or credentials to another host,
 * and nothing is handed on that was not verified against the shape and dtype that were asked for.
 * No message ever holds the query part of an address, a user name, or a credential: {@link
 * io.cellar.input.Redaction} is the only way from an address to a text.
 */
package io.cellar.source;
