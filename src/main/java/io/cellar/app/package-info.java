/** Composition root. */
package io.cellar.app;
