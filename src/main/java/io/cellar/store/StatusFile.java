package io.cellar.store;

import io.cellar.input.Redaction;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
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
 * <p>While a block is being replaced, {@code ,"next":{"bytes":262512,"crc32c":"04f1a9e0"}} stands
 * before the last brace: the block file is the old one or already the new one. So at no moment, and
 * whenever a process dies, a good file is taken for a damaged one.
 *
 * <p>Any other content, such as none, means: available, without a checksum.
 *
 * @param text the content as it was read
 * @param checksum length and CRC32C of the block file
 * @param next the same of the file that may have taken its place
 * @param problem why the block is not available all the same: what has the status's name is no
 *     file, but a folder, a link or a pipe
 */
record StatusFile(
    String text, Optional<Checksum> checksum, Optional<Checksum> next, Optional<String> problem) {
  private static final int LIMIT = 1 << 16;
  private static final String BYTES = "{\"bytes\":";
  private static final String CHECKSUM = ",\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"";
  private static final String NEXT_NAME = ",\"next\":";

  /** Made when a status is met that does not stand as it was written. */
  private static final class Patterns {
    static final Pattern OURS =
        Pattern.compile(
            "\\s*\\{\\s*\"bytes\"\\s*:\\s*(\\d{1,18})\\s*,\\s*\"checksum\"\\s*:\\s*\\{\\s*"
                + "\"algorithm\"\\s*:\\s*\"crc32c\"\\s*,\\s*\"value\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*\\}");
    static final Pattern NEXT =
        Pattern.compile(
            ",\"next\":\\{\"bytes\":(\\d{1,18}),\"crc32c\":\"([0-9a-f]{8})\"\\}\\}\\s*");
  }

  /**
   * What identifies a content.
   *
   * @param bytes its length
   * @param crc32c its checksum
   */
  record Checksum(long bytes, int crc32c) {

    static Checksum of(byte[] content) {
      return of(content, content.length);
    }

    /** Of a content at the start of an array. */
    static Checksum of(byte[] content, int length) {
      CRC32C crc = new CRC32C();
      crc.update(content, 0, length);
      return new Checksum(length, (int) crc.getValue());
    }

    private static Optional<Checksum> in(Matcher found) {
      return Optional.of(
          new Checksum(
              Long.parseLong(found.group(1)), Integer.parseUnsignedInt(found.group(2), 16)));
    }

    private String hex() {
      return HexFormat.of().toHexDigits(crc32c);
    }

    @Override
    public String toString() {
      return bytes + " bytes with crc32c " + hex();
    }
  }

  /** True when the file is there, so that the block is available. */
  static boolean isThere(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Reads the file; empty when there is none. */
  static Optional<StatusFile> read(Path file) throws IOException {
    try {
      Optional<byte[]> content = RegularFile.readIfExists(file, LIMIT, LinkOption.NOFOLLOW_LINKS);
      return content.map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (RegularFile.NotRegularException e) {
      String problem = file.getFileName() + " " + e.getReason();
      return Optional.of(
          new StatusFile("", Optional.empty(), Optional.empty(), Optional.of(problem)));
    } catch (IOException e) {
      if (DiskErrors.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static StatusFile parse(String text) {
    Optional<Checksum> usual = asWritten(text);
    if (usual.isPresent()) {
      return new StatusFile(text, usual, Optional.empty(), Optional.empty());
    }
    Matcher ours = Patterns.OURS.matcher(text);
    String json = text.stripTrailing();
    if (!ours.lookingAt() || json.length() == ours.end() || !json.endsWith("}")) {
      return new StatusFile(text, Optional.empty(), Optional.empty(), Optional.empty());
    }
    return new StatusFile(text, Checksum.in(ours), next(text), Optional.empty());
  }

  /**
   * The checksum of a status that stands letter by letter as {@link #write} writes it, without one
   * that is to come; empty for any other, which may have one all the same.
   */
  private static Optional<Checksum> asWritten(String text) {
    int comma = text.indexOf(',');
    int value = comma + CHECKSUM.length();
    if (!text.startsWith(BYTES)
        || comma <= BYTES.length()
        || comma > BYTES.length() + 18
        || !text.startsWith(CHECKSUM, comma)
        || !text.startsWith("\"},", value + 8)
        || !text.endsWith("}\n")
        || text.contains(NEXT_NAME)) {
      return Optional.empty();
    }
    long bytes = 0;
    for (int i = BYTES.length(); i < comma; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      bytes = 10 * bytes + digit;
    }
    int crc32c = 0;
    for (int i = value; i < value + 8; i++) {
      char c = text.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return Optional.empty();
      }
      crc32c = crc32c << 4 | digit;
    }
    return Optional.of(new Checksum(bytes, crc32c));
  }

  private static Optional<Checksum> next(String text) {
    int at = text.lastIndexOf(NEXT_NAME);
    Matcher next = at < 0 ? null : Patterns.NEXT.matcher(text).region(at, text.length());
    return next != null && next.matches() ? Checksum.in(next) : Optional.empty();
  }

  /** True when a file may be the block's: it has the checksum, or there is none. */
  boolean allows(Checksum found) {
    return checksum.isEmpty()
        || found.equals(checksum.get())
        || next.filter(found::equals).isPresent();
  }

  /** True when a file of this length may be the block's. */
  boolean allows(long bytes) {
    return checksum.isEmpty()
        || bytes == checksum.get().bytes()
        || next.isPresent() && bytes == next.get().bytes();
  }

  /**
   * The content that allows another file too, which is about to take the block's name; empty when
   * this one allows it already, or announces one.
   */
  Optional<byte[]> announcing(Checksum replacement) {
    if (allows(replacement) || next.isPresent()) {
      return Optional.empty();
    }
    String json =
        text.stripTrailing().replaceAll("\\}$", "")
            + ",\"next\":{\"bytes\":%d,\"crc32c\":\"%s\"}}\n"
                .formatted(replacement.bytes(), replacement.hex());
    return Optional.of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The content for a block that was just fetched. */
  static byte[] write(Checksum checksum, Provenance from) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"bytes\":").append(checksum.bytes());
    json.append(",\"checksum\":{\"algorithm\":\"crc32c\",\"value\":\"")
        .append(checksum.hex())
        .append("\"},\"url\":");
    quote(json, Redaction.address(from.url()));
    if (from.etag().isPresent()) {
      json.append(",\"etag\":");
      quote(json, from.etag().get());
    }
    json.append(",\"fetched\":");
    quote(json, words(from.fetched()));
    return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A second and its words: many blocks are fetched in one. */
  private record Second(long epoch, String words) {}

  private static volatile Second last = new Second(0, "1970-01-01T00:00:00Z");

  private static String words(Instant time) {
    Second now = last;
    if (now.epoch() != time.getEpochSecond()) {
      now = new Second(time.getEpochSecond(), time.truncatedTo(ChronoUnit.SECONDS).toString());
      last = now;
    }
    return now.words();
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        json.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
