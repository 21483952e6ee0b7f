/**
 * Objects by key, the one thing that Zarr, N5 and precomputed volumes are made of: {@link
 * io.cellar.source.keys.KeyStore} for whatever lies below an address or in a folder. What an answer
 * means is decided here, once for all formats: an object, the proof that there is none, or a
 * failure that is neither.
 */
package io.cellar.source.keys;
