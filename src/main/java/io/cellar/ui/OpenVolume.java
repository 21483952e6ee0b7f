package io.cellar.ui;

import io.cellar.store.Coverage;
import io.cellar.volume.BlockState;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;
import java.util.Set;

/**
 * A volume on show. Blocks are numbers of the description's grid. All methods return at once; they
 * may be called on any thread.
 */
public interface OpenVolume extends AutoCloseable {

  /** What is shown. */
  VolumeDescription description();

  /** File or URL of the description, as opened. */
  String location();

  /** Number that the volume's {@link io.cellar.volume.BlockKey}s carry. */
  int fileset();

  /** What is known of every block. */
  Coverage coverage();

  /** What is known of a block now. */
  BlockState state(long block);

  /**
   * The value of a voxel when its block is in memory: a Long, a Double, or for uint64 beyond 63
   * bits a BigInteger.
   *
   * @param voxel view coordinates in axes order
   */
  Optional<Number> value(long[] voxel);

  /** What is kept of this volume. */
  CacheFigures figures();

  /** Where blocks come from now. */
  SourceMode sourceMode();

  /** The modes that can be chosen; a local fileset has {@link SourceMode#CACHE_ONLY} alone. */
  Set<SourceMode> sourceModes();

  /** Chooses where blocks come from. */
  void sourceMode(SourceMode mode);

  /** Tries a failed or absent block again, now. */
  void retry(long block);

  /** Makes a block not available and deletes its file; it is fetched again when it is next seen. */
  void forget(long block);

  /** Ends everything that this volume does. May be called twice; returns at once. */
  @Override
  void close();
}
