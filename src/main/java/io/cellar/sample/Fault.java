package io.cellar.sample;

import java.io.IOException;

/** One way to answer wrongly on purpose. */
@FunctionalInterface
interface Fault {

  /**
   * Answers the request in its own way.
   *
   * @return true if the connection can be used for another request
   * @throws IOException if the peer has closed the connection, which is noted
   */
  boolean answer(Wire wire) throws IOException, InterruptedException;
}
