/**
 * How a host is treated: how many requests it gets at once, when a failed one is tried again, and
 * when the host is left alone altogether.
 *
 * <p>Each class is one rule and a little state, without threads and without a clock: the time is an
 * argument. The engine guards them with its own lock.
 */
package io.cellar.engine.host;
