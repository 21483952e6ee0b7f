package io.cellar.ui;

import io.cellar.cell.CacheStats;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Measures;
import io.cellar.settings.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program around the window that opens what it was told to know. */
public class DemoActions implements WindowActions {
  private final Map<String, OpenOutcome> outcomes = new ConcurrentHashMap<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final List<String> recent = new ArrayList<>();
  private final DemoRecords records = new DemoRecords();
  private final DemoWindows windows = new DemoWindows();
  private final DemoPreferences preferences = new DemoPreferences();
  private final DemoJobs jobs = new DemoJobs();
  private volatile DemoEngine engine;
  private volatile WindowMemory memory;

  public DemoActions(WindowMemory memory) {
    this.memory = memory;
  }

  /** What opening a place gives. */
  public DemoActions when(String location, OpenOutcome outcome) {
    outcomes.put(location, outcome);
    return this;
  }

  public DemoActions engine(DemoEngine now) {
    engine = now;
    return this;
  }

  public List<String> opened() {
    return List.copyOf(opened);
  }

  public DemoActions recentlyOpened(String... locations) {
    recent.addAll(List.of(locations));
    return this;
  }

  @Override
  public CompletableFuture<OpenOutcome> open(String location, boolean allowOutside) {
    opened.add(allowOutside ? location + " outside" : location);
    OpenOutcome outcome =
        allowOutside ? outcomes.get(location + " outside") : outcomes.get(location);
    return CompletableFuture.completedFuture(
        outcome == null
            ? new OpenOutcome.Refused(location, List.of("There is no such file."), "")
            : outcome);
  }

  @Override
  public CompletableFuture<OpenOutcome> openLink(String link, Set<String> agreed) {
    opened.add(link + " agreed " + new TreeSet<>(agreed));
    OpenOutcome outcome = outcomes.get(link + " agreed");
    return CompletableFuture.completedFuture(
        outcome == null
            ? new OpenOutcome.Refused(link, List.of("There is no such file."), "")
            : outcome);
  }

  @Override
  public CompletableFuture<OpenOutcome> openSample() {
    return open("sample", false);
  }

  @Override
  public List<String> recent() {
    return recent;
  }

  @Override
  public void clearRecent() {
    recent.clear();
  }

  @Override
  public EngineStats downloads() {
    return engine == null
        ? new EngineStats(
            Map.of(), List.of(), 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, List.of(), 0, false, List.of())
        : engine.stats();
  }

  @Override
  public Runnable onNews(Runnable news) {
    if (engine != null) {
      engine.addListener((key, state) -> news.run());
    }
    return () -> {};
  }

  /** The windows, of which there is one. */
  public DemoWindows windows() {
    return windows;
  }

  @Override
  public Measures measures() {
    return engine == null ? Measures.NONE : engine.measures();
  }

  @Override
  public CacheStats memoryUse() {
    return new CacheStats(120 << 20, 1L << 30, 480, 9_100, 340, 0);
  }

  @Override
  public DemoJobs jobs() {
    return jobs;
  }

  @Override
  public void retryAll() {
    engine.retryAll();
  }

  @Override
  public void tryNow(String host) {
    engine.tryNow(host);
  }

  @Override
  public void openLog() {}

  @Override
  public void showFolder(Path folder) {}

  @Override
  public WindowMemory memory() {
    return memory;
  }

  @Override
  public void remember(WindowMemory next) {
    memory = next;
  }

  @Override
  public DemoRecords records() {
    return records;
  }

  @Override
  public DemoPreferences preferences() {
    return preferences;
  }

  @Override
  public Build build() {
    return new Build(
        java.util.Optional.of("0.1.0"),
        java.util.Optional.of("43f436c3"),
        java.util.Optional.of("2026-11-29"));
  }
}
