package io.cellar.ui.pane;

import io.cellar.settings.PaneLook;
import io.cellar.slice.FetchLimit;
import io.cellar.slice.Painter;
import io.cellar.slice.RenderTarget;
import io.cellar.slice.SliceLayer;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.VoxelProbe;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.status.HostTrouble;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * One pane: a slice, what is drawn over it, and its mouse. JavaFX thread, except {@link #painted}.
 */
public final class SlicePane extends Region implements RenderTarget {
  private final Plane plane;
  private final PaneContext context;
  private final PictureView picture;
  private final Overlay overlay;
  private final BlockHint hint;
  private final HostNotice notice = new HostNotice();
  private final PaneInput input;
  private final PaneLayers layers;
  private final Painter painter;
  private final AtomicReference<SlicePicture> arrived = new AtomicReference<>();
  private final InvalidationListener changed = o -> changed();
  private final Runnable leavePulse;
  private final Runnable leaveHint;
  private final ReadOnlyObjectWrapper<Optional<SlicePicture>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private SliceView requested;
  private List<SliceLayer> requestedLayers;
  private FetchLimit requestedLimit;
  private boolean stale = true;
  private long coverageVersion = -1;

  /** Width, height and scale of the last layout. */
  private List<Double> laidOut = List.of();

  /** A pane for a plane; {@link #close} ends it. */
  public SlicePane(Plane plane, PaneContext context) {
    this.plane = plane;
    this.context = context;
    this.overlay = new Overlay(context.options(), context.volume());
    this.layers = new PaneLayers(context.layers());
    this.picture = new PictureView(layers.reference()::reuse, context.pulse()::soon);
    this.hint = new BlockHint(context.layers(), layers, context.options().coverage()::get);
    getChildren().addAll(picture, overlay, notice, hint);
    getStyleClass().add("slice-pane");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(Words.of("pane.accessible", plane.name()));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    this.input = new PaneInput(this, context);
    painter = new Painter(layers.reference(), this, context.turns());
    listen();
    context.navigator().add(this::size);
    leavePulse = context.pulse().everyFrame(this::frame);
    leaveHint = context.pulse().changingWhile(hint::isCounting);
  }

  private void listen() {
    context.navigator().stateProperty().addListener(changed);
    context.layers().changes().addListener(changed);
    context.region().addListener(changed);
    context.options().forEach(option -> option.addListener(changed));
    context.options().fetchLimit().addListener(changed);
    focusedProperty().addListener(changed);
    focusVisibleProperty().addListener(changed);
    visibleProperty().addListener(changed);
  }

  /** The plane it shows. */
  public Plane plane() {
    return plane;
  }

  /** Its size in device pixels; none while it is hidden. */
  public PaneSize size() {
    if (!isVisible()) {
      return new PaneSize(plane, 0, 0);
    }
    double scale = scale();
    return new PaneSize(
        plane, (int) Math.round(getWidth() * scale), (int) Math.round(getHeight() * scale));
  }

  /** What it is to show now. */
  public SliceView view() {
    return context.navigator().state().slice(size());
  }

  /** Device pixels per logical pixel. */
  public double scale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
  }

  /** Looks at single voxels of what this pane has in memory of the reference volume. */
  public VoxelProbe probe() {
    return layers.probe();
  }

  /** Looks at single voxels of a volume, in its own coordinates; empty while it is hidden. */
  public Optional<VoxelProbe> probe(Layer layer) {
    return layers.probe(layer);
  }

  /** The block that is meant at a voxel of the reference volume. */
  Optional<BlockAt> blockAt(long[] voxel) {
    return layers.blockAt(voxel);
  }

  /** Makes the pane's pictures of the reference volume. */
  public SliceRenderer renderer() {
    return layers.reference();
  }

  /** Makes the pane's pictures of a volume; empty while that is hidden. */
  public Optional<SliceRenderer> renderer(Layer layer) {
    return layers.renderer(layer);
  }

  /** Fetches what the pane shows even if it is more than the fetch limit. */
  public void fetchAnyway() {
    painter.fetchAnyway();
  }

  /** The newest picture, if there is one. */
  public Optional<SlicePicture> shownPicture() {
    return shown.get();
  }

  /** Tells of every picture as soon as its pixels are where the screen takes them from. */
  public ReadOnlyObjectProperty<Optional<SlicePicture>> shownPictureProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The painter begins at once, so that the picture may be there when the next frame begins. */
  private void changed() {
    stale = true;
    context.pulse().wake();
    request(view());
  }

  @Override
  public void painted(SlicePicture newest) {
    SlicePicture unseen = arrived.getAndSet(newest);
    if (unseen == null) {
      context.pulse().soon(this::show);
    } else {
      layers.reference().reuse(unseen.argb());
    }
  }

  private void show() {
    SlicePicture newest = arrived.getAndSet(null);
    if (newest != null) {
      if (newest.view().width() > 0 && newest.view().height() > 0) {
        picture.show(newest);
      }
      shown.set(Optional.of(newest));
      painter.seen();
      stale = true;
    }
  }

  private void frame() {
    input.frame();
    picture.frame();
    long version = context.options().coverage().get() ? coverageVersion() : -1;
    if (stale || version != coverageVersion) {
      coverageVersion = version;
      stale = false;
      SliceView view = view();
      request(view);
      draw(view);
    }
  }

  private long coverageVersion() {
    return context
        .volume()
        .coverage(shownPicture().map(p -> p.level().number()).orElse(0))
        .version();
  }

  private void request(SliceView view) {
    PaneLook look = context.options().look();
    List<SliceLayer> stack = layers.stack(look, Optional.empty());
    FetchLimit limit = context.options().fetchLimit().get();
    if (!view.equals(requested)
        || !stack.equals(requestedLayers)
        || !limit.equals(requestedLimit)) {
      requested = view;
      requestedLayers = stack;
      requestedLimit = limit;
      painter.request(view, layers.stack(look, input.voxelUnderMouse()), dark(), limit);
    }
  }

  private void draw(SliceView view) {
    double scale = scale();
    picture.view(view, scale);
    if (view.width() > 0 && view.height() > 0) {
      overlay.draw(scene(view, scale), shownPicture(), isFocused() && isFocusVisible());
    }
  }

  private PaneScene scene(SliceView view, double scale) {
    return new PaneScene(
        context.volume().description(),
        plane,
        context.navigator().state(),
        view,
        context.region().get(),
        scale);
  }

  /** What this pane shows, for a picture; the receiver closes it. */
  public SliceCamera camera() {
    PaneLayers own = new PaneLayers(context.layers());
    return new SliceCamera(own, own.stack(context.options().look(), Optional.empty()), dark());
  }

  private boolean dark() {
    return context.display().get().dark();
  }

  /**
   * Draws what this pane draws over a slice onto another canvas.
   *
   * @param g takes logical pixels of this pane
   * @param picture the slice; the pane's own view, perhaps with more pixels
   * @param scale its device pixels per logical pixel of this pane
   */
  public void drawOverlay(GraphicsContext g, SlicePicture picture, double scale) {
    overlay.draw(g, scene(picture.view(), scale), Optional.of(picture));
  }

  /** Opens the context menu of the crosshair's place. */
  public void openMenu() {
    input.openMenu();
  }

  /** True while blocks that it shows are still to come. */
  public boolean isWaiting() {
    return isVisible() && shownPicture().filter(SlicePicture::loading).isPresent();
  }

  /** True when it shows all that can be had now of what it is to show, or is not seen. */
  public boolean isSettled() {
    return !isVisible()
        || shownPicture().filter(p -> p.view().equals(view()) && !p.loading()).isPresent();
  }

  /** Tells which host it waits for; empty: that it waits for none. */
  public void waitsFor(Optional<HostTrouble> trouble) {
    notice.show(trouble);
  }

  /** The box that tells about a failed block. */
  BlockHint hint() {
    return hint;
  }

  @Override
  protected void layoutChildren() {
    picture.resizeRelocate(0, 0, getWidth(), getHeight());
    hint.layoutIn(getWidth(), getHeight());
    notice.layoutIn(getWidth(), getHeight());
    List<Double> now = List.of(getWidth(), getHeight(), scale());
    if (!now.equals(laidOut)) { // not when only the hint has changed
      laidOut = now;
      stale = true;
      context.pulse().wake();
    }
  }

  /** Ends the painter and lets go of everything shared. May be called twice. */
  public void close() {
    leavePulse.run();
    leaveHint.run();
    context.navigator().stateProperty().removeListener(changed);
    context.layers().changes().removeListener(changed);
    context.region().removeListener(changed);
    context.options().forEach(option -> option.removeListener(changed));
    context.options().fetchLimit().removeListener(changed);
    context.pointer().leave(plane);
    painter.close();
    layers.close();
  }
}
