package io.cellar.ui.window;

import io.cellar.ui.prefetch.Prefetching;
import java.util.List;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * What the jobs tell the window. JavaFX thread.
 *
 * @param toast shows what is short
 * @param title tells of an end until the window is looked at
 * @param flow opens what a job is about
 */
record JobNews(Toast toast, WindowTitle title, OpenFlow flow) implements Prefetching.Told {
  @Override
  public void tell(String message) {
    toast.tell(message);
  }

  @Override
  public void ended(String message, boolean onShow) {
    toast.tell(message);
    List<Window> all = Window.getWindows();
    boolean seen = all.stream().anyMatch(Window::isFocused);
    long windows = all.stream().filter(w -> w instanceof Stage s && s.getOwner() == null).count();
    if (isForTitle(seen, onShow, windows)) {
      title.news(message);
    }
  }

  /**
   * Whether the title tells that a job has ended: who looks at any of the windows sees the message
   * there, and of several the one tells it in which the job's volume is on show.
   *
   * @param seen whether the user looks at one of the program's windows
   * @param onShow whether it is about a volume of this window
   * @param windows of the program
   */
  static boolean isForTitle(boolean seen, boolean onShow, long windows) {
    return !seen && (onShow || windows <= 1);
  }

  @Override
  public void open(String location) {
    flow.open(List.of(location));
  }
}
