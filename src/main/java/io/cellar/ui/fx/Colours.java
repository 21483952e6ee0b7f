package io.cellar.ui.fx;

import io.cellar.settings.Theme;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;

/**
 * Light or dark colours of all scenes, by choice or as the system has it. One stylesheet holds all
 * geometry, one each the colours. JavaFX thread.
 */
public final class Colours {
  private static final String BASE = sheet("base.css");
  private static final String LIGHT = sheet("light.css");
  private static final String DARK = sheet("dark.css");

  private final ObjectProperty<Theme> choice = new SimpleObjectProperty<>(Theme.SYSTEM);
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
  private final ChangeListener<ColorScheme> system = (o, was, is) -> update();

  public Colours(Theme first) {
    choice.set(first);
    choice.addListener((o, was, is) -> update());
    Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(system));
    update();
  }

  /** What the user chose. */
  public ObjectProperty<Theme> choice() {
    return choice;
  }

  /** True while the colours are dark. */
  public ReadOnlyBooleanProperty dark() {
    return dark.getReadOnlyProperty();
  }

  /** Gives a scene the colours, now and whenever they change. */
  public void dress(Scene scene) {
    dress(scene, dark.get());
    dark.addListener((o, was, is) -> dress(scene, is));
  }

  private static void dress(Scene scene, boolean dark) {
    scene.getStylesheets().setAll(List.of(BASE, dark ? DARK : LIGHT));
  }

  private void update() {
    dark.set(
        switch (choice.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        });
  }

  private static String sheet(String name) {
    URL url = Colours.class.getResource("/io/cellar/ui/" + name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
