package io.cellar.volume;

import java.nio.file.Path;

/**
 * Where and how the blocks of an array lie on disk (schema {@code blockwise-fileset-description},
 * but for the array's {@link ArrayGeometry}).
 *
 * @param name what the description calls the fileset, may be empty
 * @param root absolute, normalised folder of the cache
 * @param fileName template of a block's file name with {@code {roiString}}, extension included,
 *     such as {@code block-{roiString}.h5}
 * @param dataset path of the dataset in a block file, with a leading slash
 * @param encoding how blocks are written that do not come as HDF5
 */
public record CacheLayout(
    String name, Path root, PythonFormat fileName, String dataset, BlockEncoding encoding) {

  /** The same kept in another folder. */
  public CacheLayout withRoot(Path folder) {
    return new CacheLayout(name, folder, fileName, dataset, encoding);
  }
}
