/** The window. */
package io.cellar.ui;
