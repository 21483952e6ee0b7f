/**
 * What the user chose and where things lie: values with defaults, kept in one file, written
 * atomically; folders per system.
 */
package io.cellar.settings;
