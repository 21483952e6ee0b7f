package io.cellar.ui.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void theNewestSampleIsOfAgeNought() {
    History history = new History(2, 4);
    history.add(1, 10);
    history.add(2, 20);
    assertEquals(2, history.size());
    assertEquals(2, history.at(0, 0));
    assertEquals(10, history.at(1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> history.at(0, 2));
  }

  @Test
  void theOldestSamplesAreForgotten() {
    History history = new History(1, 4);
    for (int n = 1; n <= 10; n++) {
      history.add(n == 1 ? 99 : n);
    }
    assertEquals(4, history.size());
    assertEquals(10, history.at(0, 0));
    assertEquals(7, history.at(0, 3));
    assertEquals(10, history.max(0));
  }

  @Test
  void whatIsNotKnownDoesNotCount() {
    History history = new History(1, 4);
    assertEquals(0, history.max(0));
    history.add(Double.NaN);
    history.add(3);
    assertEquals(3, history.max(0));
    assertThrows(IllegalArgumentException.class, () -> history.add(1, 2));
  }

  @Test
  void axesEndAtRoundNumbers() {
    assertEquals(1, HistoryPlot.top(0, 1));
    assertEquals(50, HistoryPlot.top(41.2, 1));
    assertEquals(2e6, HistoryPlot.top(1.1e6, 1e6));
    assertEquals(0.1, HistoryPlot.top(0.1, 0.01), 1e-12);
    assertEquals(0.2, HistoryPlot.top(0.11, 0.01), 1e-12);
    assertEquals(1e7, HistoryPlot.top(5.1e6, 1), 1);
  }
}
