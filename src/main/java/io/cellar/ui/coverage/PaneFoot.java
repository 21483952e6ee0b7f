package io.cellar.ui.coverage;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.pane.Navigator;
import io.cellar.ui.words.Words;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * What stands under a pane: a slider through its slices, and how much of the view in the present
 * one is cached. JavaFX thread.
 */
public final class PaneFoot extends HBox {
  private final Navigator navigator;
  private final ObservableValue<StripSamples> strip;
  private final Label share = Controls.label("", "pane-share");

  /**
   * For the pane that steps along the axis of a strip.
   *
   * @param strip what is cached along the axis, of the pane's view
   */
  public PaneFoot(Navigator navigator, ObservableValue<StripSamples> strip) {
    this.navigator = navigator;
    this.strip = strip;
    getStyleClass().add("pane-foot");
    CoverageSlider slider = CoverageSlider.of(navigator, strip);
    setHgrow(slider, Priority.ALWAYS);
    share.setMinWidth(USE_PREF_SIZE);
    share.setTooltip(new Tooltip());
    getChildren().addAll(slider, share);
    strip.addListener((o, was, is) -> update());
    navigator.stateProperty().addListener((o, was, is) -> update());
    update();
  }

  private void update() {
    StripSamples samples = strip.getValue();
    Tally tally = samples.at(navigator.state().position(samples.axis()));
    share.setText(tally.all() == 0 ? "" : tally.percent());
    share.getTooltip().setText(Words.of("strip.share", tally.percent(), samples.level()));
  }
}
