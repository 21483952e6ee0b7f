/**
 * Bytes as formats store them to the bytes that they stand for.
 *
 * <p>Used by {@code hdf5} for the filters of a chunk, and by the readers of Zarr, N5 and
 * precomputed volumes. Nothing here knows of files, metadata or where a chunk lies; those packages
 * know which steps a chunk took, and undo them from the last to the first. Elements come out
 * little-endian in C order, last axis fastest.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>stored as</th><th>undone by</th></tr>
 * <tr><td>deflate</td><td>{@link io.cellar.codec.Inflation} (zlib), {@link io.cellar.codec.Gzip},
 *     {@link io.cellar.codec.GzipOrZlib}</td></tr>
 * <tr><td>other compressors</td><td>{@link io.cellar.codec.Zstd}, {@link io.cellar.codec.Lz4},
 *     {@link io.cellar.codec.Lz4BlockStream}, {@link io.cellar.codec.Lzf},
 *     {@link io.cellar.codec.Bzip2}, {@link io.cellar.codec.Xz}</td></tr>
 * <tr><td>Blosc</td><td>{@link io.cellar.codec.Blosc}, its own BloscLZ and bit shuffle, and
 *     Snappy, LZ4, zlib and Zstandard within it</td></tr>
 * <tr><td>elements rearranged</td><td>{@link io.cellar.codec.Shuffle},
 *     {@link io.cellar.codec.BigEndian}, {@link io.cellar.codec.Transposition},
 *     {@link io.cellar.codec.Delta}, {@link io.cellar.codec.Float16}</td></tr>
 * <tr><td>checksums</td><td>{@link io.cellar.codec.Fletcher32},
 *     {@link io.cellar.codec.Crc32c}</td></tr>
 * <tr><td>pictures, labels</td><td>{@link io.cellar.codec.JpegImage},
 *     {@link io.cellar.codec.PngImage}, {@link io.cellar.codec.CompressedSegmentation}</td></tr>
 * <tr><td>places in shards</td><td>{@link io.cellar.codec.Murmur3}</td></tr>
 * </table>
 *
 * <p>A stored chunk comes from a stranger: a {@link io.cellar.codec.Codec} is told how many bytes
 * it must give, allocates that many and never more than a few times its input besides, and refuses
 * what holds more or less. What a header says is compared with what is expected before anything is
 * made of that size. Two decoders take a fixed amount more, as their formats ask for: {@code Bzip2}
 * 4 MB, {@code Xz} the dictionary that the stream names, up to that of the highest preset (64 MiB).
 * Where a size is not known beforehand there is {@link io.cellar.codec.Gzip#decodeAtMost}.
 *
 * <p>A format's own checksums are verified. Blosc, raw LZ4, LZF, JPEG and labels have none: damage
 * to them can give wrong bytes, of the right number. Two libraries do their work in native code:
 * zstd, which only ever sees ranges that lie within our arrays, and libjpeg, which the Java
 * platform brings along.
 *
 * <p>Failures are {@link io.cellar.codec.CodecException}s with a message of one line. Everything
 * here may be used from any thread, and waits for nobody.
 */
package io.cellar.codec;
