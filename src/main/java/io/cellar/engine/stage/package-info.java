/** How long the stages between network and disk take, and the record of a worker's error. */
package io.cellar.engine.stage;
