package io.cellar.description;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads description files. Never trusts them: bounded in size, depth and time, and everything that
 * is wrong is told at once. Stateless; any thread, but not the window's, since it touches the disk.
 */
public final class DescriptionReader {
  private static final int LONGEST_BYTES = 3 * JsonText.LONGEST;

  /**
   * Reads a file, and the files of its levels where it names some. A relative cache root starts
   * from the folder of the file that it is written in.
   *
   * @throws DescriptionException with all problems; also when the file cannot be read
   */
  public DescriptionFile read(Path file) throws DescriptionException {
    Path folder = file.toAbsolutePath().getParent();
    return parse(text(file), file, folder, new LevelFiles(Optional.of(DescriptionReader::text)));
  }

  /**
   * Reads a text that did not come from a file; levels must be written in it in place.
   *
   * @param fileName what to call it in messages
   * @param rootBase folder that a relative cache root starts from, and that it may not leave
   *     without consent; for a description that came by URL see also {@link
   *     DescriptionFile#withRoot}
   * @throws DescriptionException with all problems
   */
  public DescriptionFile parse(String text, Path fileName, Path rootBase)
      throws DescriptionException {
    return parse(text, fileName, rootBase, new LevelFiles(Optional.empty()));
  }

  private static DescriptionFile parse(String text, Path fileName, Path base, LevelFiles files)
      throws DescriptionException {
    Source source = new Source(fileName.toString(), text);
    return new DescriptionParser(source, fileName, base, files).parse(JsonText.readObject(source));
  }

  private static String text(Path file) throws DescriptionException {
    try {
      if (!Files.exists(file)) {
        throw failure(file, "there is no such file");
      }
      if (!Files.isRegularFile(file)) {
        throw failure(file, "is not a file but a folder or a device");
      }
      return decode(file, bytes(file));
    } catch (NoSuchFileException e) {
      throw failure(file, "there is no such file");
    } catch (IOException e) {
      throw failure(file, "cannot be read: " + e);
    }
  }

  private static byte[] bytes(Path file) throws IOException, DescriptionException {
    long size = Files.size(file);
    if (size <= LONGEST_BYTES) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length <= LONGEST_BYTES) {
          return bytes;
        }
      }
    }
    throw failure(
        file, "has " + size + " bytes: too many for a description, at most " + LONGEST_BYTES);
  }

  private static String decode(Path file, byte[] bytes) throws DescriptionException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw failure(file, "is not UTF-8 text: save it in that encoding");
    }
  }

  private static DescriptionException failure(Path file, String message) {
    Source source = new Source(file.toString(), "");
    source.problem("", -1, message);
    return source.failure();
  }
}
