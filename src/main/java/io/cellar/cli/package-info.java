/** The command line. */
package io.cellar.cli;
