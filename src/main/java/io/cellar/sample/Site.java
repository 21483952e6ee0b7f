package io.cellar.sample;

import java.util.concurrent.CountDownLatch;

/**
 * What all connections of one server share.
 *
 * @param origin scheme, host and port
 * @param stopping counted down when the server closes
 */
record Site(String origin, Answers answers, ServerOptions options, CountDownLatch stopping) {

  boolean isClosing() {
    return stopping.getCount() == 0;
  }
}
