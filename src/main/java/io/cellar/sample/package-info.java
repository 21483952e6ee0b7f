/** The synthetic volume and the loopback server. */
package io.cellar.sample;
