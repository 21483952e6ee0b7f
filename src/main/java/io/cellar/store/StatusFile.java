package io.cellar.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What a {@code STATUS.txt} says of its block file. That the file exists is what ilastik looks at;
 * the content is ours:
 *
 * <pre>{@code
 * {"bytes":262512,"checksum":{"algorithm":"crc32c","value":"9a71bb4c"},"url":"…","etag":"…","fetched":"2026-11-20T15:04:05Z"}
 * }</pre>
 *
 * <p>Any other content, such as none, means: available, without a checksum.
 *
 * @param text the content as it was read
 * @param checksum length and CRC32C of the block file
 */
record StatusFile(String text, Optional<Checksum> checksum) {
  private static final int LIMIT = 1 << 16;
  private static final Pattern OURS =
      Pattern.compile(
          "\\s*\\{\\s*\"bytes\"\\s*:\\s*(\\d{1,18})\\s*,\\s*\"checksum\"\\s*:\\s*\\{\\s*"
              + "\"algorithm\"\\s*:\\s*\"crc32c\"\\s*,\\s*\"value\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*\\}"
              + ".*\\}\\s*",
          Pattern.DOTALL);

  /**
   * What identifies a content.
   *
   * @param bytes its length
   * @param crc32c its checksum
   */
  record Checksum(long bytes, int crc32c) {

    static Checksum of(byte[] content) {
      CRC32C crc = new CRC32C();
      crc.update(content);
      return new Checksum(content.length, (int) crc.getValue());
    }

    @Override
    public String toString() {
      return bytes + " bytes with crc32c " + String.format("%08x", crc32c);
    }
  }

  /** Reads the file; empty when there is none. */
  static Optional<StatusFile> read(Path file) throws IOException {
    try {
      return Optional.of(parse(new String(SmallFiles.read(file, LIMIT), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      if (SmallFiles.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static StatusFile parse(String text) {
    Matcher ours = OURS.matcher(text);
    return new StatusFile(
        text,
        ours.matches()
            ? Optional.of(
                new Checksum(
                    Long.parseLong(ours.group(1)), Integer.parseUnsignedInt(ours.group(2), 16)))
            : Optional.empty());
  }

  /** The content for a block that was just fetched. */
  static byte[] write(Checksum checksum, Provenance from) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"bytes\":").append(checksum.bytes());
    json.append(",\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"")
        .append(String.format("%08x", checksum.crc32c()))
        .append("\"}");
    json.append(",\"url\":").append(quoted(withoutQuery(from.url())));
    from.etag().ifPresent(etag -> json.append(",\"etag\":").append(quoted(etag)));
    json.append(",\"fetched\":")
        .append(quoted(from.fetched().truncatedTo(ChronoUnit.SECONDS).toString()))
        .append("}\n");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A query may carry a key; it is never kept. */
  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
