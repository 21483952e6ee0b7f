package io.cellar.ui.window;

import io.cellar.engine.SourceMode;
import io.cellar.settings.Session;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.Windows;
import io.cellar.ui.bookmark.Bookmarks;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.WindowIcons;
import io.cellar.ui.pane.PaneEvent;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.picture.PictureChooser;
import io.cellar.ui.picture.Pictures;
import io.cellar.ui.prefetch.Prefetching;
import io.cellar.ui.status.FailuresWindow;
import io.cellar.ui.status.StatusLine;
import io.cellar.ui.status.StatusText;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

/** A window of the program. JavaFX thread. */
public final class MainWindow {
  private final Stage stage;
  private final WindowActions actions;
  private final Windows windows;
  private final Pulse pulse = new Pulse();
  private final Colours colours;
  private final PaneOptions options;
  private final ReadOnlyObjectWrapper<Optional<VolumeView>> view =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty sideShown;
  private final BooleanProperty statisticsShown;
  private final Toast toast = new Toast();
  private final WindowCenter center;
  private final SplitPane split = new SplitPane();
  private final WindowFigures figures;
  private final CommandTable commands;
  private final EmptyState empty;
  private final WindowToolBar toolBar;
  private final StatusLine status;
  private final OpenFlow flow;
  private final FailuresWindow failures;
  private final WindowTitle title;
  private final Prefetching prefetching;
  private final SettingsWindow settings;
  private final SessionKeeper session;
  private final WindowSource source;
  private final Closing closing;
  private final HeldModifiers held;
  private Runnable leave = () -> {};
  private boolean greeted;

  /** A window on a stage that is not shown yet. */
  public MainWindow(Stage stage, WindowActions actions, Windows windows) {
    this.stage = stage;
    this.actions = actions;
    this.windows = windows;
    WindowMemory memory = actions.memory();
    colours = new Colours(memory.theme());
    options = new PaneOptions(memory);
    greeted = memory.greeted();
    sideShown = new SimpleBooleanProperty(memory.sidePanel());
    statisticsShown = new SimpleBooleanProperty(memory.statistics());
    WindowIcons.dress(stage);
    Dialogs dialogs = new Dialogs(stage, colours);
    title = new WindowTitle(stage);
    flow = new OpenFlow(actions, pulse, dialogs, this::show);
    prefetching = new Prefetching(dialogs, pulse, actions, new JobNews(toast, title, flow));
    closing = new Closing(stage, dialogs, pulse, prefetching, windows);
    failures =
        new FailuresWindow(
            stage,
            actions,
            key -> view.get().flatMap(v -> v.layers().of(key)),
            key -> view.get().ifPresent(v -> v.goTo(key)),
            colours,
            pulse);
    WindowSnapshot snapshot =
        new WindowSnapshot(
            stage,
            actions,
            colours,
            options,
            view::get,
            sideShown::get,
            statisticsShown::get,
            () -> greeted);
    session = new SessionKeeper(stage, split, windows::keep, snapshot::keep);
    source =
        new WindowSource(
            actions.preferences(),
            () -> view.get().map(v -> v.layers().volumes()).orElse(List.of()),
            pulse,
            toast::tell,
            windows::sourceMode);
    settings = new SettingsWindow(dialogs, actions, colours, options, pulse);
    Pictures pictures = new Pictures(dialogs, pulse, new PictureChooser(stage), toast::tell);
    VolumeCommands volume = new VolumeCommands(view(), flow::open, toast::tell);
    commands = new CommandTable(this, volume, options, actions, pictures, dialogs);
    empty = new EmptyState(commands);
    center = new WindowCenter(split, empty, toast, flow.busy());
    toolBar = new WindowToolBar(commands, view(), source, volume::goTo);
    status = new StatusLine(failures::show);
    figures =
        new WindowFigures(actions, source, status, view::get, prefetching.rows(), statisticsShown);
    WindowMenu menu = new WindowMenu(commands, actions, source, colours, flow::open);
    BorderPane root = new BorderPane(center, new VBox(menu, toolBar), null, figures, null);
    root.getStyleClass().add("cellar-window");
    Session.Size size =
        windows
            .size()
            .orElse(new Session.Size(memory.width(), memory.height(), memory.maximized()));
    Scene scene = new Scene(root, size.width(), size.height());
    colours.dress(scene);
    commands.listen(scene);
    DropTarget.install(root, flow::open);
    root.addEventHandler(PaneEvent.COMMAND, commands::asked);
    stage.setScene(scene);
    held = HeldModifiers.in(stage);
    stage.setMinWidth(640);
    stage.setMinHeight(480);
    stage.setMaximized(size.maximised());
    stage.setOnShown(e -> pulse.start());
    stage.setOnHidden(e -> hidden());
    listen(memory);
  }

