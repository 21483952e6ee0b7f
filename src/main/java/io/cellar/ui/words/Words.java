package io.cellar.ui.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window. Every text the user reads comes from the message bundle. */
public final class Words {
  private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.cellar.ui.words");

  private Words() {}

  /**
   * The text of a key; with arguments it is a {@link MessageFormat} pattern.
   *
   * @throws java.util.MissingResourceException when there is no such key
   */
  public static String of(String key, Object... arguments) {
    String text = BUNDLE.getString(key);
    return arguments.length == 0
        ? text
        : new MessageFormat(text, Locale.getDefault(Locale.Category.FORMAT)).format(arguments);
  }
}
