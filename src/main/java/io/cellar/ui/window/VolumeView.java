package io.cellar.ui.window;

import io.cellar.input.PrintableText;
import io.cellar.slice.PanePacing;
import io.cellar.slice.SliceRenderer;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.bookmark.BookmarkPlaces;
import io.cellar.ui.bookmark.Bookmarks;
import io.cellar.ui.bookmark.BookmarksPane;
import io.cellar.ui.coverage.CoverageWatch;
import io.cellar.ui.coverage.PaneFoot;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.navigation.FirstView;
import io.cellar.ui.navigation.PanePlan;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.navigation.VoxelEdges;
import io.cellar.ui.overview.OverviewPane;
import io.cellar.ui.pane.Navigator;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.pane.PaneGrid;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.pane.Pointer;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.picture.PictureSource;
import io.cellar.ui.prefetch.NamedBox;
import io.cellar.ui.side.Contrast;
import io.cellar.ui.side.SidePanel;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** All that belongs to the volume on show. JavaFX thread. */
public final class VolumeView {
  private final PaneContext context;
  private final List<SlicePane> panes;
  private final CoverageWatch coverage;
  private final Optional<OverviewPane> overview;
  private final PaneGrid grid;
  private final Contrast contrast;
  private final SidePanel side;
  private final Bookmarks bookmarks;
  private final ObservableValue<Boolean> dark;
  private final ChangeListener<Boolean> themeListener;
  private Runnable leaveFirst = () -> {};
  private UnaryOperator<ViewState> first;
  private boolean begun;
  private final ChangeListener<Boolean> proportions = (o, was, is) -> navigator().stretch(edges());

  /** Panes and panel of a volume; {@link #close} ends them and the volume. */
  public VolumeView(
      OpenVolume volume,
      PaneOptions options,
      Pulse pulse,
      ObservableValue<Boolean> dark,
      Bookmarks bookmarks,
      Consumer<Path> showFolder,
      Runnable chooseOver,
      Consumer<List<String>> openOver) {
    this.bookmarks = bookmarks;
    ArrayGeometry array = volume.description().geometry();
    PanePlan plan = PanePlan.of(array.axes(), array.viewShape());
    Navigator navigator =
        new Navigator(
            ViewState.middle(
                array.axes(), array.viewShape(), edges(volume.description(), options)));
    context =
        new PaneContext(
            new Layers(volume, dark.getValue()),
            navigator,
            new Pointer(),
            options,
            new SimpleObjectProperty<>(Optional.empty()),
            pulse,
            new PanePacing());
    panes = plan.planes().stream().map(plane -> new SlicePane(plane, context)).toList();
    coverage = new CoverageWatch(context, plane -> pane(plane).map(VolumeView::level).orElse(0));
    overview =
        panes.size() == 3
            ? Optional.of(new OverviewPane(context, this::levelOnScreen, coverage.shares()))
            : Optional.empty();
    grid = new PaneGrid(panes, feet(), overview.map(o -> o));
    contrast = new Contrast(context, this::activePane);
    side =
        new SidePanel(
            context,
            coverage::strip,
            contrast,
            new BookmarksPane(bookmarks, context),
            showFolder,
            chooseOver);
    DropTarget.install(side.volumes(), openOver);
    this.dark = dark;
    themeListener = (o, was, is) -> context.layers().dark(is);
    dark.addListener(themeListener);
    first = s -> FirstView.of(volume.levels(), edges(), context.navigator().visiblePanes());
    options.cubes().addListener(proportions);
    leaveFirst = pulse.everyFrame(this::firstView);
  }

  private double[] edges() {
    return edges(volume().description(), context.options());
  }

  private static double[] edges(VolumeDescription volume, PaneOptions options) {
    return options.cubes().get() ? VoxelEdges.cubes(volume) : VoxelEdges.of(volume);
  }

  /** As soon as the panes have a size, the first view is chosen. */
  private void firstView() {
    if (!panes.isEmpty() && context.navigator().visiblePanes().isEmpty()) {
      return;
    }
    leaveFirst.run();
    begun = true;
    context.navigator().change(first);
    activePane().ifPresent(SlicePane::requestFocus);
  }

  /** Chooses another first view than the usual one; only before that. */
  void beginAt(UnaryOperator<ViewState> view) {
    first = view;
  }

  /** True once the first view was chosen. */
  boolean begun() {
    return begun;
  }

