/**
 * Pictures of panes and of the window, as PNG files or on the clipboard. A {@link
 * io.cellar.ui.picture.PicturePlan} says which slices a picture is made of and how many pixels it
 * has; a {@link io.cellar.ui.picture.PictureJob} renders them anew at that size, on a thread of its
 * own, fetching what is missing; {@link io.cellar.ui.picture.Composer} puts slices, overlays and
 * the window around them together; {@link io.cellar.ui.picture.PictureFile} writes the file with
 * what the picture shows in its metadata.
 */
package io.cellar.ui.picture;
