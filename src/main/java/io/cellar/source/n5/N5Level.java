package io.cellar.source.n5;

import java.util.Optional;

/**
 * One resolution of an image: an array, and what its group says of it.
 *
 * @param number of the level, 0 for the finest there should be
 * @param named what the group says where its voxels lie
 * @param factors by how much the group says that it is coarser than the finest, x first
 */
record N5Level(N5Array array, int number, Optional<Transform> named, Optional<double[]> factors) {

  /** Its factors as the group or it itself says, in the order of its axes. */
  Optional<double[]> told() {
    N5Axes axes = array.layout().axes();
    return factors
        .or(() -> Attributes.positives(array.attributes().get("downsamplingFactors")))
        .flatMap(axes::inOrder);
  }

  /** Where its voxels lie, as it itself or the group says. */
  Optional<Transform> transform() {
    return Transform.of(array.attributes().get("transform")).or(() -> named);
  }

  /** The same with factors, x first. */
  N5Level with(double[] told) {
    return new N5Level(array, number, named, Optional.of(told));
  }
}
