package io.cellar.ui;

import io.cellar.slice.SliceRenderer;
import io.cellar.store.Coverage;
import io.cellar.volume.VolumeDescription;
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

  /**
   * A new renderer for one pane, over cells of its own. The pane closes it and its cells when it
   * goes.
   */
  SliceRenderer newRenderer();

  /** What is kept of this volume. */
  CacheFigures figures();

  /** Where blocks come from now. */
  SourceMode sourceMode();

  /** The modes that can be chosen; a local fileset has {@link SourceMode#CACHE_ONLY} alone. */
  Set<SourceMode> sourceModes();

  /** Chooses where blocks come from. */
  void sourceMode(SourceMode mode);

  /** Tries a failed or absent block again, now, for all panes. */
  void retry(long block);

  /** Makes a block not available and deletes its file; it is fetched again when it is next seen. */
  void forget(long block);

  /** Fetches whole regions of this volume. */
  Prefetches prefetches();

  /**
   * Ends everything that this volume does, its fetches too. May be called twice; returns at once.
   */
  @Override
  void close();
}
