/**
 * Something to look at, and something to fail: the built-in volume and a server of blocks.
 *
 * <p>{@link io.cellar.sample.SyntheticVolume} computes a large piece of tissue voxel by voxel, at
 * several levels, which {@link io.cellar.sample.SampleLevels} describes together; an HDF5 file of
 * one's own becomes a {@link io.cellar.sample.ServedVolume} too. {@link
 * io.cellar.sample.BlockServer} offers either on this machine alone, with the URL template that a
 * description file needs, and answers each request with an HDF5 file. By a {@link
 * io.cellar.sample.FaultPlan} it misbehaves as networks and busy servers do; forged answers join
 * from the tests. The {@link io.cellar.sample.RequestLog} tells tests what was asked, what was
 * done, and which connections the other side closed.
 */
package io.cellar.sample;
