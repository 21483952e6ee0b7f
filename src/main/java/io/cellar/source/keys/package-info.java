/**
 * Objects by key, the one thing that Zarr, N5 and precomputed volumes are made of: {@link
 * io.cellar.source.keys.KeyStore} for whatever lies below an address or in a folder. What an answer
 * means is decided here, once for all formats: an object, the proof that there is none, or a
 * failure that is neither.
 *
 * <p>{@link io.cellar.source.keys.KeyStores} opens what a user types. {@link
 * io.cellar.source.keys.FolderKeys} reads the files of a folder, found by {@code RootFolder}, which
 * lets nothing lead out of it. {@link io.cellar.source.keys.HttpKeys} turns keys into addresses;
 * behind it all stores of one root share an {@code HttpStore}, which asks, judges answers and keeps
 * in its {@code StoreMemory} what they have shown: whether something could be read (only then is a
 * 403 of an object store believed to mean "missing"), and what the server makes of ranges, which
 * {@code Ranges} needs. An {@code Endpoint} is where a store is and as whom it is asked: a plain
 * server, or an {@code S3Endpoint} that follows its bucket to another region and signs with {@code
 * AwsSignature} if {@code AwsSetup} finds a key. Secrets are sent over https or to this machine
 * only, to no other host, and are in no message.
 *
 * <p>{@link io.cellar.source.keys.StoreNotes} is what a user should be told of a store.
 */
package io.cellar.source.keys;
