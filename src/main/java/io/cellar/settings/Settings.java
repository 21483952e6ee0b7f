package io.cellar.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the user chose. Immutable: a change makes new settings, see the {@code with} methods.
 *
 * @param memory bytes of voxels to keep in memory; empty: a quarter of the heap
 * @param downloads how blocks are fetched
 * @param durability what a published block must survive
 * @param network how the network is reached
 * @param volumesFolder absolute folder for caches of volumes that have none of their own; empty:
 *     {@link Folders#volumes()}
 * @param source where the window takes blocks from
 * @param theme colours of the window
 * @param window where the window was; empty before the first time
 * @param layout which parts of the window are shown
 * @param recent paths and URLs that were opened, the newest first, each once
 * @param consents folders that descriptions may use outside their own
 */
public record Settings(
    OptionalLong memory,
    DownloadSettings downloads,
    Durability durability,
    NetworkSettings network,
    Optional<Path> volumesFolder,
    SourceChoice source,
    Theme theme,
    Optional<WindowPlace> window,
    WindowLayout layout,
    List<String> recent,
    Consents consents) {

  /** Bytes: with less, one picture would not fit. */
  public static final long LEAST_MEMORY = 16L << 20;

  private static final int MOST_RECENT = 20;

  /** What holds until the user chooses. */
  public static final Settings DEFAULT =
      new Settings(
          OptionalLong.empty(),
          DownloadSettings.DEFAULT,
          Durability.FSYNC,
          NetworkSettings.DEFAULT,
          Optional.empty(),
          SourceChoice.ONLINE,
          Theme.SYSTEM,
          Optional.empty(),
          WindowLayout.FIRST,
          List.of(),
          Consents.NONE);

  public Settings {
    if (memory.orElse(LEAST_MEMORY) < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          memory.getAsLong() + " bytes of memory: expected at least " + LEAST_MEMORY);
    }
    if (!volumesFolder.map(Path::isAbsolute).orElse(true)) {
      throw new IllegalArgumentException(volumesFolder.get() + " is not an absolute path");
    }
    recent = recent.stream().distinct().limit(MOST_RECENT).toList();
  }

  /**
   * Bytes of voxels to keep in memory.
   *
   * @param maxHeap {@link Runtime#maxMemory()}
   * @return what was chosen, but never more than half the heap; a quarter of it by default
   */
  public long memoryBytes(long maxHeap) {
    return Math.min(memory.orElse(maxHeap / 4), maxHeap / 2);
  }

  /** Where caches lie of volumes that have no usable folder of their own. */
  public Path volumes(Folders folders) {
    return volumesFolder.orElseGet(folders::volumes);
  }

  public Settings withMemory(OptionalLong bytes) {
    return with(d -> d.memory = bytes);
  }

  public Settings withDownloads(DownloadSettings changed) {
    return with(d -> d.downloads = changed);
  }

  public Settings withDurability(Durability changed) {
    return with(d -> d.durability = changed);
  }

  public Settings withNetwork(NetworkSettings changed) {
    return with(d -> d.network = changed);
  }

  public Settings withVolumesFolder(Optional<Path> changed) {
    return with(d -> d.volumesFolder = changed);
  }

  public Settings withSource(SourceChoice changed) {
    return with(d -> d.source = changed);
  }

  public Settings withTheme(Theme changed) {
    return with(d -> d.theme = changed);
  }

  public Settings withWindow(WindowPlace changed) {
    return with(d -> d.window = Optional.of(changed));
  }

  public Settings withLayout(WindowLayout changed) {
    return with(d -> d.layout = changed);
  }

  /** Puts a path or URL in front of the recent ones; the oldest beyond twenty are dropped. */
  public Settings withOpened(String pathOrUrl) {
    List<String> newest = new ArrayList<>(List.of(pathOrUrl));
    newest.addAll(recent);
    return withRecent(newest);
  }

  public Settings withRecent(List<String> changed) {
    return with(d -> d.recent = changed);
  }

  public Settings withConsents(Consents changed) {
    return with(d -> d.consents = changed);
  }

  private Settings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.end();
  }

  /** A copy that can be changed before it is a value again. */
  private static final class Draft {
    private OptionalLong memory;
    private DownloadSettings downloads;
    private Durability durability;
    private NetworkSettings network;
    private Optional<Path> volumesFolder;
    private SourceChoice source;
    private Theme theme;
    private Optional<WindowPlace> window;
    private WindowLayout layout;
    private List<String> recent;
    private Consents consents;

    Draft(Settings from) {
      memory = from.memory;
      downloads = from.downloads;
      durability = from.durability;
      network = from.network;
      volumesFolder = from.volumesFolder;
      source = from.source;
      theme = from.theme;
      window = from.window;
      layout = from.layout;
      recent = from.recent;
      consents = from.consents;
    }

    Settings end() {
      return new Settings(
          memory,
          downloads,
          durability,
          network,
          volumesFolder,
          source,
          theme,
          window,
          layout,
          recent,
          consents);
    }
  }
}
