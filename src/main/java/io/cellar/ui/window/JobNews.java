package io.cellar.ui.window;

import io.cellar.ui.prefetch.Prefetching;
import java.util.List;

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
  public void ended(String message) {
    toast.tell(message);
    title.news(message);
  }

  @Override
  public void open(String location) {
    flow.open(List.of(location));
  }
}
