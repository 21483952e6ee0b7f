package io.cellar.ui;

import io.cellar.engine.SourceMode;
import io.cellar.slice.SliceRenderer;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;
import java.util.Set;

/** A volume on show. All methods return at once; they may be called on any thread. */
public interface OpenVolume extends AutoCloseable {

  /** What is shown, at all its levels. */
  MultiLevelVolume levels();

  /** What is shown, at its finest level. */
  default VolumeDescription description() {
    return levels().finest();
  }

  /** File or URL of the description, as opened. */
  String location();

  /** What was opened, as it may be shown, where this is the only thing in it. */
  default Optional<String> onlyIn() {
    return Optional.empty();
  }

  /** The level whose blocks' keys carry a number; empty when it is another volume's. */
  Optional<Level> level(int fileset);

  /** What is known of every block of a level, 0 for the finest. */
  Coverage coverage(int level);

  /** What is known of every block of the finest level. */
  default Coverage coverage() {
    return coverage(0);
  }

  /**
   * Is put on show. Before, nothing is asked for; from now on what is to be there wherever one
   * looks is, as far as the source mode allows. Called once; returns at once.
   */
  void begin();

  /**
   * A new renderer for one pane, over cells of its own. The pane closes it and its cells when it
   * goes.
   */
  SliceRenderer newRenderer();

  /** What is kept of this volume, all levels together. */
  CacheFigures figures();

  /**
   * The hosts that its blocks come from, as {@link io.cellar.engine.EngineStats.HostStats#host}
   * names them; none for a local fileset.
   */
  Set<String> hosts();

  /** Where blocks come from now. */
  SourceMode sourceMode();

  /** The modes that can be chosen; a local fileset has {@link SourceMode#CACHE_ONLY} alone. */
  Set<SourceMode> sourceModes();

  /** Chooses where blocks come from. */
  void sourceMode(SourceMode mode);

  /** Tries a failed or absent block again, now, for all panes. */
  void retry(BlockKey block);

  /**
   * Fetches one block now, before everything else and whatever the fetch limit says; one that
   * failed or was absent is tried again. Panes show it when it has come. Nothing happens in {@link
   * SourceMode#CACHE_ONLY} unless the block is on disk.
   */
  void fetch(BlockKey block);

  /** Makes a block not available and deletes its file; it is fetched again when it is next seen. */
  void forget(BlockKey block);

  /** Ends everything that this volume does. May be called twice; returns at once. */
  @Override
  void close();
}
