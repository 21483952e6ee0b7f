package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.coarse.ComputedLevel;
import io.cellar.coarse.ComputedSource;
import io.cellar.coarse.Workers;
import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.Measures;
import io.cellar.engine.stage.Timers;
import io.cellar.settings.Folders;
import io.cellar.settings.LinkConsents;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.source.AllowedHosts;
import io.cellar.source.BlockSource;
import io.cellar.source.Credentials;
import io.cellar.source.HttpFetcher;
import io.cellar.store.BlockReader;
import io.cellar.store.Durability;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a process has once: the HTTP client, the engine, the memory for cells, and each volume that
 * is open. Opens volumes. Thread-safe; everything here may touch disk or network, never on the
 * window's thread.
 */
public final class Volumes implements AutoCloseable {
  private final HttpFetcher http;
  private final BlockSources sources;
  private final DownloadEngine engine;
  private final CellCache memory;
  private final DescriptionOpener opener;
  private final KeptCredentials credentials;
  private final Workers workers = new Workers();
  private final OpenVolumes open = new OpenVolumes();
  private volatile Durability durability;
  private volatile LinkConsents links;

  Volumes(
      HttpFetcher http,
      DownloadEngine engine,
      CellCache memory,
      DescriptionOpener opener,
      KeptCredentials credentials,
      Settings settings) {
    this.http = http;
    this.sources = new BlockSources(opener.servers());
    this.engine = engine;
    this.memory = memory;
    this.opener = opener;
    this.credentials = credentials;
    this.durability = Wiring.durability(settings);
    this.links = settings.consents().links();
  }

  /**
   * Follows changed settings: limits and memory at once, durability and the folder for caches with
   * the next volume that is opened. The network's settings hold from the next start.
   *
   * @param folders where the folder for caches is by default
   */
  public void apply(Settings settings, Folders folders) {
    engine.limits(settings.downloads().parallel().orElse(0), settings.downloads().bytesPerSecond());
    memory.resize(settings.memoryBytes(Runtime.getRuntime().maxMemory()));
    opener.keepIn(settings.volumes(folders));
    durability = Wiring.durability(settings);
    links = settings.consents().links();
  }

  /**
   * The servers that may be asked for a location, as the settings have it: every one, but for what
   * a link from a web page led to.
   */
  public AllowedHosts servers(String location) {
    return AgreedServers.of(links, location);
  }

  /** What hosts are shown. */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Reads the user's credentials again; requests from now on use them.
   *
   * @throws IOException when they cannot be used; the earlier ones hold
   */
  public void reloadCredentials() throws IOException {
    credentials.load();
  }

  /**
   * The parts for one command.
   *
   * @param parallel open requests at a time; 0: found out for each host
   * @throws IOException if the user's credentials or certificates cannot be read
   */
  public static Volumes forCommand(int parallel) throws IOException {
    Folders folders = Folders.standard();
    return Wiring.volumes(folders, new SettingsFile(folders.settingsFile()).load(), parallel);
  }

  /**
   * The same, with an engine of other settings than the user's.
   *
   * @param changes is given the user's
   */
  public static Volumes forCommand(UnaryOperator<EngineSettings> changes) throws IOException {
    Folders folders = Folders.standard();
    return Wiring.volumes(folders, new SettingsFile(folders.settingsFile()).load(), changes);
  }

  public BlockEngine engine() {
    return engine;
  }

  /** How long the stages of downloads took. */
  public Timers timers() {
    return engine.timers();
  }

  /** What the engine has measured. */
  public Measures measures() {
    return engine.measures();
  }

  public CellCache memory() {
    return memory;
  }

  /**
   * Finds and reads a description; asks no server that {@link #servers} does not have.
   *
   * @param location image, description or cache: a file, a folder or an address, as {@link
   *     io.cellar.source.probe.VolumeLocation} takes it apart
   * @param cacheOnly true when no server may be asked: an address must have been read before
   * @throws DescriptionException with all problems
   * @throws IOException if an address cannot be fetched
   */
  public DescriptionFile read(String location, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    return read(location, cacheOnly, servers(location));
  }

  /**
   * The same, where not every server may be asked, neither for a description nor for blocks, nor
   * where a server sends requests on to another.
   *
   * @param hosts the servers that may be; to be passed on to {@link #openAll(MultiLevelVolume,
   *     boolean, AllowedHosts)}
   * @throws HostNotAgreedException before one is asked that may not be
   */
  public DescriptionFile read(String location, boolean cacheOnly, AllowedHosts hosts)
      throws DescriptionException, IOException, InterruptedException {
    return find(location, cacheOnly, hosts).file();
  }

  /** The same, and by what it is named alone: of what holds a single image, that. */
  public NamedVolume find(String location, boolean cacheOnly, AllowedHosts hosts)
      throws DescriptionException, IOException, InterruptedException {
    NamedVolume found = NamedVolume.find(location, named -> opener.read(named, cacheOnly, hosts));
    sources.requireAgreed(found.file(), hosts);
    return found;
  }

