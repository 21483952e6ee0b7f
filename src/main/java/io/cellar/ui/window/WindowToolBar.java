package io.cellar.ui.window;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
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

  private final Commands commands;
  private final TextField goTo = new TextField();
  private final Label zoom = Controls.label("", "zoom-label");
  private final SourceControl source;
  private final Button back;
  private final Button forward;
  private final List<Node> ofVolume;

  /** From the least important to the most. */
  private final List<Node> dispensable;

  private Optional<VolumeView> view = Optional.empty();

  /** What the fields tell of; called every frame, they are written only when it changes. */
  private ViewState told;

  private String place = "";

  WindowToolBar(
      WindowCommands window, Commands commands, WindowSource mode, BooleanProperty sideShown) {
    this.commands = commands;
    this.source = new SourceControl(mode);
    getStyleClass().add("window-toolbar");
    ToggleButton side = Controls.iconToggle(Icon.SIDE, "tool.side");
    side.selectedProperty().bindBidirectional(sideShown);
    zoom.setTooltip(new Tooltip(Words.of("tool.zoom")));
    setUpGoTo();
    Label goToLabel = Controls.label(Words.of("tool.goTo"), "field-label");
    goToLabel.setLabelFor(goTo);
    back = Controls.iconButton(Icon.BACK, "tool.back", commands::back);
    forward = Controls.iconButton(Icon.FORWARD, "tool.forward", commands::forward);
    Button fit = Controls.iconButton(Icon.FIT, "tool.fit", commands::fit);
    Button one = small("tool.oneToOne", commands::oneToOne);
    Button panes = Controls.iconButton(Icon.PANES, "tool.panes", commands::toggleAlone);
    Button prefetch = Controls.iconButton(Icon.PREFETCH, "tool.prefetch", window::prefetch);
    ofVolume = List.of(goToLabel, goTo, fit, one, panes, prefetch, side);
    getChildren()
        .addAll(
            Controls.iconButton(Icon.OPEN, "tool.open", window::chooseFile),
            bar(),
            back,
            forward,
            goToLabel,
            goTo,
            bar(),
            fit,
            one,
            zoom,
            panes,
            bar(),
            prefetch,
            Controls.spring(),
            source,
            side,
            Controls.iconButton(Icon.HELP, "tool.help", window::showKeys));
    goTo.setMinWidth(LEAST_GO_TO);
    dispensable = List.of(goToLabel, zoom);
    needed().forEach(n -> n.setMinWidth(USE_PREF_SIZE));
    widthProperty().addListener(o -> makeRoom());
    source.widthProperty().addListener(o -> makeRoom());
    show(Optional.empty());
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

  private static Button small(String key, Runnable action) {
    Button button = Controls.button(key, action);
    button.getStyleClass().add("tool-text");
    button.setTooltip(new Tooltip(Words.of(key + ".tip")));
    return button;
  }

  private void setUpGoTo() {
    goTo.setPromptText(Words.of("tool.goTo.prompt"));
    goTo.setAccessibleText(Words.of("tool.goTo.tip"));
    goTo.setTooltip(new Tooltip(Words.of("tool.goTo.tip")));
    goTo.setPrefColumnCount(13);
    goTo.setOnAction(e -> go());
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

  private void go() {
    if (commands.goTo(goTo.getText())) {
      leave();
    } else {
      goTo.pseudoClassStateChanged(WRONG, true);
    }
  }

  private void leave() {
    goTo.pseudoClassStateChanged(WRONG, false);
    view.flatMap(VolumeView::activePane).ifPresentOrElse(Node::requestFocus, this::requestFocus);
  }

  /** Puts the caret into the field for coordinates. */
  void focusGoTo() {
    goTo.requestFocus();
    goTo.selectAll();
  }

  /** Shows the state of a volume, or that there is none. */
  void show(Optional<VolumeView> next) {
    view = next;
    ofVolume.forEach(n -> n.setDisable(next.isEmpty()));
    back.disableProperty().unbind();
    forward.disableProperty().unbind();
    if (next.isPresent()) {
      back.disableProperty().bind(next.get().navigator().canGoBack().not());
      forward.disableProperty().bind(next.get().navigator().canGoForward().not());
    } else {
      back.setDisable(true);
      forward.setDisable(true);
    }
    refresh();
  }

  /** Writes position, zoom and source anew; called once per frame. */
  void refresh() {
    if (view.isEmpty()) {
      zoom.setText("");
      told = null;
      return;
    }
    var state = view.get().navigator().state();
    if (!state.equals(told)) {
      told = state;
      place = GoToText.format(state.axes(), state.position());
      zoom.setText(Figures.zoom(state.zoom()));
    }
    if (!goTo.isFocused()) {
      goTo.setText(place);
    }
    source.refresh();
  }
}
