package io.cellar.source.zarr;

import java.util.Arrays;

/** Metadata of Zarr v3 arrays with parts to be replaced; apostrophes stand for quotes. */
final class V3 {
  static final String BYTES = "{'name':'bytes','configuration':{'endian':'little'}}";
  static final String ARRAY =
      "{'zarr_format':3,'node_type':'array','shape':[2,3],'data_type':'uint8',"
          + "'chunk_grid':{'name':'regular','configuration':{'chunk_shape':[2,2]}},"
          + "'chunk_key_encoding':{'name':'default'},'fill_value':9,'codecs':["
          + BYTES
          + "],'attributes':{}}";

  private V3() {}

  static String array(String from, String to) {
    if (!ARRAY.contains(from)) {
      throw new AssertionError(from);
    }
    return ARRAY.replace(from, to);
  }

  /** An array of a type, shape and chunk, with a list of codecs. */
  static String array(String type, long[] shape, long[] chunk, String codecs) {
    return ARRAY
        .replace("uint8", type)
        .replace("[2,3]", Arrays.toString(shape))
        .replace("[2,2]", Arrays.toString(chunk))
        .replace(BYTES, codecs);
  }

  /** A codec that keeps chunks in shards. */
  static String sharding(long[] chunk, String codecs, String indexCodecs, String more) {
    return "{'name':'sharding_indexed','configuration':{'chunk_shape':%s,'codecs':[%s],"
            .formatted(Arrays.toString(chunk), codecs)
        + "'index_codecs':[%s]%s}}".formatted(indexCodecs, more);
  }
}
