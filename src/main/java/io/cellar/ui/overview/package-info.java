/**
 * The whole volume at a glance: its three sides laid flat beside each other as the panes are, each
 * with the slices, the part that a pane shows, and which blocks are cached.
 */
package io.cellar.ui.overview;
