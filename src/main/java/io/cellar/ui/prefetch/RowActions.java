package io.cellar.ui.prefetch;

import io.cellar.ui.JobRow;
import io.cellar.ui.Jobs;

/** What the row of a job asks for. JavaFX thread. */
interface RowActions {

  /** The jobs themselves. */
  Jobs jobs();

  /** Shows its region in the panes, or not any more; opens its volume when that is not on show. */
  void show(JobRow job, boolean shown);

  /** Opens the dialog for another one like it. */
  void another(JobRow job);

  /** Shows its report. */
  void report(JobRow job);
}
