/**
 * The volumes that a window shows over each other.
 *
 * <p>The first one that was opened is the reference: positions, planes, coverage and overview are
 * its. Others are laid over it where {@link io.cellar.slice.geometry.Alignment} finds that they
 * belong, with colours and an opacity of their own. {@link io.cellar.ui.layer.Layers} holds them in
 * their order and tells panes of every change that pictures show.
 */
package io.cellar.ui.layer;