  /**
   * The same, and sees to it that the cache lies where it may.
   *
   * @param allowOutside whether a cache outside the description's folder is agreed to
   * @throws ConsentRequiredException if it lies outside and that is not agreed to
   */
  public MultiLevelVolume describe(String location, boolean allowOutside)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    return describe(location, allowOutside, false);
  }

  /**
   * The same.
   *
   * @param cacheOnly true when no server may be asked: an address must have been opened before
   */
  public MultiLevelVolume describe(String location, boolean allowOutside, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    DescriptionFile file = read(location, cacheOnly);
    if (!file.outside().isEmpty() && !allowOutside) {
      throw new ConsentRequiredException(location, file.outside());
    }
    return usable(file);
  }

  /** The volume of a description, its cache in a folder that can be used. */
  public MultiLevelVolume usable(DescriptionFile file) {
    return opener.withUsableRoot(file).levels();
  }

  /**
   * Opens one level of a volume, by itself: nobody else has the same session. Does not wait for the
   * network.
   *
   * @param cacheOnly true when nothing may be requested
   */
  public VolumeSession open(Level level, boolean cacheOnly) {
    return open(level, cacheOnly, AllowedHosts.ANY);
  }

  /**
   * The same, where not every server may be asked for blocks.
   *
   * @param hosts those that the volume was read with
   */
  public VolumeSession open(Level level, boolean cacheOnly, AllowedHosts hosts) {
    return open(level, cacheOnly, durability, hosts);
  }

  private VolumeSession open(Level level, boolean cacheOnly, Durability kept, AllowedHosts hosts) {
    VolumeDescription volume = level.volume();
    if (volume.isOriginal()) {
      BlockReader files = OriginalFiles.reader(volume);
      int fileset = engine.open(files, Optional.empty(), Optional.empty(), level.number());
      return new VolumeSession(
          level, files, Optional.empty(), engine, memory, fileset, Optional.empty());
    }
    boolean offline = cacheOnly || !volume.isRemote();
    StoreOptions how =
        !volume.isRemote()
            ? StoreOptions.localOnly()
            : cacheOnly ? StoreOptions.offline() : StoreOptions.cache();
    FilesetStore store =
        FilesetStore.open(
            volume.geometry(), volume.cache(), how.withDurability(kept).withFill(volume.fill()));
    Optional<BlockSource> source =
        offline ? Optional.empty() : Optional.of(sources.of(volume, hosts));
    return session(level, store, source, source.map(BlockSource::host));
  }

  /**
   * Opens all levels of a volume. An image in files of the user's own that is large and has one
   * level gets coarser ones, which are computed from it as they are asked for and are kept in the
   * user's cache.
   *
   * <p>A volume that something is brought for, from a server or by computing, is open once: who
   * opens it besides gets the same sessions, and what could not be had before is tried anew. The
   * same is a volume of the same description, kept in the same folders with the same durability,
   * its blocks from the same place asked in the same way; never one for the cache only and one that
   * may ask. What is only read is opened anew each time, for it may have changed meanwhile.
   *
   * <p>Waits for the disk, and for whoever opens or closes the same volume at this moment.
   *
   * @param cacheOnly true when nothing may be requested
   * @return of the volume with all levels that it has then; to be closed by whoever asked
   */
  public LevelSessions openAll(MultiLevelVolume volume, boolean cacheOnly) {
    return openAll(volume, cacheOnly, AllowedHosts.ANY);
  }

  /**
   * The same, where not every server may be asked for blocks.
   *
   * @param hosts those that the volume was read with
   */
  public LevelSessions openAll(MultiLevelVolume volume, boolean cacheOnly, AllowedHosts hosts) {
    MultiLevelVolume all = CoarseLevels.added(volume, opener.volumesFolder());
    Durability kept = durability;
    return VolumeKey.of(all, cacheOnly, kept, hosts)
        .map(key -> open.open(key, () -> levels(all, cacheOnly, kept, hosts)))
        .orElseGet(() -> levels(all, cacheOnly, kept, hosts));
  }

  private LevelSessions levels(
      MultiLevelVolume all, boolean cacheOnly, Durability kept, AllowedHosts hosts) {
    List<VolumeSession> sessions = new ArrayList<>();
    try {
      Optional<ComputedSource> computing = Optional.empty();
      for (Level level : all.levels()) {
        if (level.volume().origin().orElse(null) instanceof ComputedLevel computed) {
          FilesetStore store = computedStore(level.volume());
          ComputedSource source =
              new ComputedSource(computed, store, sessions.getLast().blocks(), computing, workers);
          sessions.add(session(level, store, Optional.of(source), Optional.empty()));
          computing = Optional.of(source);
        } else {
          sessions.add(open(level, cacheOnly, kept, hosts));
        }
      }
      return new LevelSessions(all, sessions, () -> close(sessions));
    } catch (RuntimeException e) {
      close(sessions);
      throw e;
    }
  }

  /** The coarsest first, for some are computed from the finer ones. */
  private static void close(List<VolumeSession> sessions) {
    sessions.reversed().forEach(VolumeSession::close);
  }

  /** What a power cut takes is computed again. */
  private static FilesetStore computedStore(VolumeDescription volume) {
    return FilesetStore.open(
        volume.geometry(),
        volume.cache(),
        StoreOptions.cache().withDurability(Durability.NONE).withFill(volume.fill()));
  }

  private VolumeSession session(
      Level level,
      FilesetStore store,
      Optional<? extends BlockSource> source,
      Optional<String> host) {
    int fileset = engine.open(store, Optional.of(store), source.map(s -> s), level.number());
    return new VolumeSession(level, store, Optional.of(store), engine, memory, fileset, host);
  }

  /** {@link #shutdown}, whatever comes of it. */
  @Override
  public void close() {
    var ignored = shutdown();
  }

  /**
   * Cancels what is queued, finishes accepted writes, ends everything else. Sessions must be closed
   * before. Waits for the disk, but not without end. May be called twice, and gives the same again.
   *
   * @return how many blocks had come, and were not written in time, also when their session was
   *     closed: 0 when all was written. They are asked for again when they are next wanted
   */
  public int shutdown() {
    engine.close();
    workers.close();
    http.close();
    return engine.unwritten();
  }
}
