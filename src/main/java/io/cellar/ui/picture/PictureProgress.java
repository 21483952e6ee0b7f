package io.cellar.ui.picture;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.List;

/**
 * How complete the slices of a picture are.
 *
 * @param shown blocks whose voxels are in it
 * @param blocks blocks that it touches
 * @param failed blocks that could not be had
 * @param loading true while some are still fetched
 * @param overLimit true when it needs more blocks than may be fetched for one view
 */
record PictureProgress(long shown, long blocks, long failed, boolean loading, boolean overLimit) {

  static PictureProgress of(List<SlicePicture> slices) {
    return new PictureProgress(
        slices.stream().mapToLong(SlicePicture::shown).sum(),
        slices.stream().mapToLong(SlicePicture::blocks).sum(),
        slices.stream().mapToLong(SlicePicture::failed).sum(),
        slices.stream().anyMatch(SlicePicture::loading),
        slices.stream().anyMatch(SlicePicture::overLimit));
  }

  /** Share that is there, 0 to 1. */
  double share() {
    return blocks == 0 ? 1 : (double) shown / blocks;
  }

  boolean isWhole() {
    return shown >= blocks;
  }

  /** In words, for whoever is about to save it. */
  String text() {
    if (isWhole()) {
      return Words.of("picture.whole");
    }
    String there = Words.of("picture.there", Figures.count(shown), Figures.count(blocks));
    if (overLimit) {
      return there + " " + Words.of("picture.overLimit");
    }
    if (loading) {
      return there + " " + Words.of("picture.loading");
    }
    return there + " " + Words.of("picture.missing", blocks - shown);
  }
}
