/** Description files in and out. */
package io.cellar.description;
