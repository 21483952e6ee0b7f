package io.cellar.ui.prefetch;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.prefetch.RegionInput.Given;
import io.cellar.ui.prefetch.RegionInput.Wrong;
import io.cellar.ui.words.Words;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * Tells which region is meant. What the panes show is followed for as long as nothing is typed; the
 * fields and the line of text say the same and can both be typed into. JavaFX thread.
 */
final class RegionEditor extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final int MOST_DIGITS = 9;

  private final PaneContext context;
  private final ArrayGeometry array;
  private final ComboBox<RegionSource> source = new ComboBox<>();
  private final TextField slices = new TextField("0");
  private final Label slicesLabel = Controls.label(Words.of("prefetch.slices"), "field-label");
  private final AxisFields fields;
  private final TextField text = new TextField();
  private RegionInput input;
  private final List<NamedBox> kept;
  private boolean filling;

  /** True while it is the line of text that was typed into last. */
  private boolean byText;

  /**
   * An editor.
   *
   * @param first is what is meant at first; what the panes show if there is none
   * @param kept boxes that have a name
   */
  RegionEditor(PaneContext context, Optional<RegionSource.Box> first, List<NamedBox> kept) {
    super(10);
    this.kept = kept;
    this.context = context;
    array = context.volume().description().geometry();
    fields = new AxisFields(array.axes(), array.viewShape(), this::typedFields);
    source.setConverter(new Labels<>(RegionSource::label));
    source.getItems().setAll(offered(first));
    source.setAccessibleText(Words.of("prefetch.region"));
    source.getSelectionModel().selectFirst();
    source.valueProperty().addListener(o -> chosen());
    slices.setId("prefetch-slices");
    text.setId("prefetch-text");
    slices.setPrefColumnCount(4);
    slices.setAccessibleText(Words.of("prefetch.slices"));
    slices
        .textProperty()
        .addListener(
            o -> {
              follow();
              context.pulse().wake();
            });
    slicesLabel.setLabelFor(slices);
    slicesLabel.setMinWidth(USE_PREF_SIZE);
    text.setAccessibleText(Words.of("prefetch.text"));
    text.textProperty().addListener(o -> typedText());
    getChildren().addAll(choice(), fields, line());
    chosen();
  }

  private List<RegionSource> offered(Optional<RegionSource.Box> first) {
    return RegionSource.offered(context.navigator().visiblePanes(), first, kept);
  }

  /** A box was drawn: it is what is meant now. */
  void drawn(Roi box) {
    source.getItems().setAll(offered(Optional.of(RegionSource.drawn(box))));
    source.getSelectionModel().selectFirst();
    slices.setText("0"); // as it was drawn
  }

  private HBox choice() {
    source.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(source, Priority.ALWAYS);
    HBox row = new HBox(8, label("prefetch.region", source), source, slicesLabel, slices);
    row.getStyleClass().add("row");
    return row;
  }

  private HBox line() {
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(8, label("prefetch.text", text), text);
    row.getStyleClass().add("row");
    return row;
  }

  /** What was entered, as it is now. */
  RegionInput input() {
    return input;
  }

  /** Looks at the panes again, if it is they that tell the region. */
  void follow() {
    ViewState state = context.navigator().state();
    List<PaneSize> panes = context.navigator().visiblePanes();
    boolean step = source.getValue().stepAxis(state, panes).isPresent();
    slices.setDisable(!step);
    slicesLabel.setDisable(!step);
    String more = step ? slices.getText().strip() : "0";
    boolean wrong = !more.matches("[0-9]{1," + MOST_DIGITS + "}");
    slices.pseudoClassStateChanged(WRONG, wrong);
    source.getValue().region(state, panes, wrong ? 0 : Long.parseLong(more)).ifPresent(this::fill);
    if (wrong) {
      input = new Wrong(Words.of("prefetch.slicesWrong", slices.getText()));
    }
  }

  private void chosen() {
    if (source.getValue() == null) {
      return; // the choices are being exchanged
    }
    if (source.getValue() instanceof RegionSource.Typed) {
      read();
    } else {
      byText = false;
    }
    follow();
    context.pulse().wake();
  }

  private void fill(Roi region) {
    boolean known = input instanceof Given(Roi before) && before.equals(region);
    input = new Given(region);
    if (!known) {
      filling = true;
      fields.fill(region);
      text.setText(RegionWords.typed(array.axes(), region));
      text.pseudoClassStateChanged(WRONG, false);
      filling = false;
    }
  }

  private void typedFields() {
    byText = false;
    filling = true;
    text.setText(RegionInput.text(fields.ranges()));
    filling = false;
    typed();
  }

  private void typedText() {
    if (!filling) {
      byText = true;
      typed();
    }
  }

  private void typed() {
    if (source.getValue() instanceof RegionSource.Typed) {
      chosen();
    } else {
      source.setValue(new RegionSource.Typed());
    }
  }

  /** What was typed last counts, and the other says the same; the one that is wrong is marked. */
  private void read() {
    if (byText) {
      input = RegionInput.parse(text.getText(), array.axes(), array.viewShape());
      switch (input) {
        case Given(Roi region) -> fields.fill(region);
        case Wrong _ -> fields.clear();
      }
    } else {
      input = fields.read();
    }
    text.pseudoClassStateChanged(WRONG, byText && input instanceof Wrong);
  }

  /** The name of a control at the left of its row; those of all rows make a column. */
  static Label label(String key, Node control) {
    Label label = Controls.label(Words.of(key), "field-label");
    label.getStyleClass().add("prefetch-label");
    label.setLabelFor(control);
    return label;
  }
}
