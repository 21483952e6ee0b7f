package io.cellar.slice;

/** Receives pictures. Called on the painter's thread, must return at once. */
@FunctionalInterface
public interface RenderTarget {
  void painted(SlicePicture picture);
}
