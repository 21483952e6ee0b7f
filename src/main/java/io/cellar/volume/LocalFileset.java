package io.cellar.volume;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How blocks lie on disk (schema {@code blockwise-fileset-description}). All numbers are in axes
 * order; shape, view origin and view shape are stored coordinates.
 *
 * @param name free text, may be empty
 * @param axes storage order
 * @param dtype type of the voxels as callers see them
 * @param shape the whole stored volume
 * @param blockShape a whole block
 * @param viewOrigin stored coordinate of the view's origin, a multiple of the block shape
 * @param viewShape size of the view
 * @param fileName template of a block's file name with {@code {roiString}}, extension included,
 *     such as {@code block-{roiString}.h5}
 * @param dataset path of the dataset in a block file, with a leading slash
 * @param root absolute, normalised folder of the cache
 * @param encoding how blocks are written that do not come as HDF5
 * @param drange lowest and highest value that can occur
 */
public record LocalFileset(
    String name,
    Axes axes,
    DType dtype,
    long[] shape,
    long[] blockShape,
    long[] viewOrigin,
    long[] viewShape,
    PythonFormat fileName,
    String dataset,
    Path root,
    BlockEncoding encoding,
    Optional<ValueRange> drange) {

  public LocalFileset {
    shape = shape.clone();
    blockShape = blockShape.clone();
    viewOrigin = viewOrigin.clone();
    viewShape = viewShape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public long[] blockShape() {
    return blockShape.clone();
  }

  @Override
  public long[] viewOrigin() {
    return viewOrigin.clone();
  }

  @Override
  public long[] viewShape() {
    return viewShape.clone();
  }

  /** The grid of block files. */
  public BlockGrid grid() {
    return new BlockGrid(shape, blockShape);
  }

  /** The view in stored coordinates. */
  public Roi storedView() {
    return Roi.at(viewOrigin, viewShape);
  }

  /** The view in view coordinates. */
  public Roi view() {
    return Roi.ofShape(viewShape);
  }

  /** A roi in view coordinates as stored coordinates. */
  public Roi toStored(Roi view) {
    return view.plus(viewOrigin);
  }

  /** A roi in stored coordinates as view coordinates. */
  public Roi toView(Roi stored) {
    return stored.minus(viewOrigin);
  }
}