  private void listen(WindowMemory memory) {
    sideShown.addListener(o -> arrange());
    statisticsShown.addListener(o -> pulse.wake());
    empty.recent(actions.recent(), location -> flow.open(List.of(location)));
    pulse.everyFrame(this::frame);
    pulse.often(figures::refresh);
    pulse.often(() -> session.tick(view.get()));
    pulse.whenCalm(() -> session.keep(view.get()));
    pulse.wakeOn(stage.getScene());
    pulse.busyWhile(() -> StatusText.isWorking(actions.downloads()));
    pulse.changingWhile(() -> StatusText.isWaiting(actions.downloads()) || figures.isMoving());
    leave = actions.onNews(pulse::wake);
    colours.choice().addListener((o, was, is) -> windows.theme(is));
    view.addListener((o, was, is) -> is.ifPresent(v -> splits(v, was, memory)));
    view.addListener((o, was, is) -> is.ifPresent(session::shown));
  }

  private static void splits(VolumeView next, Optional<VolumeView> before, WindowMemory memory) {
    next.grid().splitH().set(before.map(v -> v.grid().splitH().get()).orElse(memory.splitH()));
    next.grid().splitV().set(before.map(v -> v.grid().splitV().get()).orElse(memory.splitV()));
  }

  /** Puts a volume on show: over the others, or instead of them, which are closed. */
  private Optional<Refused> show(OpenVolume volume, boolean over) {
    source.join(volume);
    volume.onlyIn().ifPresent(in -> tell(ProblemsText.only(volume.location(), in)));
    if (over && view.get().isPresent()) {
      return Overlaying.lay(volume, view.get().get().layers());
    }
    show(volume);
    return Optional.empty();
  }

  private void show(OpenVolume volume) {
    Optional<VolumeView> before = view.get();
    Bookmarks bookmarks = new Bookmarks(volume.location(), actions.records(), pulse, toast::tell);
    VolumeView next =
        new VolumeView(
            volume,
            options,
            pulse,
            colours.dark(),
            bookmarks,
            actions::showFolder,
            commands.get("openOver")::run,
            flow::openOver);
    view.set(Optional.of(next));
    prefetching.show(next.context(), next::levelInView, next::boxes);
    before.ifPresent(VolumeView::close);
    if (!greeted) {
      next.grid().card(new FirstSteps(this::greeted, commands.get("keys")::run));
    }
    title.volume(next.layers().reference().name());
    arrange();
  }

  private void greeted() {
    greeted = true;
    session.keep(view.get());
  }

  private void arrange() {
    view.get().ifPresent(v -> center.show(v, sideShown.get(), session::share));
  }

  private void frame() {
    toolBar.refresh();
    view.get().ifPresent(this::place);
  }

  private void place(VolumeView shown) {
    MouseText mouse = MouseText.of(shown, held);
    status.place(PlaceText.of(shown), mouse.text(), mouse.urgent());
  }

  /** Puts a window that is not shown yet where it was. */
  public void place(Session last) {
    session.place(last);
  }

  /** Opens what was on show; the built-in sample when that is nothing. */
  public void again(Session last) {
    if (last.volumes().isEmpty()) {
      openSample();
    } else {
      session.begin(last, flow, center::notice);
    }
  }

  /** Opens files, folders or URLs, as if they had been dropped. */
  public void open(List<String> locations) {
    flow.open(locations);
  }

  /** Opens files, folders or URLs over what is on show. */
  public void openOver(List<String> locations) {
    flow.openOver(locations);
  }

  /** What could not be opened so far, as far as a dialog has told of it. */
  public ObservableList<Refused> refused() {
    return flow.told();
  }

  /** Opens the built-in sample volume. */
  public void openSample() {
    flow.openSample();
  }

  /** The window. */
  public Stage stage() {
    return stage;
  }

  /** True when nothing is on show, asked or being opened: it can be used for something else. */
  public boolean isFree() {
    return view.get().isEmpty()
        && !isOpening()
        && Window.getWindows().stream()
            .noneMatch(w -> w instanceof Stage other && other.getOwner() == stage);
  }

  /** True while something is being opened. */
  public boolean isOpening() {
    return flow.busy().get().isPresent();
  }

  /** The volume on show. */
  public ReadOnlyObjectProperty<Optional<VolumeView>> view() {
    return view.getReadOnlyProperty();
  }

  /** The colours. */
  public Colours colours() {
    return colours;
  }

  /** The heartbeat. */
  public Pulse pulse() {
    return pulse;
  }

  /** Shows a short message. */
  public void tell(String message) {
    toast.tell(message);
  }

  /** Where blocks come from was chosen in another window. */
  public void sourceMode(SourceMode mode) {
    source.follow(mode);
  }

  /** Closes the window; asks before, if the program ends with it while something is fetched. */
  void close() {
    closing.close();
  }

  /** Closes all windows; asks before, while something is fetched. */
  void quit() {
    closing.quit();
  }

  void another() {
    windows.open(List.of());
  }

  void focusGoTo() {
    toolBar.focusGoTo();
  }

  void prefetch() {
    prefetching.open();
  }

  /** For the box that was drawn. */
  void prefetchBox(VolumeView of) {
    prefetching.open(of.context().region().get());
  }

  void showSettings() {
    settings.show();
  }

  void showFailures() {
    failures.show();
  }

  BooleanProperty sideShown() {
    return sideShown;
  }

  BooleanProperty statisticsShown() {
    return statisticsShown;
  }

  private void hidden() {
    flow.close();
    pulse.end();
    leave.run();
    prefetching.close();
    figures.close();
    session.keep(view.get());
    view.get().ifPresent(VolumeView::close);
  }
}
