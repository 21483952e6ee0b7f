/**
 * Bytes as formats store them to the bytes that they stand for.
 *
 * <p>A stored chunk comes from a stranger: a {@link io.cellar.codec.Codec} is told how many bytes
 * it must give, allocates that many and never more than its input besides, and refuses what holds
 * more or less. Used by {@code hdf5} for the filters of a chunk; nothing here knows of a file
 * format, so that others whose chunks are stored the same way can use them too.
 *
 * <p>Failures are {@link io.cellar.codec.CodecException}s. Everything here may be used from any
 * thread.
 */
package io.cellar.codec;
