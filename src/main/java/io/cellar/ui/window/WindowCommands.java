package io.cellar.ui.window;

import java.util.List;

/** What the window itself can do. JavaFX thread. */
interface WindowCommands {

  /** Lets the user choose a description file. */
  void chooseFile();

  /** Lets the user choose description files to show over what is on show. */
  void chooseOver();

  /** Opens files, folders or URLs over what is on show. */
  void openOver(List<String> locations);

  /** Lets the user choose a folder with a description file. */
  void chooseFolder();

  /** Asks for an address. */
  void askAddress();

  /** Opens the built-in sample. */
  void openSample();

  /** Opens a place that was opened before. */
  void openRecent(String location);

  /** Puts the caret into the field for coordinates. */
  void focusGoTo();

  /** Goes to the place, or opens the address, on the clipboard. */
  void paste();

  /** Asks for a region and fetches it. */
  void prefetch();

  /** Asks for a picture of panes or window and saves it. */
  void savePicture();

  /** Puts a picture of the active pane on the clipboard. */
  void copyPicture();

  /** Shows or hides the statistics. */
  void toggleStatistics();

  /** Shows or hides the side panel. */
  void toggleSide();

  /** Shows the settings. */
  void showSettings();

  /** Lists the keys. */
  void showKeys();

  /** Lists the failed blocks. */
  void showFailures();

  /** Says what the program is. */
  void showAbout();

  /** Closes the window. */
  void closeWindow();
}
