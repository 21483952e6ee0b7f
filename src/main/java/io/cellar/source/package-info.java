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
 * behind which the client can be swapped. {@link io.cellar.source.SocketHttpFetcher} works on
 * sockets of its own: for each hop of {@code Redirects} it runs one {@code Exchange} on the calling
 * thread, over an {@code HttpConnection} that {@code HttpConnections} kept or {@code Dialer} makes.
 * HttpCore reads lines, headers and chunks; {@code AnswerHead} says where a body ends, {@code
 * BodyReader} bounds it. {@code TimedSocket} asks the {@code TransferClock} before each read how
 * long it may take under the {@link io.cellar.source.Deadlines}. Whoever wants to end a transfer
 * closes its socket; an interrupt does that on virtual threads. {@code Statuses} and {@code
 * ClientFailures} turn what went wrong into the sealed kinds.
 *
 * <p>For what a link of a web page led to, {@link io.cellar.source.RestrictedFetcher} stands before
 * the client: it asks no server that is not among the {@link io.cellar.source.AllowedHosts}, and
 * follows no redirect to one.
 *
 * <p>A request is sent once; only where a kept connection turns out to have died before a byte of
 * the answer came, it is sent again, on a new one. What comes behind an answer, or unasked, closes
 * the connection: it must not become the answer to another question. HTTP/2 is not spoken: a
 * connection belongs to one request at a time.
 *
 * <table>
 * <caption>Clients measured: CPU seconds (user and system) of a whole process that does nothing but
 * GET, cold, C1 and serial collector, on virtual threads</caption>
 * <tr><th>client</th><th>1,024 of 256 KiB, 16 at once</th><th>3,072 of 32 KiB, 64 at once</th>
 *     <th>remark</th></tr>
 * <tr><td>HttpCore 5 on own sockets</td><td>0.55</td><td>0.58</td><td>the one used</td></tr>
 * <tr><td>the same, platform threads</td><td>0.41</td><td>0.44</td>
 *     <td>an interrupt does not end a read there</td></tr>
 * <tr><td>HttpURLConnection</td><td>0.55</td><td>0.68</td>
 *     <td>repeats requests by itself, cannot be ended</td></tr>
 * <tr><td>Apache HttpClient 5, classic</td><td>0.86</td><td>0.91</td><td></td></tr>
 * <tr><td>java.net.http</td><td>1.23</td><td>1.37</td>
 *     <td>64 and 21 system calls a GET, where this one makes 18 and 15</td></tr>
 * </table>
 *
 * <p>Of the difference between platform and virtual threads about 0.1 s is the start of the
 * machinery of virtual threads, whatever is done with them afterwards.
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
