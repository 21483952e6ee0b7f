/**
 * Makes every thread of the program, by name. Every room may use this one; it uses none. The root's
 * page has the table of all threads.
 */
package io.cellar.thread;