  /** A slider under each pane that has something to step through. */
  private Map<SlicePane, PaneFoot> feet() {
    Map<SlicePane, PaneFoot> feet = new HashMap<>();
    for (SlicePane pane : panes) {
      pane.plane()
          .normal(navigator().state().axes())
          .map(axis -> new PaneFoot(navigator(), coverage.strip(axis)))
          .ifPresent(foot -> feet.put(pane, foot));
    }
    return feet;
  }

  private int levelOnScreen() {
    return level(panes.getFirst());
  }

  /** Number of the level of a volume that the active pane shows; 0 while that is hidden. */
  int levelInView(Layer layer) {
    return activePane()
        .flatMap(pane -> pane.renderer(layer))
        .map(SliceRenderer::shownLevel)
        .orElse(0);
  }

  private static int level(SlicePane pane) {
    return pane.shownPicture().map(p -> p.level().number()).orElse(0);
  }

  /** All volumes on show. */
  public Layers layers() {
    return context.layers();
  }

  /** The reference volume. */
  public OpenVolume volume() {
    return context.volume();
  }

  /** What the panes share. */
  public PaneContext context() {
    return context;
  }

  /** Where the window looks. */
  public Navigator navigator() {
    return context.navigator();
  }

  /** The panes. */
  public PaneGrid grid() {
    return grid;
  }

  /** The panel beside them. */
  public SidePanel side() {
    return side;
  }

  /** Places to be found again. */
  public Bookmarks bookmarks() {
    return bookmarks;
  }

  /** The boxes of bookmarks, as regions that can be fetched. */
  List<NamedBox> boxes() {
    Roi all = volume().description().geometry().view();
    return bookmarks.boxes().stream()
        .map(b -> new NamedBox(PrintableText.of(b.name()), BookmarkPlaces.roi(b).orElseThrow()))
        .filter(named -> named.box().rank() == all.rank())
        .map(named -> new NamedBox(named.name(), named.box().intersect(all)))
        .filter(named -> !named.box().isEmpty())
        .toList();
  }

  /** What pictures can be taken of, one pane being meant. */
  PictureSource pictures(SlicePane pane) {
    return new PictureSource(context, pane, panes, grid, grid.getScene().getRoot());
  }

  /** Display ranges. */
  public Contrast contrast() {
    return contrast;
  }

  /** All slices, whether seen or not. */
  public List<SlicePane> panes() {
    return panes;
  }

  /** The pane that keys are meant for. */
  public Optional<SlicePane> activePane() {
    return grid.active(context.pointer().place().map(Pointer.Place::plane));
  }

  /** Brings the middle of a block into the middle of all panes; nothing when it is not on show. */
  void goTo(BlockKey key) {
    for (Layer layer : layers().list()) {
      layer
          .volume()
          .level(key.fileset())
          .ifPresent(
              level -> {
                Roi block = level.geometry().toView(level.geometry().grid().roi(key.index()));
                long[] middle = layer.volume().description().viewShape();
                Axes axes = layer.volume().description().axes();
                for (int d = 0; d < middle.length; d++) {
                  Axis axis = axes.get(d);
                  int own = level.geometry().axes().indexOf(axis);
                  long inLevel = (block.start(own) + block.stop(own)) / 2;
                  long at = (long) Math.floor(level.toFinest(axis).apply(inLevel));
                  middle[d] = Math.clamp(at, 0, middle[d] - 1);
                }
                navigator().jump(s -> s.goTo(layer.placement().reference(middle, s.position())));
              });
    }
  }

  /** The pane of a plane. */
  public Optional<SlicePane> pane(Plane plane) {
    return panes.stream().filter(p -> p.plane().equals(plane)).findFirst();
  }

  /**
   * True when slices, strips, overview, and the histogram if it is seen show all that can be had
   * now.
   */
  public boolean isSettled() {
    return begun
        && panes.stream().allMatch(SlicePane::isSettled)
        && contrast.isSettled(side.getScene() != null)
        && coverage.isSettled()
        && overview.map(OverviewPane::isSettled).orElse(true);
  }

  /** Ends everything, the volume too. May be called twice. */
  public void close() {
    leaveFirst.run();
    dark.removeListener(themeListener);
    context.options().cubes().removeListener(proportions);
    side.close();
    coverage.close();
    overview.ifPresent(OverviewPane::close);
    panes.forEach(SlicePane::close);
    context.layers().close();
  }
}
