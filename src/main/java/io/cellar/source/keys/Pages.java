package io.cellar.source.keys;

import io.cellar.codec.CodecException;
import io.cellar.codec.Gzip;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Tells metadata from the pages that some servers send for every key. */
final class Pages {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1000)
                  .maxDocumentLength(KeyStore.MOST_METADATA)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private Pages() {}

  /** True for what begins with {@code <} after white space: HTML or XML. */
  static boolean beginsLikeOne(byte[] bytes) {
    return beginsWith(bytes, '<');
  }

  /** The first character that is no white space; UTF-8 may have a mark before it. */
  private static boolean beginsWith(byte[] bytes, char c) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n' && b >= 0) {
        return b == c;
      }
    }
    return false;
  }

  /**
   * Without the gzip that whoever copied it has left around it, as some programs do with all that
   * they write; anything else as it is.
   */
  static byte[] unzipped(byte[] bytes) {
    try {
      return Gzip.isGzip(bytes) ? Gzip.decodeAtMost(bytes, (int) KeyStore.MOST_METADATA) : bytes;
    } catch (CodecException _) {
      return bytes;
    }
  }

  /** What can be said of metadata without knowing the format, in few words. */
  static String words(byte[] bytes) {
    if (bytes.length == 0) {
      return "empty";
    }
    String length = bytes.length == 1 ? "1 byte" : bytes.length + " bytes";
    if (!isJson(bytes)) {
      return length + (beginsLikeOne(bytes) ? ", an HTML page, not JSON" : ", not JSON");
    }
    return length + (beginsWith(bytes, '{') ? "" : ", no JSON object");
  }

  /** True for one JSON value, such as Python and JavaScript write them, and nothing else. */
  static boolean isJson(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException _) {
      return false;
    }
  }
}
