package io.cellar.cli;

import picocli.CommandLine.Model.ArgSpec;

/**
 * An option or a word of a command, and what was typed for it.
 *
 * @param <T> what the text is turned into
 * @param spec how it is declared
 */
record Value<T>(ArgSpec spec) {

  /** What was typed, once the command runs; else its default, null where it has none. */
  T get() {
    return spec.getValue();
  }
}
