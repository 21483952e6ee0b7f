package io.cellar.ui.window;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The bar under the menu: open, go to, zoom, source, side panel. JavaFX thread. */
final class WindowToolBar extends HBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private static final double LEAST_GO_TO = 114;

  private final ReadOnlyObjectProperty<Optional<VolumeView>> view;
  private final TextField goTo = new TextField();
  private final Label zoom = Controls.label("", "zoom-label");
  private final SourceControl source;
  private final WindowSource mode;
  private final Withheld prefetch;

  /** From the least important to the most. */
  private final List<Node> dispensable;

  /** What the fields tell of; called every frame, they are written only when it changes. */
  private ViewState told;

  private String place = "";

  /**
   * A bar.
   *
   * @param go goes to a typed place, or tells by false that it is none
   */
  WindowToolBar(
      CommandTable commands,
      ReadOnlyObjectProperty<Optional<VolumeView>> view,
      WindowSource mode,
      Predicate<String> go) {
    this.view = view;
    this.source = new SourceControl(mode);
    this.mode = mode;
    this.prefetch =
        new Withheld(
            commands.get("prefetch").button(Icon.PREFETCH), Words.of("tool.prefetch.none"));
    getStyleClass().add("window-toolbar");
    zoom.setTooltip(new Tooltip(Words.of("tool.zoom")));
    setUpGoTo(commands.get("goTo"), go);
    Label goToLabel = Controls.label(Words.of("tool.goTo"), "field-label");
    goToLabel.setLabelFor(goTo);
    goToLabel.disableProperty().bind(goTo.disableProperty());
    getChildren()
        .addAll(
            commands.get("openFile").button(Icon.OPEN),
            bar(),
            commands.get("back").button(Icon.BACK),
            commands.get("forward").button(Icon.FORWARD),
            goToLabel,
            goTo,
            bar(),
            commands.get("fit").button(Icon.FIT),
            commands.get("oneToOne").textButton(),
            zoom,
            commands.get("alone").button(Icon.PANES),
            bar(),
            prefetch,
            Controls.spring(),
            source,
            commands.get("side").toggleButton(Icon.SIDE),
            commands.get("keys").button(Icon.HELP));
    goTo.setMinWidth(LEAST_GO_TO);
    dispensable = List.of(goToLabel, zoom);
    needed().forEach(n -> n.setMinWidth(USE_PREF_SIZE));
    widthProperty().addListener(o -> makeRoom());
    source.widthProperty().addListener(o -> makeRoom());
    view.addListener(o -> refresh());
    refresh();
  }

  /** All but the field for coordinates, which is the first to shrink. */
  private List<Region> needed() {
    return getChildren().stream()
        .filter(n -> n != goTo && HBox.getHgrow(n) != Priority.ALWAYS)
        .map(Region.class::cast)
        .toList();
  }

  /** In a narrow window texts go that can be spared, so that no button is cut off. */
  private void makeRoom() {
    dispensable.forEach(n -> show(n, true));
    for (Node text : dispensable) {
      if (super.computeMinWidth(-1) <= getWidth()) {
        return;
      }
      show(text, false);
    }
  }

  /** The bar never makes the window's content wider than the window. */
  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static Node bar() {
    return new Separator(Orientation.VERTICAL);
  }

  private void setUpGoTo(Command command, Predicate<String> go) {
    command.explain(goTo, "tool.goTo.tip");
    goTo.disableProperty().bind(command.enabled().map(can -> !can));
    goTo.setPromptText(Words.of("tool.goTo.prompt"));
    goTo.setPrefColumnCount(13);
    goTo.setOnAction(e -> go(go));
    goTo.textProperty().addListener(o -> goTo.pseudoClassStateChanged(WRONG, false));
    goTo.focusedProperty().addListener((o, was, is) -> refresh());
    goTo.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            leave();
            e.consume();
          }
        });
  }

  private void go(Predicate<String> go) {
    if (go.test(goTo.getText())) {
      leave();
    } else {
      goTo.pseudoClassStateChanged(WRONG, true);
    }
  }

  private void leave() {
    goTo.pseudoClassStateChanged(WRONG, false);
    view.get()
        .flatMap(VolumeView::activePane)
        .ifPresentOrElse(Node::requestFocus, this::requestFocus);
  }

  /** Puts the caret into the field for coordinates. */
  void focusGoTo() {
    goTo.requestFocus();
    goTo.selectAll();
  }

  /** Writes position, zoom and source anew; called once per frame. */
  void refresh() {
    if (view.get().isEmpty()) {
      zoom.setText("");
      prefetch.withhold(false);
      told = null;
      return;
    }
    ViewState state = view.get().get().navigator().state();
    if (!state.equals(told)) {
      told = state;
      place = GoToText.format(state.axes(), state.position());
      zoom.setText(Figures.zoom(state.zoom()));
    }
    if (!goTo.isFocused()) {
      goTo.setText(place);
    }
    source.refresh();
    prefetch.withhold(!mode.hasChoice());
  }
}
